"""The next review of every apprentice of an employer, in one question: what their plans would say one by one."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from chassis.actor import Actor
from chassis.ids import fresh_id
from chassis.testing.service import ServiceUnderTest
from contracts.identity import SupervisionChanged
from services.reviews.documents import SESSIONS
from tests.events import a_participant, an_enrolment
from tests.reviews.api.test_learning_plan import World

SOON = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
REVIEW: dict[str, Any] = {"kind": "review", "type": "formal_review"}


class Employer(World):
    """Ann and Ben both work for the employer."""

    async def begin(self) -> None:
        await super().begin()
        around = {"learner_id": self.ben, "assessor_id": self.assessor, "employer_id": self.employer}
        await self.hear(an_enrolment(fresh_id(), centre_id="here", **around))

    @property
    def huw(self) -> Actor:
        return self.actor(self.employer, "employer_user")

    async def asked(self, actor: Actor, *learner_ids: str) -> httpx.Response:
        client = self._reviews.as_person(
            actor.person_id,
            provider_id=actor.provider_id,
            role=actor.role,
            centre_ids=actor.centre_ids,
        )
        return await client.get("/coming-reviews", params={"learner_id": list(learner_ids)})

    async def coming(self, actor: Actor | None = None, *learner_ids: str) -> dict[str, str]:
        """The session of the next review by learner; of both unless said otherwise."""
        answer = await self.asked(actor or self.huw, *(learner_ids or (self.ann, self.ben)))
        assert answer.status_code == 200, answer.text
        return {one["learner_id"]: one["review"]["session_id"] for one in answer.json()["items"]}


@pytest.fixture
async def world(reviews: ServiceUnderTest, provider_id: str) -> Employer:
    world = Employer(reviews, provider_id)
    await world.begin()
    return world


async def test_each_apprentice_has_the_next_review_as_the_plan_says_it(world: Employer) -> None:
    await world.book(starts_at=SOON - timedelta(days=9), **REVIEW)
    await world.book(starts_at=SOON - timedelta(days=1))
    both = [a_participant(world.ann), a_participant(world.ben)]
    await world.book(starts_at=SOON + timedelta(days=7), participants=both, **REVIEW)
    first = await world.book(starts_at=SOON, planning_notes="Not for the employer", **REVIEW)

    answer = (await world.asked(world.huw, world.ben, world.ann)).json()
    by_learner = {one["learner_id"]: one["review"] for one in answer["items"]}
    dates = {id: (await world.plan(world.huw, id))["items"] for id in (world.ann, world.ben)}
    assert by_learner == {world.ann: dates[world.ann][1], world.ben: dates[world.ben][0]}
    assert by_learner[world.ann]["session_id"] == first


async def test_a_review_that_runs_is_the_next_and_one_that_is_over_or_cancelled_is_not(
    world: Employer,
) -> None:
    now = datetime.now(UTC)
    await world.book(starts_at=now - timedelta(hours=2), **REVIEW)
    await world.book(starts_at=SOON, state="cancelled", **REVIEW)
    off = a_participant(world.ann, "cancelled_by_learner")
    await world.book(starts_at=SOON, participants=[off, a_participant(world.ben)], **REVIEW)
    assert set(await world.coming()) == {world.ben}
    runs = await world.book(starts_at=now - timedelta(minutes=10), **REVIEW)
    assert (await world.coming())[world.ann] == runs


async def test_nobody_elses_apprentices_are_in_it(world: Employer) -> None:
    await world.book(starts_at=SOON, **REVIEW)
    assert set(await world.coming()) == {world.ann}
    assert await world.coming(world.huw, world.ben, fresh_id()) == {}
    assert await world.coming(world.actor(fresh_id(), "employer_user")) == {}
    assert await world.coming(Actor(world.employer, fresh_id(), "employer_user", frozenset({"here"}))) == {}

    today = SOON.date() - timedelta(days=2)
    over = {
        "id": fresh_id(),
        "person_id": world.employer,
        "employer_id": fresh_id(),
        "relation": "line_manager",
        "from_date": today - timedelta(days=9),
        "until_date": today - timedelta(days=3),
    }
    await world.hear(SupervisionChanged.model_validate({"id": world.ann, "supervisors": [over]}))
    assert await world.coming() == {}


@pytest.mark.parametrize("role", ["learner", "assessor", "iqa", "eqa", "centre_admin", "master_admin"])
async def test_who_reads_plans_does_not_ask_for_many(world: Employer, role: str) -> None:
    refused = await world.asked(world.actor(world.ann, role), world.ann)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("many", [0, 101])
async def test_one_asks_for_some_and_for_a_hundred_at_most(world: Employer, many: int) -> None:
    assert (await world.asked(world.huw, *(fresh_id() for _ in range(many)))).status_code == 422


async def test_many_apprentices_take_as_many_questions_as_one_and_no_reading_beyond(
    world: Employer, reviews: ServiceUnderTest
) -> None:
    others = [fresh_id() for _ in range(60)]
    for id in others:
        await world.hear(
            an_enrolment(fresh_id(), learner_id=id, centre_id="here", employer_id=world.employer)
        )
    await world.book(starts_at=SOON, **REVIEW)
    db = reviews.kit.db
    stored = await db[SESSIONS].find_one({"participants.learner_id": world.ann})
    assert stored is not None

    def copy(learner_id: str, **changes: Any) -> dict[str, Any]:
        part = stored["participants"][0] | {"learner_id": learner_id}
        return stored | {"_id": fresh_id(), "participants": [part]} | changes

    plain: dict[str, Any] = {"kind": "general", "type": "general"}
    long_ago: dict[str, Any] = {"ends_at": SOON - timedelta(days=400)}
    await db[SESSIONS].insert_many(
        [copy(id, **changes) for id in others for changes in ({}, *[plain] * 5, *[long_ago] * 5)]
    )

    async def profiled(*learner_ids: str) -> list[dict[str, Any]]:
        await db.command("profile", 2)
        try:
            assert set(await world.coming(None, *learner_ids)) == set(learner_ids)
        finally:
            await db.command("profile", 0)
        seen: list[dict[str, Any]] = await db["system.profile"].find({"op": "query"}).to_list(1000)
        await db["system.profile"].drop()
        return [one for one in seen if one["command"]["filter"].get("provider_id") == world.provider_id]

    one, all_of_them = await profiled(world.ann), await profiled(world.ann, *others)
    assert len(all_of_them) == len(one)
    for each in all_of_them:
        assert each["planSummary"].startswith(("IXSCAN", "IDHACK")), each["planSummary"]
        assert each["docsExamined"] <= len(others) + 1, each["command"]

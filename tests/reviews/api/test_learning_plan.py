from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest

from chassis.actor import Actor
from chassis.ids import fresh_id
from chassis.testing.service import ServiceUnderTest
from contracts.base import Contract
from tests.events import MONDAY, a_participant, a_person, a_session, an_enrolment

WEEK = timedelta(weeks=1)


class World:
    """A provider with two learners at one centre; Ann has an assessor and an employer."""

    def __init__(self, reviews: ServiceUnderTest, provider_id: str) -> None:
        self.provider_id = provider_id
        self.ann, self.ben = fresh_id(), fresh_id()
        self.assessor, self.employer, self.leader = fresh_id(), fresh_id(), fresh_id()
        self._reviews = reviews

    async def hear(self, event: Contract, version: int = 1) -> None:
        await self._reviews.hear(event, provider_id=self.provider_id, version=version)

    async def begin(self) -> None:
        await self.hear(a_person(self.ann, "Ann", roles={"learner": ["here"]}))
        await self.hear(a_person(self.ben, "Ben", roles={"learner": ["here"]}))
        await self.hear(a_person(self.assessor, "Ada", roles={"assessor": ["here"]}))
        around = {"learner_id": self.ann, "assessor_id": self.assessor, "employer_id": self.employer}
        await self.hear(an_enrolment(fresh_id(), centre_id="here", **around))

    async def book(self, version: int = 1, **changes: Any) -> str:
        """Let a session of Ann and her assessor be heard; gives its id."""
        id: str = changes.pop("id", None) or fresh_id()
        usual = {"assessor_id": self.assessor, "participants": [a_participant(self.ann)]}
        await self.hear(a_session(id, **(usual | changes)), version)
        return id

    def actor(self, person_id: str, role: str, *centres: str) -> Actor:
        return Actor(person_id, self.provider_id, role, frozenset(centres or {"here"}))

    async def ask(self, actor: Actor, learner_id: str) -> httpx.Response:
        client = self._reviews.as_person(
            actor.person_id,
            provider_id=actor.provider_id,
            role=actor.role,
            centre_ids=actor.centre_ids,
        )
        return await client.get(f"/learners/{learner_id}/plan")

    async def plan(self, actor: Actor | None = None, learner_id: str | None = None) -> dict[str, Any]:
        """The plan of Ann unless said otherwise, as the learner herself unless said otherwise."""
        learner_id = learner_id or self.ann
        answer = await self.ask(actor or self.actor(learner_id, "learner"), learner_id)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    async def refused(self, actor: Actor, learner_id: str | None = None) -> tuple[int, str]:
        answer = await self.ask(actor, learner_id or self.ann)
        return answer.status_code, answer.json()["code"]


@pytest.fixture
async def world(reviews: ServiceUnderTest, provider_id: str) -> World:
    world = World(reviews, provider_id)
    await world.begin()
    return world


async def test_a_booked_session_stands_in_the_plan_with_everything_agreed(world: World) -> None:
    id = await world.book(
        method="smart_session",
        type="induction",
        planning_notes="Bring your contract.",
        location=None,
        room={"id": "room-1", "name": "Blue room"},
        series={
            "id": "series-1",
            "index": 1,
            "count": 4,
            "occurrences": [{"session_id": "s", "starts_at": MONDAY, "ends_at": MONDAY + WEEK, "room": None}],
        },
    )
    assert await world.plan() == {
        "view": "plan",
        "learner_id": world.ann,
        "items": [
            {
                "session_id": id,
                "number": 1,
                "state": "planned",
                "type": "induction",
                "method": "smart_session",
                "kind": "general",
                "starts_at": "2026-11-30T10:00:00Z",
                "ends_at": "2026-11-30T11:00:00Z",
                "time_zone": "Europe/London",
                "local_start": "2026-11-30T10:00",
                "minutes": 60,
                "location": None,
                "room": {"id": "room-1", "name": "Blue room"},
                "assessor": {"id": world.assessor, "name": "Ada"},
                "qualification_ids": ["qualification-1"],
                "planning_notes": "Bring your contract.",
                "own": {"outcome": "planned", "actual_start_at": None, "actual_minutes": None},
                "series": {"id": "series-1", "index": 1, "count": 4},
            }
        ],
    }


async def test_sessions_are_numbered_in_date_order_whenever_they_were_booked(world: World) -> None:
    last = await world.book(starts_at=MONDAY + 2 * WEEK)
    first = await world.book(starts_at=MONDAY)
    between = await world.book(starts_at=MONDAY + WEEK)
    items = (await world.plan())["items"]
    assert [(item["session_id"], item["number"]) for item in items] == [(first, 1), (between, 2), (last, 3)]


async def test_a_moved_session_changes_its_place(world: World) -> None:
    first = await world.book(starts_at=MONDAY)
    second = await world.book(starts_at=MONDAY + WEEK)
    await world.book(2, id=first, starts_at=MONDAY + 2 * WEEK)
    assert [item["session_id"] for item in (await world.plan())["items"]] == [second, first]


async def test_a_cancelled_session_is_shown_without_a_number(world: World) -> None:
    id = await world.book()
    await world.book(2, id=id, state="cancelled")
    await world.book(1, id=id)
    (item,) = (await world.plan())["items"]
    assert (item["state"], item["number"]) == ("cancelled", None)


async def test_every_participant_reads_the_notes_and_only_their_own_outcome(world: World) -> None:
    attended = a_participant(world.ann, "completed", actual_start_at=MONDAY, actual_minutes=55)
    await world.book(
        state="held",
        planning_notes="Chapter two",
        participants=[attended, a_participant(world.ben, "no_show")],
    )
    (anns,) = (await world.plan(learner_id=world.ann))["items"]
    (bens,) = (await world.plan(learner_id=world.ben))["items"]
    assert anns["planning_notes"] == bens["planning_notes"] == "Chapter two"
    assert (anns["state"], anns["own"]["outcome"], anns["own"]["actual_minutes"]) == ("held", "completed", 55)
    assert (bens["state"], bens["own"]["outcome"]) == ("not_held", "no_show")
    assert world.ben not in str(anns)
    assert world.ann not in str(bens)


async def test_an_assessor_who_leads_a_session_sees_that_one_under_its_number(world: World) -> None:
    await world.book(starts_at=MONDAY)
    led = await world.book(starts_at=MONDAY + WEEK, assessor_id=world.leader)
    (item,) = (await world.plan(world.actor(world.leader, "assessor")))["items"]
    assert (item["session_id"], item["number"]) == (led, 2)


async def test_an_employer_sees_dates_and_places_of_reviews_only(world: World) -> None:
    await world.book(planning_notes="Not for the employer")
    await world.book(type="formal_review", kind="review", state="cancelled")
    review = await world.book(type="formal_review", kind="review", planning_notes="Nor this")
    plan = await world.plan(world.actor(world.employer, "employer_user"))
    assert plan == {
        "view": "review_dates",
        "learner_id": world.ann,
        "items": [
            {
                "session_id": review,
                "starts_at": "2026-11-30T10:00:00Z",
                "ends_at": "2026-11-30T11:00:00Z",
                "time_zone": "Europe/London",
                "local_start": "2026-11-30T10:00",
                "location": "The workshop",
                "room": None,
            }
        ],
    }


async def test_who_is_refused_and_how(world: World) -> None:
    await world.book()
    stranger = fresh_id()
    assert await world.refused(world.actor(world.ben, "learner")) == (403, "forbidden")
    assert await world.refused(world.actor(stranger, "assessor")) == (403, "forbidden")
    assert await world.refused(world.actor(stranger, "ao_admin")) == (403, "forbidden")
    assert await world.refused(world.actor(stranger, "assessor", "elsewhere")) == (404, "not_found")
    assert await world.refused(world.actor(stranger, "manager", "elsewhere")) == (404, "not_found")
    of_another_provider = Actor(stranger, fresh_id(), "master_admin")
    assert (await world.refused(of_another_provider))[0] == 404


async def test_a_stand_in_reads_the_plan_today(world: World) -> None:
    stand_in, today = fresh_id(), datetime.now(UTC).date()
    cover = {"assessor_id": stand_in, "from_date": today - WEEK, "until_date": today + WEEK}
    enrolment = an_enrolment(fresh_id(), learner_id=world.ben, centre_id="here", covering=[cover])
    await world.hear(enrolment)
    assert (await world.plan(world.actor(stand_in, "assessor"), world.ben))["items"] == []


async def test_a_learner_nobody_told_us_about_may_be_on_the_way(world: World) -> None:
    admin = world.actor(fresh_id(), "master_admin")
    assert await world.refused(admin, fresh_id()) == (404, "not_known_yet")
    assert await world.refused(admin, "someone-made-up") == (404, "not_found")
    assert await world.refused(admin, world.assessor) == (404, "not_found")


async def test_a_new_learners_own_plan_is_empty(world: World) -> None:
    newcomer = fresh_id()
    assert (await world.plan(learner_id=newcomer))["items"] == []


async def test_without_a_token_nobody_is_told_anything(reviews: ServiceUnderTest, world: World) -> None:
    answer = await reviews.anonymous().get(f"/learners/{world.ann}/plan")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_missing")


async def test_an_external_quality_assurer_reads_the_sampled_enrolment_without_notes_on_the_days_of_the_sample(
    world: World,
) -> None:
    eqa, sampled, today = world.actor("eqa", "eqa"), fresh_id(), datetime.now(UTC).date()
    seen = await world.book(
        participants=[a_participant(world.ann, enrolment_ids=[sampled])], planning_notes="Private."
    )
    await world.book(participants=[a_participant(world.ann, enrolment_ids=[fresh_id()])])
    assert await world.refused(eqa) == (403, "forbidden")

    async def grant(version: int, until: date, first: date | None = None) -> None:
        sample = {"eqa_id": "eqa", "from_date": first, "until_date": until}
        around = {"learner_id": world.ann, "centre_id": "here", "sampled": [sample]}
        await world.hear(an_enrolment(sampled, **around), version)

    await grant(1, today + timedelta(days=9), today + timedelta(days=2))
    assert await world.refused(eqa) == (403, "forbidden")
    await grant(2, today + timedelta(days=2), today - timedelta(days=2))
    (session,) = (await world.plan(eqa))["items"]
    assert (session["session_id"], session["planning_notes"]) == (seen, None)
    assert await world.refused(world.actor("eqa", "eqa", "elsewhere")) == (404, "not_found")
    assert await world.refused(world.actor("another", "eqa")) == (403, "forbidden")
    await grant(3, today - timedelta(days=2))
    assert await world.refused(eqa) == (403, "forbidden")

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from chassis.ids import fresh_id
from chassis.testing.service import ServiceUnderTest
from contracts.base import Contract
from tests.events import (
    MONDAY,
    a_centre,
    a_participant,
    a_person,
    a_session,
    an_enrolment,
)

DAY = timedelta(days=1)
CARE = {"number": "60359535", "title": "Diploma in Adult Care", "level": "3", "type": "diploma"}


class World:
    """A provider with two learners at one centre; Ann has an assessor and an enrolment."""

    def __init__(self, progression: ServiceUnderTest, provider_id: str) -> None:
        self.provider_id = provider_id
        self.ann, self.ben, self.assessor = fresh_id(), fresh_id(), fresh_id()
        self.enrolment, self.qualification = fresh_id(), ""
        self.centre = fresh_id()
        self._progression = progression

    async def hear(self, event: Contract, version: int = 1) -> None:
        await self._progression.hear(event, provider_id=self.provider_id, version=version)

    def someone(self, person_id: str, role: str, *centres: str) -> httpx.AsyncClient:
        return self._progression.as_person(
            person_id, provider_id=self.provider_id, role=role, centre_ids=centres
        )

    @property
    def admin(self) -> httpx.AsyncClient:
        return self.someone("admin", "master_admin")

    async def begin(self) -> None:
        added = await self.admin.post("/qualifications", json=CARE)
        assert added.status_code == 201, added.text
        self.qualification = added.json()["id"]
        await self.hear(a_centre(self.centre, "Swansea"))
        await self.hear(a_person(self.ann, "Ann", roles={"learner": [self.centre]}))
        await self.hear(a_person(self.ben, "Ben", roles={"learner": [self.centre]}))
        await self.hear(a_person(self.assessor, "Ada", roles={"assessor": [self.centre]}))
        of_ann = {"learner_id": self.ann, "centre_id": self.centre, "qualification_id": self.qualification}
        await self.hear(an_enrolment(self.enrolment, assessor_id=self.assessor, **of_ann))

    async def hold(self, outcome: str = "completed", *, version: int = 1, **changes: Any) -> str:
        """Let a held session of Ann be heard; gives its id."""
        id: str = changes.pop("id", None) or fresh_id()
        minutes = changes.pop("actual_minutes", None)
        ann = a_participant(self.ann, outcome, enrolment_ids=[self.enrolment], actual_minutes=minutes)
        usual = {"assessor_id": self.assessor, "participants": [ann], "state": "held"}
        await self.hear(a_session(id, **(usual | changes)), version)
        return id

    async def read(self, what: str, query: str = "") -> dict[str, Any]:
        """What Ann reads about herself."""
        path = f"/learners/{self.ann}/{what}{query}"
        answer = await self.someone(self.ann, "learner", self.centre).get(path)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body


@pytest.fixture
async def world(progression: ServiceUnderTest, provider_id: str) -> World:
    world = World(progression, provider_id)
    await world.begin()
    return world


async def test_a_held_session_stands_in_the_time_log_once(world: World) -> None:
    id = await world.hold(type="formal_review", kind="review", actual_minutes=75)
    await world.hold(id=id, type="formal_review", kind="review", actual_minutes=75)
    time_log = await world.read("time-log")
    (entry,) = time_log.pop("items")
    assert len(entry.pop("id")) == 36
    assert entry == {
        "source": "automatic",
        "session_id": id,
        "session_type": "formal_review",
        "on_day": "2026-11-30",
        "started_at": "2026-11-30T10:00:00Z",
        "minutes": 75,
        "activity_type": "review_feedback_support",
        "job_flag": "on",
        "counted": True,
        "why": "A session of type formal review counts as review, feedback and support, on the job.",
        "assessor": {"id": world.assessor, "name": "Ada"},
    }
    assert time_log == {
        "learner_id": world.ann,
        "totals": {"on_the_job_minutes": 75, "off_the_job_minutes": 0, "total_minutes": 75},
        "next": None,
    }


async def test_totals_are_of_all_that_counts_whatever_page_is_read(world: World) -> None:
    await world.hold(type="out_of_the_workplace", minutes=120)
    await world.hold(type="learner_support", starts_at=MONDAY + DAY)
    last = await world.hold(type="exit_session", starts_at=MONDAY + 2 * DAY)
    await world.hold("no_show")
    await world.hold("planned", state="planned")
    first = await world.read("time-log", "?limit=1")
    assert first["totals"] == {
        "on_the_job_minutes": 60,
        "off_the_job_minutes": 120,
        "total_minutes": 180,
    }
    assert [(item["session_id"], item["counted"]) for item in first["items"]] == [(last, False)]
    rest = await world.read("time-log", f"?limit=5&cursor={first['next']}")
    assert [item["session_type"] for item in rest["items"]] == ["learner_support", "out_of_the_workplace"]
    assert rest["totals"] == first["totals"]
    assert rest["next"] is None


async def test_a_correction_takes_the_entry_out(world: World) -> None:
    id = await world.hold(version=2)
    await world.hold("no_show", id=id, version=3)
    await world.hold(id=id, version=2)
    time_log = await world.read("time-log")
    assert (time_log["items"], time_log["totals"]["total_minutes"]) == ([], 0)


async def test_training_shows_the_enrolment_with_its_qualification(world: World) -> None:
    await world.hold(type="induction")
    await world.hold(type="initial", starts_at=MONDAY + DAY)
    assert await world.read("training") == {
        "learner_id": world.ann,
        "items": [
            {
                "enrolment_id": world.enrolment,
                "qualification": CARE | {"id": world.qualification, "number": "603/5953/5"},
                "centre": {"id": world.centre, "name": "Swansea"},
                "training_status": "in_training",
                "since": "2026-11-30",
                "first_day_of_learning": "2026-12-01",
                "milestones": {"gateway_ready": None, "epa": None},
                "starts_on": None,
                "planned_end_on": None,
                "end_on": None,
                "certificate": {"status": "none", "number": None},
                "decisions": [],
                "archived": False,
                "version": 3,
            }
        ],
    }


async def test_versions_of_a_session_heard_at_once_lead_to_the_newest(world: World) -> None:
    id = fresh_id()
    states = [("planned", "planned"), ("completed", "held"), ("no_show", "held"), ("completed", "held")]
    await asyncio.gather(
        *(
            world.hold(outcome, id=id, version=version, state=state, type="induction")
            for version, (outcome, state) in enumerate(states, 1)
        )
    )
    assert (await world.read("time-log"))["totals"]["total_minutes"] == 60
    assert (await world.read("training"))["items"][0]["training_status"] == "in_training"


@pytest.mark.parametrize("what", ["time-log", "training"])
async def test_who_reads_a_learners_progress_and_who_is_refused(world: World, what: str) -> None:
    async def ask(person_id: str, role: str, *centres: str) -> tuple[int, str | None]:
        answer = await world.someone(person_id, role, *centres).get(f"/learners/{world.ann}/{what}")
        return answer.status_code, answer.json().get("code")

    assert await ask(world.assessor, "assessor", world.centre) == (200, None)
    assert await ask("somebody", "iqa", world.centre) == (200, None)
    assert await ask(world.ben, "learner", world.centre) == (403, "forbidden")
    assert await ask("somebody", "assessor", world.centre) == (403, "forbidden")
    assert await ask("somebody", "employer_user", world.centre) == (403, "forbidden")
    assert await ask("somebody", "assessor", "elsewhere") == (404, "not_found")
    assert await ask("somebody", "manager", "elsewhere") == (404, "not_found")


async def test_another_provider_finds_nothing(world: World, progression: ServiceUnderTest) -> None:
    stranger = progression.as_person("stranger", provider_id=fresh_id(), role="master_admin")
    assert (await stranger.get("/qualifications")).json() == {"items": [], "next": None}
    for what in ("time-log", "training"):
        assert (await stranger.get(f"/learners/{world.ann}/{what}")).status_code == 404


async def test_the_catalogue_is_read_by_number_and_searched_by_any_writing(world: World) -> None:
    english = {"number": "100/0001/1", "title": "English", "level": "entry_3", "type": "skills_qualification"}
    assert (await world.admin.post("/qualifications", json=english)).status_code == 201
    learner = world.someone(world.ann, "learner", world.centre)
    first = (await learner.get("/qualifications", params={"limit": 1})).json()
    assert [item["number"] for item in first["items"]] == ["100/0001/1"]
    rest = (await learner.get("/qualifications", params={"cursor": first["next"]})).json()
    assert ([item["number"] for item in rest["items"]], rest["next"]) == (["603/5953/5"], None)
    found = (await learner.get("/qualifications", params={"number": "603 5953 5"})).json()
    assert [item["id"] for item in found["items"]] == [world.qualification]


async def test_a_qualification_asked_for_twice_with_one_key_is_listed_once(world: World) -> None:
    body = CARE | {"number": "200/0002/2"}
    key = {"Idempotency-Key": fresh_id()}
    first, again = [await world.admin.post("/qualifications", json=body, headers=key) for _ in range(2)]
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["Idempotent-Replayed"] == "true"


async def test_of_many_who_list_one_number_at_once_one_succeeds(world: World) -> None:
    body = CARE | {"number": "300/0003/3"}
    answers = await asyncio.gather(*(world.admin.post("/qualifications", json=body) for _ in range(8)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [201] + [409] * 7
    (listed,) = [answer.json()["id"] for answer in answers if answer.status_code == 201]
    named = {answer.json()["qualification_id"] for answer in answers if answer.status_code == 409}
    assert named == {listed}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": "603/5953"}, "number"),
        ({"number": "not a number"}, "number"),
        ({"title": "   "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"level": "9"}, "level"),
        ({"type": "badge"}, "type"),
        ({"active": False}, "active"),
    ],
)
async def test_a_wrong_field_is_named(world: World, changes: dict[str, Any], field: str) -> None:
    answer = await world.admin.post("/qualifications", json=CARE | {"number": "400/0004/4"} | changes)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_those_who_do_not_keep_the_catalogue_are_refused(world: World) -> None:
    for role in ("learner", "assessor", "manager", "centre_admin"):
        answer = await world.someone("somebody", role, world.centre).post("/qualifications", json=CARE)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")

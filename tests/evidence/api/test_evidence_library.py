from datetime import timedelta
from typing import Any

import httpx
import pytest

from chassis.ids import fresh_id
from chassis.testing.service import ServiceUnderTest
from contracts.base import Contract
from tests.events import MONDAY, a_participant, a_person, an_enrolment
from tests.evidence.builders import a_session

WEEK = timedelta(weeks=1)


class World:
    """A provider with two learners at one centre; Ann has an assessor."""

    def __init__(self, evidence: ServiceUnderTest, provider_id: str) -> None:
        self.provider_id = provider_id
        self.ann, self.ben, self.assessor = fresh_id(), fresh_id(), fresh_id()
        self._evidence = evidence

    async def hear(self, event: Contract, version: int = 1) -> None:
        await self._evidence.hear(event, provider_id=self.provider_id, version=version)

    async def begin(self) -> None:
        await self.hear(a_person(self.ann, "Ann", roles={"learner": ["here"]}))
        await self.hear(a_person(self.ben, "Ben", roles={"learner": ["here"]}))
        await self.hear(a_person(self.assessor, "Ada", roles={"assessor": ["here"]}))
        await self.hear(
            an_enrolment(fresh_id(), learner_id=self.ann, centre_id="here", assessor_id=self.assessor)
        )

    async def book(self, version: int = 1, **changes: Any) -> str:
        """Let a Smart Session of Ann and her assessor be heard; gives its id."""
        id: str = changes.pop("id", None) or fresh_id()
        usual = {"assessor_id": self.assessor, "participants": [a_participant(self.ann)]}
        await self.hear(a_session(id, **(usual | changes)), version)
        return id

    async def ask(
        self, person_id: str, role: str, learner_id: str, *, centre: str = "here", query: str = ""
    ) -> httpx.Response:
        client = self._evidence.as_person(
            person_id, provider_id=self.provider_id, role=role, centre_ids=[centre]
        )
        return await client.get(f"/learners/{learner_id}/evidence{query}")

    async def library(self, learner_id: str | None = None, query: str = "") -> dict[str, Any]:
        """The library of Ann unless said otherwise, as the learner sees it."""
        learner_id = learner_id or self.ann
        answer = await self.ask(learner_id, "learner", learner_id, query=query)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body


@pytest.fixture
async def world(evidence: ServiceUnderTest, provider_id: str) -> World:
    world = World(evidence, provider_id)
    await world.begin()
    return world


async def test_a_booked_smart_session_stands_in_the_library_with_the_screen_icon(world: World) -> None:
    id = await world.book(type="induction")
    assert await world.library() == {
        "items": [
            {
                "id": id,
                "kind": "smart_session",
                "icon": "screen",
                "title": "Smart Session: Induction",
                "session_type": "induction",
                "state": "planned",
                "starts_at": "2026-11-30T10:00:00Z",
                "ends_at": "2026-11-30T11:00:00Z",
                "time_zone": "Europe/London",
                "local_start": "2026-11-30T10:00",
                "room": {"id": "room-1", "name": "Blue room"},
                "assessor": {"id": world.assessor, "name": "Ada"},
            }
        ],
        "next": None,
    }


async def test_a_traditional_session_does_not(world: World) -> None:
    await world.book(method="traditional", room=None)
    assert (await world.library())["items"] == []


async def test_a_cancelled_smart_session_is_gone_and_stays_gone(world: World) -> None:
    id = await world.book()
    await world.book(2, id=id, state="cancelled")
    await world.book(1, id=id)
    assert (await world.library())["items"] == []


async def test_a_place_given_up_leaves_only_that_learners_library(world: World) -> None:
    both = [a_participant(world.ann, "cancelled_by_learner"), a_participant(world.ben)]
    id = await world.book(participants=both)
    assert (await world.library())["items"] == []
    assert [item["id"] for item in (await world.library(world.ben))["items"]] == [id]


async def test_the_state_is_the_learners_own(world: World) -> None:
    both = [a_participant(world.ann, "completed"), a_participant(world.ben, "no_show")]
    await world.book(state="held", participants=both)
    states = [(await world.library(one))["items"][0]["state"] for one in (world.ann, world.ben)]
    assert states == ["held", "not_held"]


async def test_pages_follow_each_other_newest_first(world: World) -> None:
    booked = [await world.book(starts_at=MONDAY + (number // 2) * WEEK) for number in range(5)]
    first = await world.library(query="?limit=2")
    second = await world.library(query=f"?limit=2&cursor={first['next']}")
    third = await world.library(query=f"?limit=2&cursor={second['next']}")
    seen = [item["id"] for page in (first, second, third) for item in page["items"]]
    assert seen == [booked[4], *sorted(booked[2:4], reverse=True), *sorted(booked[:2], reverse=True)]
    assert third["next"] is None


async def test_a_made_up_cursor_is_refused(world: World) -> None:
    for cursor in ("WzEsMl0", "nonsense"):
        answer = await world.ask(world.ann, "learner", world.ann, query=f"?cursor={cursor}")
        assert (answer.status_code, answer.json()["field"]) == (422, "cursor")


async def test_an_assessor_who_leads_a_smart_session_sees_that_one(world: World) -> None:
    leader = fresh_id()
    await world.book()
    led = await world.book(assessor_id=leader)
    answer = await world.ask(leader, "assessor", world.ann)
    assert [item["id"] for item in answer.json()["items"]] == [led]


@pytest.mark.parametrize(
    ("role", "centre", "status", "code"),
    [
        ("learner", "here", 403, "forbidden"),
        ("assessor", "here", 403, "forbidden"),
        ("employer_user", "here", 403, "forbidden"),
        ("assessor", "elsewhere", 404, "not_found"),
        ("iqa", "elsewhere", 404, "not_found"),
        ("master_admin", "elsewhere", 404, "not_found"),
    ],
)
async def test_who_is_refused_and_how(world: World, role: str, centre: str, status: int, code: str) -> None:
    await world.book()
    answer = await world.ask(fresh_id(), role, world.ann, centre=centre)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_another_provider_finds_nothing(world: World, evidence: ServiceUnderTest) -> None:
    stranger = evidence.as_person(fresh_id(), provider_id=fresh_id(), role="master_admin")
    assert (await stranger.get(f"/learners/{world.ann}/evidence")).status_code == 404

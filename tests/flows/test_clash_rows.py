"""Double booking: assessor and learners, groups and series, one by one and all at once (X10)."""

import asyncio
from typing import Any

import pytest

from deploy.demo.client import Client, Refused
from tests.flows.team import GROUP, Team, clashing_names, refusal
from tests.platform import Provider

METHODS = ("traditional", "smart_session")
TWENTY = "ABCDEFGHIJKLMNOPQRST"


@pytest.mark.req("SB-16")
@pytest.mark.parametrize("method", METHODS)
async def test_an_assessor_who_is_busy_is_named_and_free_again_when_the_session_ends(
    provider: Provider, method: str
) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans", assessor="Bethan Rees")
    first, second = team.learner_ids
    await provider.room("Room 1")
    await provider.room("Room 2")
    await team.book(learner_ids=[first], method=method, local_start="2032-03-01T10:00")

    for wanted in METHODS:
        for start in ("09:30", "10:30", "10:00"):
            overlapping = {"learner_ids": [second], "method": wanted, "local_start": f"2032-03-01T{start}"}
            refused = await refusal(team.book(**overlapping))
            assert clashing_names(refused) == ["Bethan Rees"], (wanted, start)
            assert "Bethan Rees is busy on Mon 1 Mar 2032, 10:00 to 11:00" in refused.problem["detail"]

    before = await team.book(learner_ids=[second], local_start="2032-03-01T09:00")
    after = await team.book(learner_ids=[second], local_start="2032-03-01T11:00")
    assert before["ends_at"] == "2032-03-01T10:00:00Z"
    assert after["starts_at"] == "2032-03-01T11:00:00Z"


@pytest.mark.req("SB-16")
@pytest.mark.parametrize("method", METHODS)
async def test_a_learner_who_is_busy_with_another_assessor_is_named(provider: Provider, method: str) -> None:
    team = await Team.of(provider, "Aled Jones")
    other_assessor_id = await provider.person("assessor", "Gwen Hughes")
    await provider.room("Room 1")
    await provider.room("Room 2")
    await team.book(method=method)

    for wanted in METHODS:
        overlapping = team.a_booking(
            assessor_id=other_assessor_id, method=wanted, local_start="2032-03-01T10:30"
        )
        refused = await refusal(provider.admin.post("/sessions", overlapping))
        assert clashing_names(refused) == ["Aled Jones"]
        assert refused.problem["clashes"][0]["id"] == team.learner_ids[0]

    following = team.a_booking(assessor_id=other_assessor_id, local_start="2032-03-01T11:00")
    assert await provider.admin.post("/sessions", following)


@pytest.mark.req("SB-16")
async def test_a_learner_who_is_busy_is_named_as_the_fifth_of_a_group(provider: Provider) -> None:
    team = await Team.of(provider, *GROUP, "Huw Lewis")
    other_assessor_id = await provider.person("assessor", "Gwen Hughes")
    alone = team.a_booking(assessor_id=other_assessor_id, learner_ids=[team.learner_ids[4]])
    await provider.admin.post("/sessions", alone)
    await provider.room()

    for method in METHODS:
        refused = await refusal(team.book(method=method))
        assert clashing_names(refused) == ["Huw Lewis"]

    learners = await team.book(learner_ids=list(team.learner_ids[:4]))
    assert learners["places_taken"] == 4


@pytest.mark.req("SB-16")
@pytest.mark.parametrize("method", METHODS)
async def test_a_series_and_a_group_refuse_each_other(provider: Provider, method: str) -> None:
    team = await Team.of(provider, *GROUP)
    other_assessor_id = await provider.person("assessor", "Gwen Hughes")
    await provider.room("Room 1")
    await provider.room("Room 2")
    alone = {"assessor_id": other_assessor_id, "learner_ids": [team.learner_ids[2]]}
    weekly = {"repeat": {"frequency": "weekly", "count": 4}}
    await team.book(method=method, local_start="2032-03-15T10:00")

    series = team.a_booking(**alone, **weekly, local_start="2032-03-01T10:30")
    against_group = await refusal(provider.admin.post("/sessions", series))
    await provider.admin.post("/sessions", series | {"local_start": "2032-04-05T10:00"})
    against_series = await refusal(team.book(method=method, local_start="2032-04-19T09:30"))

    assert clashing_names(against_group) == ["Dylan Price"]
    assert against_group.problem["clashes"][0]["occurrence"] == 3
    assert clashing_names(against_series) == ["Dylan Price"]


@pytest.mark.req("SB-38")
async def test_of_twenty_who_want_the_last_room_or_one_assessor_at_once_exactly_one_succeeds(
    provider: Provider,
) -> None:
    room_id = await provider.room()
    team = await Team.of(provider, *(f"Learner {letter}" for letter in TWENTY))
    assessor_ids = await asyncio.gather(
        *(provider.person("assessor", f"Assessor {letter}") for letter in TWENTY)
    )
    pairs = list(zip(assessor_ids, team.learner_ids, strict=True))
    last_room = {"method": "smart_session", "local_start": "2032-03-01T10:00"}

    in_the_room, roomless = await _race(
        provider.admin, [team.a_booking(assessor_id=a, learner_ids=[b], **last_room) for a, b in pairs]
    )
    with_bethan, too_late = await _race(
        provider.admin, [team.a_booking(learner_ids=[b], local_start="2032-03-02T10:00") for _, b in pairs]
    )

    assert [session["room"]["id"] for session in in_the_room] == [room_id]
    assert [(refused.status, refused.code) for refused in roomless] == [(409, "no_smart_room_free")] * 19
    assert [session["assessor_id"] for session in with_bethan] == [team.assessor_id]
    assert [clashing_names(refused) for refused in too_late] == [["Bethan Rees"]] * 19
    assert await _stored(provider.admin) == in_the_room + with_bethan


async def _race(booker: Client, bookings: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[Refused]]:
    """All at once: the sessions that were booked, and the refusals."""
    answers = await asyncio.gather(
        *(booker.post("/sessions", booking) for booking in bookings), return_exceptions=True
    )
    refusals = [answer for answer in answers if isinstance(answer, Refused)]
    booked = [answer for answer in answers if isinstance(answer, dict)]
    assert len(booked) + len(refusals) == len(answers), answers
    return [session for answer in booked for session in answer["sessions"]], refusals


async def _stored(booker: Client) -> list[dict[str, Any]]:
    month = {"from": "2032-03-01T00:00:00Z", "to": "2032-04-01T00:00:00Z"}
    stored: list[dict[str, Any]] = (await booker.get("/sessions", **month))["items"]
    return stored

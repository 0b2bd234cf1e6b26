"""The next review is in the diary and in time: planning and closing say so, nothing is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deploy.demo.client import eventually
from tests.flows.team import Team, refusal

REVIEW = {"type": "formal_review", "location": "Tŷ Derw", "time_zone": "UTC"}
NOW = datetime.now(UTC)
LAST = (NOW - timedelta(days=(NOW.weekday() - 4) % 7 or 7)).replace(
    hour=10, minute=0, second=0, microsecond=0
)
"""The morning of the Friday before today. Bookings override working hours, for it may be a bank holiday."""


def after(days: int) -> datetime:
    """The morning so many days after the last review."""
    return LAST + timedelta(days=days)


async def plan(team: Team, days: int) -> dict[str, Any]:
    """What booking a review so many days after the last one answers."""
    booking = team.a_booking(**REVIEW, local_start=f"{after(days):%Y-%m-%dT%H:%M}", override=True)
    booked: dict[str, Any] = await team.assessor.post("/sessions", booking)
    return booked


async def reviewed(team: Team) -> dict[str, Any]:
    """The last review, as closing it answered."""
    booked = await plan(team, 0)
    return await team.hold(booked["sessions"][0], actual_start_at=LAST.isoformat())


def codes(answer: dict[str, Any]) -> list[str]:
    """What was worth a word."""
    return [warning["code"] for warning in answer["warnings"]]


@pytest.mark.req("DR-22")
async def test_closing_without_a_next_review_warns_and_so_does_one_later_than_61_days(team: Team) -> None:
    closed = await reviewed(team)
    in_time = await plan(team, 61)
    session = in_time["sessions"][0]
    move = {"local_start": f"{after(62):%Y-%m-%dT%H:%M}", "time_zone": "UTC", "override": True}
    too_late = await team.assessor.post(f"/sessions/{session['id']}/rescheduling", move, version=1)

    assert codes(closed) == ["no_next_review"]
    assert closed["warnings"][0]["learner_id"] == team.learner_ids[0]
    assert (codes(in_time), session["location"]) == ([], "Tŷ Derw")
    assert codes(too_late) == ["next_review_too_late"]
    assert too_late["warnings"][0]["due_on"] == f"{after(61):%Y-%m-%d}"
    assert "61 days after the last one" in too_late["warnings"][0]["detail"]


@pytest.mark.req("DR-61")
async def test_a_new_date_seventy_days_after_the_last_review_warns(team: Team) -> None:
    await reviewed(team)
    planned = (await plan(team, 60))["sessions"][0]
    off = {"outcome": "cancelled_by_employer", "reason": "The site is closed."}
    await team.assessor.post(f"/sessions/{planned['id']}/cancellation", off, version=1)

    late = await plan(team, 70)
    soon = await plan(team, 59)

    assert codes(late) == ["next_review_too_late"]
    assert codes(soon) == []


@pytest.mark.req("DR-74")
async def test_whether_the_following_review_is_in_the_diary_in_time_can_be_read(team: Team) -> None:
    await reviewed(team)
    path = f"/learners/{team.learner_ids[0]}/next-review"
    stranger = team.provider.as_role("assessor")

    none = await team.assessor.get(path)
    planned = (await plan(team, 60))["sessions"][0]
    found = await team.learner().get(path)
    refused = await refusal(stranger.get(path))

    assert (none["in_time"], none["session_id"]) == (False, None)
    assert (none["last_held_on"], none["due_on"]) == (f"{LAST:%Y-%m-%d}", f"{after(61):%Y-%m-%d}")
    assert (found["in_time"], found["session_id"]) == (True, planned["id"])
    assert (found["interval_days"], found["location"]) == (61, "Tŷ Derw")
    assert refused.status == 403


async def test_the_nation_of_an_enrolment_decides_instead_of_its_centres(team: Team) -> None:
    await reviewed(team)
    learner_id, office = team.learner_ids[0], team.provider.as_role("basic_admin")
    (enrolment,) = (await office.get("/enrolments", learner_id=learner_id))["items"]
    path, version = f"/enrolments/{enrolment['id']}/nation", enrolment["version"]

    for nation, days in (("england", 84), (None, 61)):
        chosen = await office.put(path, {"nation": nation}, version=version)
        version = chosen["version"]
        await eventually(
            lambda: team.assessor.get(f"/learners/{learner_id}/next-review"),
            lambda found, days=days: found["due_on"] == f"{after(days):%Y-%m-%d}",  # type: ignore[misc]
        )
    assert codes(await plan(team, 61)) == []

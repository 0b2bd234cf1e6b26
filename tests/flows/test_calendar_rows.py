"""Calendars as people see them, the booking form, and the check before a booking."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deploy.demo.client import Client
from tests.flows.team import GROUP, Team, refusal
from tests.platform import Platform, Provider

MARCH = {"from": "2032-03-01", "to": "2032-03-31"}
CANCELLED = {"outcome": "cancelled_by_assessor", "reason": "Ill."}


@pytest.mark.req("SB-04")
async def test_an_assessor_reads_a_month_of_own_sessions_in_one_request_and_nobody_else_has_that_route(
    provider: Provider,
) -> None:
    team = await Team.of(provider, "Aled Jones")
    other = await Team.of(provider, "Huw Lewis", assessor="Gwen Hughes")
    booked = [await team.book(local_start=f"2032-03-{day}T10:00") for day in ("01", "18", "31")]
    await team.book(local_start="2032-04-01T10:00")
    await other.book(local_start="2032-03-02T10:00")
    await team.assessor.post("/absences", {"first": "2032-03-22", "last": "2032-03-23"})

    month = await team.assessor.get("/calendar", **MARCH)
    day = await team.assessor.get("/calendar", **{"from": "2032-03-18", "to": "2032-03-18"})
    opened = await team.assessor.get(f"/sessions/{month['sessions'][1]['id']}")

    assert month["sessions"] == booked
    assert [one["first"] for one in month["absences"]] == ["2032-03-22"]
    assert month["closed"] == ["2032-03-26", "2032-03-29"]
    assert [one["id"] for one in day["sessions"]] == [booked[1]["id"]]
    assert opened == booked[1]
    for role in ("basic_admin", "master_admin", "curriculum_manager", "iqa", "learner"):
        refused = await refusal(provider.as_role(role).get("/calendar", **MARCH))
        assert refused.status == 403, role


@pytest.mark.req("SB-05")
async def test_several_colleagues_are_seen_side_by_side(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones")
    other = await Team.of(provider, "Huw Lewis", assessor="Gwen Hughes")
    await team.book(local_start="2032-03-01T09:00")
    await other.book(local_start="2032-03-01T13:00")
    away = {"first": "2032-03-01", "last": "2032-03-01", "from_time": "15:00", "until_time": "16:00"}
    await other.assessor.post("/absences", away | {"kind": "sickness", "note": "Migraine."})
    day = {"from": "2032-03-01", "to": "2032-03-01"}

    both = await provider.as_role("basic_admin").get(
        "/availabilities", person_id=[team.assessor_id, other.assessor_id], **day
    )

    assert [one["person_id"] for one in both["items"]] == [team.assessor_id, other.assessor_id]
    assert [_hours(one["busy"]) for one in both["items"]] == [
        ["09:00-10:00"],
        ["13:00-14:00", "15:00-16:00"],
    ]
    assert [_hours(one["away"]) for one in both["items"]] == [[], ["15:00-16:00"]]
    assert "Migraine" not in str(both)
    assert [_hours(one["free"]) for one in both["items"]] == [
        ["10:00-17:00"],
        ["09:00-13:00", "14:00-15:00", "16:00-17:00"],
    ]


@pytest.mark.req("SB-15")
async def test_blue_dates_say_which_party_is_booked(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    aled, carys = team.learner_ids
    other = await Team.of(provider, assessor="Gwen Hughes")
    await provider.admin.post(
        "/sessions", other.a_booking(learner_ids=[aled], local_start="2032-03-03T10:00")
    )
    await team.book(learner_ids=[carys], local_start="2032-03-05T10:00")
    gone = await team.book(learner_ids=[carys], local_start="2032-03-08T10:00")
    await team.assessor.post(f"/sessions/{gone['id']}/cancellation", CANCELLED, version=gone["version"])
    await team.assessor.post("/absences", {"first": "2032-03-30", "last": "2032-03-31"})

    picker = await team.assessor.get("/booked-days", person_id=[team.assessor_id, aled], **MARCH)

    assert [(one["day"], one["person_ids"]) for one in picker["items"]] == [
        ("2032-03-03", [aled]),
        ("2032-03-05", [team.assessor_id]),
        ("2032-03-30", [team.assessor_id]),
        ("2032-03-31", [team.assessor_id]),
    ]


@pytest.mark.req("SB-27")
async def test_the_form_starts_with_two_people_where_smart_rooms_are_on_and_else_with_one(
    platform: Platform, team: Team
) -> None:
    without = await platform.provider(smart_rooms=False)

    on = await team.assessor.get("/booking-form")
    off = await without.as_role("assessor").get("/booking-form")
    await without.close()

    assert (on["participants"], on["methods"]) == (2, ["traditional", "smart_session"])
    assert (off["participants"], off["methods"]) == (1, ["traditional"])
    assert on["assessor_id"] == team.assessor_id
    assert (on["places"], len(on["types"]), on["minutes"]["step"]) == (30, 11, 5)


@pytest.mark.req("SB-16")
@pytest.mark.req("SB-33")
@pytest.mark.req("SB-40")
@pytest.mark.req("B-02")
async def test_the_check_says_what_booking_would_say_and_claims_nothing(provider: Provider) -> None:
    team = await Team.of(provider, *GROUP)
    other = await Team.of(provider, assessor="Gwen Hughes")
    await provider.room("Room 1")
    await provider.room("Room 2")
    smart = {"method": "smart_session", "type": "induction"}
    await provider.admin.post(
        "/sessions", other.a_booking(learner_ids=[team.learner_ids[3]], method="smart_session")
    )

    free = await _check(team.assessor, team.a_booking(**smart, local_start="2032-03-01T11:00"))
    assert (free["bookable"], free["refusal"]) == (True, None)
    assert [one["rooms_free"] for one in free["occurrences"]] == [2]
    assert free["effect"]["detail"] == "Moves 4 learners to In Training when held."
    one_taken = await _check(team.assessor, team.a_booking(**smart, learner_ids=[team.learner_ids[0]]))
    assert (one_taken["bookable"], one_taken["occurrences"][0]["rooms_free"]) == (True, 1)

    weekly = {"frequency": "weekly", "count": 3}
    full = {"first": "2032-03-02", "last": "2032-03-02"}
    await team.assessor.post("/absences", full)
    for wish in (
        team.a_booking(**smart),
        team.a_booking(repeat=weekly, local_start="2032-02-23T10:30"),
        team.a_booking(local_start="2032-03-01T18:00"),
        team.a_booking(local_start="2032-03-02T10:00"),
    ):
        checked = await _check(team.assessor, wish)
        refused = await refusal(team.assessor.post("/sessions", wish))
        said = {name: checked["refusal"][name] for name in ("code", "detail", "field", "alternatives")}
        assert said == {name: refused.problem[name] for name in said}
        assert checked["refusal"].get("clashes") == refused.problem.get("clashes")
        first = refused.problem["alternatives"][0]
        there = wish | {name: first[name] for name in ("local_start", "time_zone", "offset_minutes")}
        assert (await _check(team.assessor, there))["bookable"]
    series = await _check(
        team.assessor, team.a_booking(repeat=weekly, local_start="2032-02-23T10:30", skip_conflicts=True)
    )
    assert [one["fits"] for one in series["occurrences"]] == [True, False, True]

    wrongs: list[dict[str, Any]] = [
        {"minutes": 0},
        {"type": "choc"},
        {"learner_ids": []},
        {"local_start": "2032-03-28T01:30"},
    ]
    for wrong in wrongs:
        checking = await refusal(_check(team.assessor, team.a_booking(**wrong)))
        booking = await refusal(team.book(**wrong))
        assert (checking.status, checking.code) == (booking.status, booking.code) == (422, booking.code)
    assert (await team.assessor.get("/sessions", **{"from": "2032-02-01T00:00:00Z"}))["items"] == []


@pytest.mark.req("SA-14")
async def test_the_next_planned_session_is_the_earlier_one_and_there_may_be_none(team: Team) -> None:
    learner = team.learner()
    next_one = {"state": "planned", "limit": 1}
    assert (await learner.get("/sessions", **next_one))["items"] == []

    def in_days(days: int) -> dict[str, Any]:
        return {"local_start": f"{datetime.now(UTC) + timedelta(days=days):%Y-%m-%d}T10:00", "override": True}

    await team.book(**in_days(20))
    earlier = await team.book(**(soon := in_days(13)))
    called_off = await team.book(**in_days(12))
    await team.assessor.post(
        f"/sessions/{called_off['id']}/cancellation", CANCELLED, version=called_off["version"]
    )

    (found,) = (await learner.get("/sessions", **next_one))["items"]
    assert (found["id"], found["local_start"]) == (earlier["id"], f"{soon['local_start']}:00")


async def _check(client: Client, booking: dict[str, Any]) -> dict[str, Any]:
    """Asked without an Idempotency-Key: nothing is done."""
    found: dict[str, Any] = (await client.send("POST", "/session-checks", body=booking)).json()
    return found


def _hours(slots: list[dict[str, Any]]) -> list[str]:
    return [f"{slot['starts_at'][11:16]}-{slot['ends_at'][11:16]}" for slot in slots]

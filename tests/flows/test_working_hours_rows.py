"""Working hours, closures, bank holidays, absence and travel: what they refuse, and who may say so all the same."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest

from deploy.demo.client import Client, Refused
from tests.flows.team import Team, clashing_names, refusal
from tests.platform import Provider

EARLY = [[{"opens": "06:00", "closes": "14:00"}]] * 5 + [[], []]


async def set_timetable(keeper: Client, id: str, **said: Any) -> dict[str, Any]:
    """What is said there now, after this was said."""
    version = (await keeper.get(f"/timetables/{id}"))["version"]
    said_now: dict[str, Any] = await keeper.put(f"/timetables/{id}", said, version=version)
    return said_now


@pytest.mark.req("SB-16")
async def test_outside_working_hours_only_the_assessor_and_the_master_admin_book(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones")
    office = provider.as_role("basic_admin")
    evening = team.a_booking(local_start="2032-03-01T17:30")

    refused = await refusal(office.post("/sessions", evening))
    assert (refused.status, refused.code) == (409, "outside_working_hours")
    assert "working hours of Bethan Rees: Mon 1 Mar 2032, 17:30 to 18:30" in refused.problem["detail"]
    offered = refused.problem["alternatives"]
    assert offered[0]["local_start"] == "2032-03-01T16:00:00"

    overriding = await refusal(office.post("/sessions", evening | {"override": True}))
    assert (overriding.status, overriding.problem["field"]) == (403, "override")
    own = await team.book(local_start="2032-03-01T17:30", override=True)
    by_admin = await provider.admin.post(
        "/sessions", evening | {"local_start": "2032-03-06T10:00", "override": True}
    )
    kept = await team.assessor.post(
        f"/sessions/{own['id']}/rescheduling",
        {"local_start": "2032-03-02T20:00", "override": True},
        version=own["version"],
    )
    assert by_admin["sessions"]
    assert kept["local_start"] == "2032-03-02T20:00:00"
    for name in ("local_start", "time_zone", "offset_minutes"):
        evening[name] = offered[0][name]
    assert await office.post("/sessions", evening)


@pytest.mark.req("SB-16")
async def test_a_persons_own_hours_replace_the_providers_and_bank_holidays_and_closures_are_free(
    provider: Provider,
) -> None:
    team = await Team.of(provider, "Aled Jones")
    usual = await team.assessor.get(f"/timetables/{team.assessor_id}")
    assert usual["in_force"]["week"][0] == [{"opens": "09:00", "closes": "17:00"}]

    await set_timetable(provider.admin, provider.id, week=EARLY)
    assert (await team.book(local_start="2032-03-01T06:00"))["state"] == "planned"
    too_late = await refusal(team.book(local_start="2032-03-01T14:00"))
    await set_timetable(team.assessor, team.assessor_id, week=[[{"opens": "14:00", "closes": "24:00"}]] * 7)
    assert (await team.book(local_start="2032-03-07T22:00"))["state"] == "planned"

    easter_monday = await refusal(team.book(local_start="2032-03-29T15:00"))
    closure = {"first": "2032-03-30", "last": "2032-03-31", "reason": "Training of staff"}
    await set_timetable(provider.admin, provider.centre_id, closures=[closure])
    closed = await refusal(team.book(local_start="2032-03-31T15:00"))
    weekly = {"repeat": {"frequency": "weekly", "count": 3}, "local_start": "2032-03-24T15:00"}
    in_series = await refusal(team.book(**weekly))
    booked = await team.book_series(**weekly, skip_conflicts=True)
    await set_timetable(provider.admin, provider.centre_id, bank_holidays=False)
    worked = await team.book(local_start="2032-03-29T15:00")

    refusals = (too_late, easter_monday, closed, in_series)
    assert [refused.code for refused in refusals] == ["outside_working_hours"] * 4
    assert [one["occurrence"] for one in in_series.problem["occurrences"]] == [2]
    assert [one["local_start"][:10] for one in booked] == ["2032-03-24", "2032-04-07"]
    assert worked["state"] == "planned"


@pytest.mark.req("SB-16")
async def test_an_absence_refuses_bookings_lists_what_is_there_and_can_be_withdrawn(
    provider: Provider,
) -> None:
    team = await Team.of(provider, "Aled Jones")
    there = await team.book(local_start="2032-03-02T10:00")
    days_off = {"first": "2032-03-01", "last": "2032-03-03", "note": "Wedding"}

    absence = await team.assessor.post("/absences", days_off)
    assert [one["id"] for one in absence["sessions"]] == [there["id"]]
    for start in ("2032-03-01T10:00", "2032-03-02T11:00"):
        refused = await refusal(team.book(local_start=start, override=True))
        assert clashing_names(refused) == ["Bethan Rees"]
        assert refused.problem["clashes"][0]["away"] is True
        assert "Bethan Rees is away on" in refused.problem["detail"]
        assert refused.problem["alternatives"]
    afternoon = days_off | {"first": "2032-03-04", "last": "2032-03-04"}
    await provider.admin.post(
        "/absences",
        afternoon | {"person_id": team.assessor_id, "from_time": "13:00", "until_time": "17:00"},
    )
    assert await team.book(local_start="2032-03-04T12:00")
    assert clashing_names(await refusal(team.book(local_start="2032-03-04T13:30"))) == ["Bethan Rees"]
    again = await refusal(team.assessor.post("/absences", days_off))
    assert (again.status, again.code) == (409, "absence_overlaps")

    colleague = provider.as_role("assessor")
    month = {"person_id": team.assessor_id, "from": "2032-03-01", "to": "2032-03-31"}
    seen = (await colleague.get("/absences", **month))["items"]
    assert [(one["first"], one["note"]) for one in seen] == [("2032-03-01", None), ("2032-03-04", None)]
    not_hers = await refusal(colleague.post("/absences", days_off | {"person_id": team.assessor_id}))
    assert not_hers.status == 403

    await team.assessor.post(f"/absences/{absence['id']}/withdrawal", None, version=absence["version"])
    assert await team.book(local_start="2032-03-01T10:00")


@pytest.mark.req("SB-38")
async def test_a_booking_and_an_absence_at_once_never_miss_each_other(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones")

    for day in ("2032-03-01", "2032-03-02", "2032-03-03", "2032-03-04"):
        booking = team.a_booking(local_start=f"{day}T10:00")
        booked, absence = await asyncio.gather(
            _or_refused(team.assessor.post("/sessions", booking)),
            team.assessor.post("/absences", {"first": day, "last": day}),
        )
        there = [one["id"] for one in absence["sessions"]]
        if isinstance(booked, Refused):
            assert clashing_names(booked) == ["Bethan Rees"]
            assert there == []
        else:
            assert there == [booked["sessions"][0]["id"]]


@pytest.mark.req("SB-16")
async def test_the_way_to_a_traditional_session_is_kept_free_for_the_assessor_only(
    provider: Provider,
) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    first, second = team.learner_ids
    await provider.room()
    await team.book(learner_ids=[first], local_start="2032-03-01T10:00")
    await set_timetable(provider.admin, provider.id, travel_minutes=30)

    too_soon = await refusal(team.book(learner_ids=[second], local_start="2032-03-01T11:15"))
    online = await team.book(learner_ids=[second], local_start="2032-03-01T11:00", method="smart_session")
    await set_timetable(team.assessor, team.assessor_id, travel_minutes=15)
    in_time = await team.book(learner_ids=[second], local_start="2032-03-01T12:15")
    other_assessor = await provider.person("assessor", "Gwen Hughes")
    learner_needs_no_way = await provider.admin.post(
        "/sessions",
        team.a_booking(assessor_id=other_assessor, learner_ids=[second], local_start="2032-03-01T13:15"),
    )

    assert clashing_names(too_soon) == ["Bethan Rees"]
    assert {online["state"], in_time["state"]} == {"planned"}
    assert learner_needs_no_way["sessions"]
    busy = await team.assessor.get("/availability", **{"from": "2032-03-01", "to": "2032-03-01"})
    assert busy["busy"][-1]["ends_at"] == in_time["ends_at"]


async def _or_refused(asking: Awaitable[dict[str, Any]]) -> dict[str, Any] | Refused:
    try:
        return await asking
    except Refused as refused:
        return refused

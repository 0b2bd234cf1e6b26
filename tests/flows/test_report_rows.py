"""Reports about sessions: who cancels, who works how much, how the rooms are used."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.flows.team import GROUP, Team, refusal
from tests.platform import Provider

MARCH = {"from": "2032-03-01", "to": "2032-03-31"}
ALL_MARCH = {"from": "2032-03-01T00:00:00Z", "to": "2032-04-01T00:00:00Z"}


async def call_off(team: Team, outcome: str, **changes: Any) -> None:
    session = await team.book(**changes)
    body = {"outcome": outcome, "reason": "Nobody can come."}
    await team.assessor.post(f"/sessions/{session['id']}/cancellation", body, version=session["version"])


async def employed(provider: Provider, assessor_id: str, name: str) -> tuple[str, str]:
    """A learner and the person who acts for their employer."""
    employer_id = await provider.person("employer_user", f"{name} & Sons")
    return await provider.learner(assessor_id, name, employer_id=employer_id), employer_id


@pytest.mark.req("DR-64")
async def test_employers_and_learners_who_cancel_often_come_to_light(provider: Provider) -> None:
    team = await Team.of(provider)
    (often, bakery), (seldom, _) = [
        await employed(provider, team.assessor_id, name) for name in ("Aled Jones", "Carys Evans")
    ]
    for day in (1, 2, 3):
        await call_off(
            team, "cancelled_by_employer", learner_ids=[often], local_start=f"2032-03-0{day}T10:00"
        )
    await call_off(team, "cancelled_by_learner", learner_ids=[seldom], local_start="2032-03-04T10:00")
    await team.book(learner_ids=[often], local_start="2032-03-05T10:00")
    await call_off(team, "cancelled_by_employer", learner_ids=[often], local_start="2032-04-06T10:00")

    by_employer = (await provider.admin.get("/reports/cancellations", by="employer", **MARCH))["items"]
    by_learner = (await provider.admin.get("/reports/cancellations", **MARCH))["items"]

    assert (by_employer[0]["id"], by_employer[0]["cancelled_by_employer"]) == (bakery, 3)
    assert [(one["id"], one["cancelled"], one["places"], one["rate"]) for one in by_learner] == [
        (often, 3, 4, 75.0),
        (seldom, 1, 1, 100.0),
    ]
    days = (datetime(2032, 3, 2, 10, tzinfo=UTC) - datetime.now(UTC)).days
    assert by_learner[0]["average_notice_hours"] == pytest.approx(days * 24, abs=36)
    assert (await refusal(team.assessor.get("/reports/cancellations", **MARCH))).status == 403


@pytest.mark.req("DR-12")
async def test_diary_and_reports_are_narrowed_down_to_a_type_and_a_kind(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones")
    booked: dict[str, dict[str, Any]] = {
        "review": await team.book(
            type="formal_review", location="Newport", local_start="2032-03-01T10:00", minutes=90
        ),
        "assessment": await team.book(kind="assessment", local_start="2032-03-02T10:00"),
        "esq_session": await team.book(kind="esq_session", local_start="2032-03-03T10:00"),
    }
    choc = {
        "kind": "choc",
        "notes": "New address.",
        "learner_ids": list(team.learner_ids),
        "local_start": "2032-03-04T10:00",
    }
    action = choc | {"kind": "action", "notes": "Send the certificate.", "local_start": "2032-03-05T10:00"}
    for entry in (choc, action):
        kind = str(entry["kind"])
        booked[kind] = await team.assessor.post("/diary-entries", entry)

    for kind, entry in booked.items():
        listed = await team.assessor.get("/sessions", kind=kind, **ALL_MARCH)
        assert [one["id"] for one in listed["items"]] == [entry["id"]]
        (row,) = (await provider.admin.get("/reports/sessions", kind=kind, **MARCH))["items"]
        minutes = 0 if kind in ("choc", "action") else entry["minutes"]
        assert (row["sessions"], row["planned_minutes"], row["places"]) == (1, minutes, 1)
    (row,) = (await provider.admin.get("/reports/sessions", **MARCH))["items"]
    assert (row["sessions"], row["by_type"]) == (3, {"formal_review": 1, "general": 2})
    (row,) = (await provider.admin.get("/reports/sessions", type="formal_review", **MARCH))["items"]
    assert row["sessions"] == 1


async def test_a_report_is_taken_away_as_a_workbook(provider: Provider) -> None:
    team = await Team.of(provider, *GROUP, assessor="=Bethan Rees")
    held = await team.book(minutes=45)
    await team.hold(held, actual_minutes=40)
    answer = await provider.admin.send("GET", "/reports/sessions/export", params=MARCH)
    sheet = load_workbook(io.BytesIO(answer.content)).active
    headings, row = list(sheet.iter_rows(values_only=True))
    found = dict(zip(map(str, headings), row, strict=True))
    assert (found["Name"], found["Held"], found["Places"], found["Held minutes"]) == (
        "=Bethan Rees",
        1,
        4,
        40,
    )
    assert found["General"] == 1
    assert sheet["B2"].data_type == "s"

    welsh = MARCH | {"format": "csv", "language": "cy"}
    text = (await provider.admin.send("GET", "/reports/sessions/export", params=welsh)).content.decode(
        "utf-8-sig"
    )
    assert "'=Bethan Rees" in text
    assert "Munudau a gynhaliwyd" in text.splitlines()[0]


async def test_the_use_of_a_room_is_counted_against_its_opening_hours(provider: Provider) -> None:
    week = [[{"opens": "09:00", "closes": "17:00"}] if day < 5 else [] for day in range(7)]
    room = await provider.room(week=week)
    team = await Team.of(provider, "Aled Jones")
    await team.book(method="smart_session", minutes=120)
    await call_off(team, "cancelled_by_assessor", method="smart_session", local_start="2032-03-02T10:00")
    body = {"starts_at": "2032-03-03T00:00:00Z", "ends_at": "2032-03-04T00:00:00Z", "reason": "New screen."}
    await provider.admin.post(f"/smart-rooms/{room}/maintenance", body, version=1)

    days = {"from": "2032-03-01", "to": "2032-03-05"}
    (row,) = (await provider.admin.get("/reports/room-use", **days))["items"]

    assert (row["room_id"], row["sessions"], row["people"], row["minutes"]) == (room, 1, 2, 120)
    assert (row["open_minutes"], row["use"]) == (4 * 8 * 60, 6.2)


async def test_nobody_counts_sessions_of_another_centre(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones")
    await team.book()
    elsewhere = await provider.admin.post("/centres", {"name": "Cardiff", "nation": "wales"})
    chief = provider.as_role("centre_admin", centre_ids=(elsewhere["id"],))
    assert (await chief.get("/reports/sessions", **MARCH))["items"] == []
    foreign = await refusal(chief.get("/reports/sessions", centre_id=provider.centre_id, **MARCH))
    assert (foreign.status, foreign.problem["field"]) == (404, "centre_id")
    long = await refusal(
        provider.admin.get("/reports/sessions", **{"from": "2027-01-01", "to": "2028-03-01"})
    )
    assert (long.status, long.code) == (422, "bad_span")

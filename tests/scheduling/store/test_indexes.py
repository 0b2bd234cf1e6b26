"""Every question scheduling asks is answered by an index, and looks at little more than it returns.

MongoDB's profiler writes down what really ran: plans, and how many documents were looked at. A crowd of other people's
sessions in the same month is there to be looked at by mistake.
"""

from datetime import UTC, datetime
from typing import Any

import httpx

from chassis.ids import fresh_id
from chassis.mongo import Database
from chassis.testing.service import ServiceUnderTest
from services.scheduling.documents import CALENDARS, OFFERS, SESSIONS
from services.scheduling.jobs import offers_due
from tests.scheduling.conftest import Provider

CROWD = 300
SPARE = 60
"""Documents a question may look at beyond those it returns; a fifth of the crowd."""

MARCH = "from=2032-03-01&to=2032-03-31"
MOMENTS = "from=2032-03-01T00:00:00Z&to=2032-04-01T00:00:00Z"
ENDED = {"outcome": "completed", "actual_start_at": "2026-01-05T10:00:00Z"}
OFF = {"outcome": "cancelled_by_assessor", "reason": "Ill."}


async def crowd(db: Database, session: dict[str, Any]) -> None:
    """Sessions like this one, of other people of the same provider and centre."""
    stored = await db[SESSIONS].find_one({"_id": session["id"]})
    assert stored
    (participant,) = stored["participants"]
    copies = [
        stored
        | {
            "_id": fresh_id(),
            "assessor_id": fresh_id(),
            "booked_by_id": fresh_id(),
            "participants": [participant | {"learner_id": fresh_id()}],
            "series": None,
            "ob": [],
            "idem": [],
        }
        for _ in range(CROWD)
    ]
    await db[SESSIONS].insert_many(copies)


def questions(provider: Provider, session_id: str, room_id: str) -> dict[str, list[str]]:
    """What is read, by role."""
    learner, assessor = provider.learner_ids[0], provider.assessor_id
    of_a_session = [f"/sessions/{session_id}", f"/sessions/{session_id}/history"]
    return {
        "assessor": [
            f"/sessions?{MOMENTS}",
            f"/sessions?{MOMENTS}&learner_id={learner}",
            *of_a_session,
            f"/calendar?{MARCH}",
            f"/availability?{MARCH}",
            f"/availabilities?{MARCH}&person_id={assessor}",
            f"/booked-days?{MARCH}&person_id={assessor}&person_id={learner}",
            "/diary-entries",
            "/session-drafts",
            "/eligible-learners",
            "/offers",
            f"/events?{MARCH}",
            "/booking-form",
            "/smart-rooms",
            "/smart-rooms?free_from=2032-03-01T10:00:00Z&free_to=2032-03-01T11:00:00Z",
            f"/smart-rooms/{room_id}",
            f"/timetables/{assessor}",
            f"/absences?{MARCH}",
            f"/learners/{learner}/next-review",
        ],
        "learner": [f"/sessions?{MOMENTS}", f"/sessions/{session_id}", f"/events?{MARCH}", "/offers"],
        "centre_admin": ["/tasks", f"/events?{MARCH}", "/diary-entries", f"/smart-room-use?{MARCH}"],
    }


async def changes(provider: Provider, team: httpx.AsyncClient) -> None:
    """What is changed: booked, refused with alternatives, moved, joined, recorded, called off, away."""

    async def send(path: str, body: dict[str, Any], *, version: int | None = None, status: int = 200) -> Any:
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        answer = await team.post(path, json=body, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json()

    weekly = {"frequency": "weekly", "count": 4}
    booking = provider.a_booking(method="smart_session", local_start="2032-03-02T10:00")
    (booked,) = (await send("/sessions", booking, status=201))["sessions"]
    await send("/sessions", booking, status=409)
    await send("/session-checks", booking)
    series = (
        await send("/sessions", provider.a_booking(repeat=weekly, local_start="2032-03-03T10:00"), status=201)
    )["sessions"]
    path = f"/sessions/{booked['id']}"
    await send(f"{path}/rescheduling", {"local_start": "2032-03-02T13:00"}, version=1)
    await send(f"{path}/participants", {"joining": [provider.learner_ids[1]]}, version=2)
    await send(f"{path}/outcome", ENDED, version=3)
    await send(f"/sessions/{series[0]['id']}/following/cancellation", OFF, version=1)
    await send("/absences", {"first": "2032-03-04", "last": "2032-03-04"}, status=201)


async def test_no_question_goes_through_more_than_it_needs(
    scheduling: ServiceUnderTest, provider: Provider
) -> None:
    db = scheduling.kit.db
    room_id = await provider.room()
    first = await provider.assessor.post("/sessions", json=provider.a_booking())
    session = first.json()["sessions"][0]
    await crowd(db, session)
    asking = {
        "assessor": provider.assessor,
        "learner": provider.as_role("learner", provider.learner_ids[0]),
        "centre_admin": provider.as_role("centre_admin"),
    }
    await db.command("profile", 2)
    try:
        for role, paths in questions(provider, session["id"], room_id).items():
            for path in paths:
                answer = await asking[role].get(path)
                assert answer.status_code == 200, (role, path, answer.text)
        await changes(provider, provider.assessor)
        await offers_due(scheduling.kit, datetime.now(UTC))
    finally:
        await db.command("profile", 0)
    seen = await db["system.profile"].find({"ns": {"$ne": f"{db.name}.system.profile"}}).to_list(10_000)
    await db["system.profile"].drop()

    plans = {entry["planSummary"] for entry in seen if "planSummary" in entry}
    assert any(plan.startswith("IXSCAN") for plan in plans)
    assert [_told(entry) for entry in seen if "COLLSCAN" in entry.get("planSummary", "")] == []
    large = {f"{db.name}.{name}" for name in (SESSIONS, CALENDARS, OFFERS)}
    assert [_told(entry) for entry in seen if entry["ns"] in large and _spare(entry) > SPARE] == []


def _spare(entry: dict[str, Any]) -> int:
    return int(entry.get("docsExamined", 0)) - int(entry.get("nreturned", 0))


def _told(entry: dict[str, Any]) -> str:
    command = entry.get("command", {})
    asked = command.get("filter", command.get("q"))
    return f"{entry['ns']} {entry.get('planSummary')} {entry.get('docsExamined')} {asked}"

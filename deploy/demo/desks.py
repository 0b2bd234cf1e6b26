"""What lies on the desks of the demo's assessors: sessions that were held, diary entries, unfinished bookings."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from deploy.demo import provider as demo
from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD

Body = Callable[[demo.Session], dict[str, Any]]
"""A session as a booking says it."""

ALED, CARYS, DYLAN, EFA = demo.CARE_TEAM
SALON = tuple(one for one in demo.ENROLMENTS if one.qualification is demo.HAIR and one.assessor is demo.MARK)
OFFICE = tuple(one for one in demo.ENROLMENTS if one.assessor is demo.JANE)


@dataclass(frozen=True, slots=True)
class Held:
    """A session some working days ago, and how it went; for those who are `missing` it did not take place."""

    session: demo.Session
    notes: str
    minutes: int
    missing: Sequence[demo.Person] = ()
    mode: str = "in_person"


HELD = (
    Held(
        demo.Session(
            -9,
            "10:00",
            60,
            "formal_review",
            (ALED,),
            "Adolygiad cyntaf gyda Huw Prosser.",
            "Tŷ Derw, Casnewydd",
        ),
        "Aled gives medication under supervision now. Next: unit 3, and a statement by Huw Prosser.",
        55,
    ),
    Held(
        demo.Session(
            -6, "14:00", 90, "general", SALON, "Consultation with a client.", "Salon Academy, Newport"
        ),
        "Everybody led one consultation; allergy tests need repeating.",
        90,
        missing=(SALON[3].learner,),
    ),
    Held(
        demo.Session(-4, "11:00", 30, "telephone", OFFICE[1:2], "How the new job is going.", "By telephone"),
        "Settled in well; her manager lets her take the minutes from next month on.",
        25,
        mode="telephone",
    ),
)
DID_NOT_COME = "Did not come and could not be reached; a new date is agreed."


@dataclass(frozen=True, slots=True)
class Entry:
    """A CHOC or an Action about a learner, some days from today."""

    days_ahead: int
    kind: str
    enrolment: demo.Enrolment
    notes: str


ENTRIES = (
    Entry(-3, "choc", DYLAN, "Works three days a week instead of five from next month on; plan fewer units."),
    Entry(2, "action", EFA, "Ask Huw Prosser for the witness statement of unit 2."),
    Entry(4, "action", OFFICE[0], "Send the certificate of the functional skills test to the office."),
)

DRAFTS = (
    demo.Session(
        6,
        "10:30",
        60,
        "general",
        (CARYS, DYLAN),
        "Uned 3: cyfathrebu. Dewch â'ch dyddiadur.",
        "Tŷ Derw, Casnewydd",
    ),
    demo.Session(7, "13:00", 60, "tests_exams", OFFICE[2:4], "Mock test in spreadsheets."),
)
"""Bookings that their assessors have begun."""

LOOKED_BACK, LOOKED_AHEAD = timedelta(days=45), timedelta(days=15)


async def fill_desks(admin: Client, people: Mapping[str, str], body: Body) -> int:
    """Add what is missing; how many things were new. People's ids are by e-mail address. Raises `Refused`."""
    now = datetime.now(UTC)
    stretch = {"from": (now - LOOKED_BACK).isoformat(), "to": (now + LOOKED_AHEAD).isoformat()}
    return (
        await _hold_sessions(admin, people, body, stretch)
        + await _note_entries(admin, people, now, stretch)
        + await _begin_drafts(admin.url, body)
    )


async def _hold_sessions(
    admin: Client, people: Mapping[str, str], body: Body, stretch: Mapping[str, str]
) -> int:
    known = {one["planning_notes"]: one for one in await _sessions(admin, stretch)}
    new = 0
    for held in HELD:
        session = known.get(held.session.notes)
        session = session or (await admin.post("/sessions", body(held.session)))["sessions"][0]
        if session["state"] == "planned":
            async with _assessor(admin.url, held.session) as assessor:
                path = f"/sessions/{session['id']}/outcome"
                await assessor.post(path, _outcome(held, session, people), version=session["version"])
            new += 1
    return new


def _outcome(held: Held, session: Mapping[str, Any], people: Mapping[str, str]) -> dict[str, Any]:
    absent = {"outcome": "no_show", "notes": DID_NOT_COME}
    return {
        "outcome": "completed",
        "actual_start_at": session["starts_at"],
        "actual_minutes": held.minutes,
        "notes": held.notes,
        "mode": held.mode,
        "attendance": [{"learner_id": people[one.email]} | absent for one in held.missing],
    }


async def _note_entries(
    admin: Client, people: Mapping[str, str], now: datetime, stretch: Mapping[str, str]
) -> int:
    known = {
        one["planning_notes"]
        for kind in {entry.kind for entry in ENTRIES}
        for one in await _sessions(admin, stretch, kind=kind)
    }
    missing = [entry for entry in ENTRIES if entry.notes not in known]
    for entry in missing:
        assessor = entry.enrolment.assessor
        assert assessor, "only allocated learners have entries"
        day = now.date() + timedelta(days=entry.days_ahead)
        note = {
            "kind": entry.kind,
            "notes": entry.notes,
            "local_start": f"{day}T09:00",
            "learner_ids": [people[entry.enrolment.learner.email]],
            "assessor_id": people[assessor.email],
        }
        await admin.post("/diary-entries", note)
    return len(missing)


async def _begin_drafts(url: str, body: Body) -> int:
    new = 0
    for draft in DRAFTS:
        async with _assessor(url, draft) as assessor:
            begun = (await assessor.get("/session-drafts"))["items"]
            if not any(one["typed"].get("planning_notes") == draft.notes for one in begun):
                await assessor.post("/session-drafts", body(draft) | {"participants": 4})
                new += 1
    return new


async def _sessions(admin: Client, stretch: Mapping[str, str], **about: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await admin.get("/sessions", limit=100, **stretch, **about))["items"]
    return found


@asynccontextmanager
async def _assessor(url: str, session: demo.Session) -> AsyncIterator[Client]:
    """A client signed in as the session's assessor."""
    assessor = session.enrolments[0].assessor
    assert assessor, "only allocated learners are booked"
    async with Client(url) as client:
        await client.sign_in(assessor.user_name, PASSWORD)
        yield client

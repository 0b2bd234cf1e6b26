"""Things to test with: believable where a test does not care, changed where it does."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from contracts.base import Received
from contracts.identity import PersonChanged
from contracts.scheduling import SessionChanged
from services.notifications.channels.invitation import Letterhead
from services.notifications.documents import notification_state
from services.notifications.domain.facts import Told
from services.notifications.domain.notification import (
    Kind,
    MailStatus,
    Notification,
    Occasion,
    Occurrence,
    Person,
    Place,
)

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FIRST = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
HOUR = timedelta(hours=1)
LEARNERS = ("learner-1", "learner-2", "learner-3", "learner-4")
LETTERHEAD = Letterhead("Waymark", "no-reply@waymark.example", "waymark.example", "https://waymark.example")
OUTCOMES = {"held": "completed", "cancelled": "cancelled_by_assessor"}


def utc(text: str) -> datetime:
    """A UTC time, `2026-10-05 09:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def a_session(id: str = "session-1", **changes: Any) -> SessionChanged:
    """A Smart Session of one hour with four learners, booked now for the week after next."""
    starts_at = changes.get("starts_at", FIRST)
    outcome = OUTCOMES.get(changes.get("state", "planned"), "planned")
    state: dict[str, Any] = {
        "id": id,
        "centre_ids": ["centre-1"],
        "assessor_id": "assessor-1",
        "booked_by_id": "assessor-1",
        "method": "smart_session",
        "type": "induction",
        "kind": "general",
        "starts_at": starts_at,
        "ends_at": starts_at + HOUR,
        "time_zone": "Europe/London",
        "local_start": f"{starts_at.astimezone(LONDON):%Y-%m-%dT%H:%M:%S}",
        "minutes": 60,
        "location": "Smart Room 1",
        "room": {"id": "room-1", "name": "Smart Room 1"},
        "qualification_ids": [],
        "planning_notes": "Bring your contract.",
        "participants": [
            {
                "learner_id": learner_id,
                "enrolment_ids": [],
                "outcome": outcome,
                "actual_start_at": None,
                "actual_minutes": None,
            }
            for learner_id in LEARNERS
        ],
        "state": "planned",
        "cancellation": None,
        "auto_record": False,
        "sequence": 0,
        "series": None,
        "booked_at": NOW,
    }
    return SessionChanged.model_validate(state | changes)


def a_series(count: int = 4, id: str = "series-1", *, first: datetime = FIRST) -> list[SessionChanged]:
    """Weekly sessions `series-1.1` and so on, each in a room of its own."""
    occurrences = [
        {
            "session_id": f"{id}.{n}",
            "starts_at": first + (n - 1) * WEEK,
            "ends_at": first + (n - 1) * WEEK + HOUR,
            "room": {"id": f"room-{n}", "name": f"Smart Room {n}"},
        }
        for n in range(1, count + 1)
    ]
    return [
        a_session(
            f"{id}.{n}",
            starts_at=occurrence["starts_at"],
            room=occurrence["room"],
            location=f"Smart Room {n}",
            series={"id": id, "index": n, "count": count, "occurrences": occurrences},
        )
        for n, occurrence in enumerate(occurrences, start=1)
    ]


def then(session: SessionChanged, *, sequence: int | None = None, **changes: Any) -> SessionChanged:
    """The session after a change; `state` sets the outcomes too."""
    state = session.model_dump() | changes
    if sequence is not None:
        state["sequence"] = sequence
    outcome = OUTCOMES.get(state["state"])
    if outcome:
        state["participants"] = [one | {"outcome": outcome} for one in state["participants"]]
    return SessionChanged.model_validate(state)


def moved(session: SessionChanged, by: timedelta = HOUR) -> SessionChanged:
    """The session at another time, its sequence risen."""
    return then(
        session,
        sequence=session.sequence + 1,
        starts_at=session.starts_at + by,
        ends_at=session.ends_at + by,
    )


def cancelled(session: SessionChanged) -> SessionChanged:
    """The session called off, its sequence risen."""
    return then(session, sequence=session.sequence + 1, state="cancelled", room=None)


def held(session: SessionChanged) -> SessionChanged:
    """The session after everybody came."""
    return then(session, state="held")


def a_person(id: str, name: str, email: str | None, language: str = "en", **changes: Any) -> PersonChanged:
    """A person as identity announces it."""
    state: dict[str, Any] = {
        "id": id,
        "given_name": name.split()[0],
        "family_name": name.split()[-1],
        "display_name": name,
        "email": email,
        "roles": [],
        "centre_ids": [],
        "time_zone": "Europe/London",
        "language": language,
        "state": "active",
    }
    return PersonChanged.model_validate(state | changes)


def received(
    data: Any, *, version: int = 1, provider_id: str = "provider-1", **changes: Any
) -> Received[Any]:
    """The event as a handler gets it."""
    fields: dict[str, Any] = {
        "id": f"{data.id}-{version}",
        "type": data.TYPE,
        "provider_id": provider_id,
        "version": version,
        "change": data.CHANGES[0],
        "time": NOW,
        "replay": False,
        "correlation_id": "correlation",
        "data": data,
    }
    return Received(**fields | changes)


def an_occurrence(
    starts_at: datetime = FIRST, *, id: str = "session-1", sequence: int = 0, **changes: Any
) -> Occurrence:
    """One hour in a Smart Room."""
    fields: dict[str, Any] = {
        "ends_at": starts_at + HOUR,
        "zone": "Europe/London",
        "place": Place(online=True, room="Smart Room 1"),
    }
    return Occurrence(session_id=id, sequence=sequence, starts_at=starts_at, **fields | changes)


def a_notification(
    *occurrences: Occurrence, kind: Kind = Kind.SESSION_BOOKED, notes: str = "", person_id: str = "learner-1"
) -> Notification:
    """A learner is told."""
    occasion = Occasion(kind, "induction", "assessor-1", 4, notes, occurrences or (an_occurrence(),))
    return Notification("0b9f4c1e-notification", "provider-1", person_id, occasion, NOW)


ANN = Person("assessor-1", "Ann Assessor", "ann@example.org", "en", "Europe/London")
LEE = Person("learner-1", "Lee Learner", "lee@example.org", "en", "Europe/London")
CARYS = Person("learner-1", "Carys Dysgwr", "carys@example.org", "cy", "Europe/London")


def a_waiting_mail(
    id: str,
    *,
    status: str = "waiting",
    due_in: timedelta = timedelta(0),
    age: timedelta = timedelta(0),
    provider_id: str = "provider-1",
    person_id: str = "learner-1",
) -> dict[str, Any]:
    """A notification as stored, made `age` ago by the real clock, since senders go by the server's."""
    now = datetime.now(UTC)
    told = Told(id, person_id, a_notification().occasion)
    state = notification_state(told, mail=MailStatus.WAITING, now=now - age)
    state["mail"]["status"] = status
    state["mail"]["due_at"] = now + due_in
    if status not in ("waiting", "sending"):
        del state["mail"]["due_at"]
    return {"_id": id, "provider_id": provider_id, "v": 1, **state}

"""Things to test with: believable where a test does not care, changed where it does."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from services.scheduling.domain.hours import WorkingHours, week_of
from services.scheduling.domain.planning import Features, Place, Plan
from services.scheduling.domain.rooms import SmartRoom
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import Busy, Hold, Resource, Slot
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import Method, SessionType

ALL_ON = Features(smart_rooms=True, auto_record=True)
EIGHT_TO_SIX = WorkingHours(week_of(8 * 60, 18 * 60))
ALL_OFF = Features(smart_rooms=False, auto_record=False)


def local(text: str) -> datetime:
    """A naive local time, `2026-10-05 10:00`."""
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    """A UTC time, `2026-10-05 09:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


NOW = utc("2026-10-01 08:30")


def a_start(
    text: str = "2026-10-05 10:00", zone: str = "Europe/London", offset: int | None = None
) -> LocalStart:
    """A Monday morning in London, in summer time."""
    return LocalStart(local(text), zone, offset)


def learners(count: int) -> tuple[Place, ...]:
    """Learners `learner-1` and so on, one enrolment each."""
    return tuple(Place(f"learner-{n}", (f"enrolment-{n}",)) for n in range(1, count + 1))


def a_plan(*, smart: bool = False, **changes: Any) -> Plan:
    """An hour of one learner with the assessor who booked it."""
    details: dict[str, Any] = {
        "provider_id": "provider",
        "centre_ids": ("centre",),
        "booked_by_id": "assessor",
        "assessor_id": "assessor",
        "places": learners(1),
        "qualification_ids": ("qualification",),
        "method": Method.SMART_SESSION if smart else Method.TRADITIONAL,
        "type": SessionType.GENERAL,
        "minutes": 60,
    }
    return Plan(**details | changes)


def a_session(
    *,
    start: LocalStart | None = None,
    session_id: str = "session",
    features: Features = ALL_ON,
    **changes: Any,
) -> Session:
    """That hour, planned for Monday 5 October 2026 at 10:00 in London (09:00 UTC)."""
    return Session.plan(session_id, a_plan(**changes), start or a_start(), features, NOW)


def a_room(room_id: str = "room", **changes: Any) -> SmartRoom:
    """A Smart Room of the whole provider."""
    details: dict[str, Any] = {
        "id": room_id,
        "name": f"Smart {room_id}",
        "centre_id": None,
        "capacity": 40,
        "join_url": f"https://rooms.example/{room_id}",
    }
    return SmartRoom(**details | changes)


def busy(
    resource: Resource, starts_at: str, ends_at: str, session_id: str = "other", hold: Hold = Hold.SESSION
) -> Busy:
    """An entry of a calendar; times in UTC."""
    return Busy(resource, utc(starts_at), utc(ends_at), session_id, hold)


def calendars_of(sessions: Iterable[Session]) -> list[Busy]:
    """The calendars that hold exactly these sessions."""
    return [
        Busy(resource, slot.starts_at, slot.ends_at, session.id)
        for session in sessions
        for resource, slot in session.claims()
    ]


def hours_of(start: str, end: str) -> Slot:
    """A slot between two UTC times."""
    return Slot(utc(start), utc(end))

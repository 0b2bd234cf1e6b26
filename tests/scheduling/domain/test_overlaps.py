"""The nightly check finds what the claims make impossible, and nothing else."""

from datetime import date, datetime

from services.scheduling.domain.overlaps import Fault, faults_between
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import Busy, Hold, Resource
from tests.scheduling.domain.builders import a_session, a_start, busy, calendars_of

DAYS = frozenset({date(2026, 10, 5), date(2026, 10, 6)})


def _by_day(entries: list[Busy]) -> list[tuple[date, Busy]]:
    return [(day, entry) for entry in entries for day in entry.slot.days]


def _two() -> list[Session]:
    return [
        a_session(session_id="morning", start=a_start("2026-10-05 10:00")),
        a_session(session_id="night", start=a_start("2026-10-06 00:30")),
    ]


def test_sound_calendars_have_no_fault_even_over_midnight() -> None:
    away = Busy(Resource.person("assessor"), *_hour(), "holiday", Hold.AWAY)

    assert faults_between(_two(), _by_day([*calendars_of(_two()), away]), DAYS) == []


def test_sessions_that_overlap_are_found_from_the_sessions_alone() -> None:
    twice = [*_two(), a_session(session_id="again", start=a_start("2026-10-05 10:30"))]

    found = faults_between(twice, _by_day(calendars_of(twice)), DAYS)

    assert {(one.fault, one.resource.id, one.session_ids) for one in found} == {
        (Fault.OVERLAP, "assessor", ("morning", "again")),
        (Fault.OVERLAP, "learner-1", ("morning", "again")),
    }


def test_a_claim_that_no_calendar_knows_and_one_that_no_session_has_are_found() -> None:
    sessions = _two()
    entries = [one for one in calendars_of(sessions) if one.resource.id != "learner-1"]
    ghost = busy(Resource.room("blue"), "2026-10-05 12:00", "2026-10-05 13:00", "cancelled")

    found = faults_between(sessions, _by_day([*entries, ghost]), DAYS)

    assert {(one.fault, one.resource.id, one.session_ids) for one in found} == {
        (Fault.MISSING, "learner-1", ("morning",)),
        (Fault.MISSING, "learner-1", ("night",)),
        (Fault.LEFT_OVER, "blue", ("cancelled",)),
    }


def _hour() -> tuple[datetime, datetime]:
    entry = busy(Resource.person("assessor"), "2026-10-05 09:00", "2026-10-05 10:00")
    return entry.starts_at, entry.ends_at

"""Reading a session event: who was there, and on which day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from contracts.scheduling import Participant, SessionChanged
from contracts.words import CANCELLED_OUTCOMES, HELD_OUTCOMES, SessionState


def was_there(session: SessionChanged, participant: Participant) -> bool:
    """Whether the session was held for this learner: decided from state and outcome, never from the
    change."""
    return session.state is SessionState.HELD and participant.outcome in HELD_OUTCOMES


def is_called_off(session: SessionChanged, participant: Participant) -> bool:
    """Whether it does not take place for this learner, who gave their place up or whose session was cancelled."""
    return session.state is SessionState.CANCELLED or participant.outcome in CANCELLED_OUTCOMES


def booked_day(session: SessionChanged) -> date:
    """The day on which it was booked, in the zone it was planned in."""
    return session.booked_at.astimezone(ZoneInfo(session.time_zone)).date()


def started_at(session: SessionChanged, participant: Participant) -> datetime:
    """When it began for this learner, UTC: the actual start when there is one (DR-13)."""
    return participant.actual_start_at or session.starts_at


def local_day(session: SessionChanged, participant: Participant) -> date:
    """The day it took place, in the zone the session was planned in."""
    return started_at(session, participant).astimezone(ZoneInfo(session.time_zone)).date()

"""What is remembered of a session: how it was called off, every move, every correction. Times in UTC."""

from dataclasses import dataclass
from datetime import datetime

from services.scheduling.domain.slot import MINUTE
from services.scheduling.domain.words import Outcome

MOST_ENTRIES = 100
"""Moves, and corrections, a session remembers; more are refused, so that a session stays readable."""


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Who cancelled (as an outcome), why, who recorded it, and when it was cancelled (DR-57, DR-58)."""

    outcome: Outcome
    reason: str
    by_id: str
    at: datetime

    def notice_minutes(self, starts_at: datetime) -> int:
        """How many minutes before the planned start it was cancelled; 0 when it had begun (DR-58)."""
        return max(0, (starts_at - self.at) // MINUTE)


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody planned the session for another time (SB-41)."""

    by_id: str
    at: datetime
    from_start: datetime
    from_minutes: int
    to_start: datetime
    to_minutes: int


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """One learner's outcome before and after a correction."""

    learner_id: str
    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class Correction:
    """Somebody put a recorded outcome right, and why."""

    by_id: str
    at: datetime
    reason: str
    changes: tuple[OutcomeChange, ...]

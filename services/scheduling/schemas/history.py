"""What happened to a session, as staff reads it."""

from datetime import datetime
from typing import Self

from chassis.schemas import Out, ShownId
from services.scheduling.domain.history import Correction, Move
from services.scheduling.domain.session import Session
from services.scheduling.domain.words import Outcome


class MoveOut(Out):
    """Somebody planned the session for another time; times in UTC, lengths in minutes."""

    by_id: str
    at: datetime
    from_start: datetime
    from_minutes: int
    to_start: datetime
    to_minutes: int

    @classmethod
    def of(cls, move: Move) -> Self:
        """From the domain."""
        return cls(
            by_id=move.by_id,
            at=move.at,
            from_start=move.from_start,
            from_minutes=move.from_minutes,
            to_start=move.to_start,
            to_minutes=move.to_minutes,
        )


class OutcomeChangeOut(Out):
    """One learner's outcome before and after a correction."""

    learner_id: ShownId
    before: Outcome
    after: Outcome


class CorrectionOut(Out):
    """Somebody put recorded outcomes right."""

    by_id: str
    at: datetime
    reason: str
    changes: list[OutcomeChangeOut]

    @classmethod
    def of(cls, correction: Correction) -> Self:
        """From the domain."""
        changes = [
            OutcomeChangeOut(learner_id=one.learner_id, before=one.before, after=one.after)
            for one in correction.changes
        ]
        return cls(by_id=correction.by_id, at=correction.at, reason=correction.reason, changes=changes)


class HistoryOut(Out):
    """Every move and every correction of a session, oldest first."""

    session_id: str
    booked_by_id: str
    booked_at: datetime
    moves: list[MoveOut]
    corrections: list[CorrectionOut]

    @classmethod
    def of(cls, session: Session) -> Self:
        """From the domain."""
        return cls(
            session_id=session.id,
            booked_by_id=session.booked_by_id,
            booked_at=session.booked_at,
            moves=[MoveOut.of(one) for one in session.moves],
            corrections=[CorrectionOut.of(one) for one in session.corrections],
        )

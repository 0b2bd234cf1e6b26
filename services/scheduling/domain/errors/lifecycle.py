"""What an existing session does not allow."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from chassis.errors import Kind, Refusal
from services.scheduling.domain.errors.sentences import listed


class SessionIsOver(Refusal):
    """Its outcome is recorded: it can no longer be moved or cancelled (decisions.md, move, cancel)."""

    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("The session is over: its outcome is recorded.")


class SessionIsCancelled(Refusal):
    """A cancelled session stays as it is (DR-57)."""

    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("The session is cancelled.")


class NotACancellation(Refusal):
    """A cancellation says who cancelled (DR-59)."""

    kind = Kind.INVALID

    def __init__(self, allowed: Iterable[str]) -> None:
        outcomes = sorted(allowed)
        super().__init__(
            f"Say who cancelled: {listed(outcomes, 'or')}.",
            field="outcome",
            allowed=outcomes,
        )


class ReasonMissing(Refusal):
    """A cancellation says why; the learner will read it (DR-60)."""

    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("Say how and why the session was cancelled.", field="reason")


class NotAnOutcome(Refusal):
    """A session was held or the learner did not come; otherwise it is cancelled (DR-14, DR-59)."""

    kind = Kind.INVALID

    def __init__(self, field: str, allowed: Iterable[str]) -> None:
        outcomes = sorted(allowed)
        super().__init__(
            f"This outcome cannot be recorded here; use {listed(outcomes, 'or')}.",
            field=field,
            allowed=outcomes,
        )


class NotAParticipant(Refusal):
    """Attendance can only be recorded for learners of the session."""

    kind = Kind.INVALID

    def __init__(self, learner_ids: Sequence[str]) -> None:
        super().__init__(
            "Attendance is given for somebody who is not a learner of this session.",
            field="attendance",
            learner_ids=list(learner_ids),
        )


class BadActualMinutes(Refusal):
    """The time really spent is between one minute and 12 hours (DR-13)."""

    kind = Kind.INVALID

    def __init__(self, minutes: int, longest: int) -> None:
        super().__init__(
            f"The actual time is between 1 minute and {longest // 60} hours.",
            field="actual_minutes",
            minutes=minutes,
            longest=longest,
        )


class NotHeldYet(Refusal):
    """What has not begun has no outcome (decisions.md, held)."""

    kind = Kind.CONFLICT

    def __init__(self, starts_at: datetime) -> None:
        super().__init__(
            "The outcome cannot be recorded before the session has begun.",
            field="actual_start_at",
            starts_at=starts_at,
        )


class OutcomeAlreadyRecorded(Refusal):
    """An outcome is recorded once; later changes are corrections."""

    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("The outcome of this session is already recorded.")


class NotASmartSession(Refusal):
    """Only a Smart Session has a room to enter (SB-48)."""

    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("This session has no Smart Room.")


class SmartRoomNotOpenYet(Refusal):
    """The room opens a few minutes before the start (SB-48)."""

    kind = Kind.CONFLICT

    def __init__(self, opens_at: datetime, minutes_before: int) -> None:
        super().__init__(
            f"The Smart Room opens {minutes_before} minutes before the start.", opens_at=opens_at
        )


class SmartRoomHasClosed(Refusal):
    """The room closes some time after the end (SB-48)."""

    kind = Kind.GONE

    def __init__(self, closed_at: datetime) -> None:
        super().__init__("The session has ended and its Smart Room is closed.", closed_at=closed_at)

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
    """Only a learner who holds a place in the session can attend or leave it."""

    kind = Kind.INVALID

    def __init__(self, learner_ids: Sequence[str], field: str = "attendance") -> None:
        super().__init__(
            "Somebody is named who is not a learner of this session.",
            field=field,
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


class ExplanationMissing(Refusal):
    """A no-show or a cancellation says how it came about; the learner reads it (DR-59, DR-60)."""

    kind = Kind.INVALID

    def __init__(self, field: str, learner_ids: Sequence[str] = ()) -> None:
        super().__init__(
            "Say in the notes how it came about and what was discussed; the learner will read it.",
            field=field,
            learner_ids=list(learner_ids),
        )


class ActualStartMissing(Refusal):
    """A review that was held says when it really began (DR-14)."""

    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("Say when the review really began.", field="actual_start_at")


class NotCancelledYet(Refusal):
    """A cancellation happened before it is recorded (DR-58)."""

    kind = Kind.INVALID

    def __init__(self, cancelled_at: datetime) -> None:
        super().__init__(
            "The moment of the cancellation lies in the future.",
            field="cancelled_at",
            cancelled_at=cancelled_at,
        )


class NobodyLeft(Refusal):
    """A session without learners is cancelled instead (SB-09, SB-41)."""

    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__(
            "Nobody would be left in the session. Cancel it instead.",
            field="leaving",
        )


class NothingToInviteTo(Refusal):
    """Nobody is invited to a diary entry, nor to a time that has passed (SB-14, SB-47)."""

    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("Only a session that is still to come goes into calendars.")


class SentJustNow(Refusal):
    """Calendar files just sent are on their way; asking again would only fill letter boxes (DR-23)."""

    kind = Kind.TOO_MANY
    retry_after = 60

    def __init__(self, again_from: datetime) -> None:
        super().__init__("The calendar files were sent a moment ago.", again_from=again_from)


class NotInASeries(Refusal):
    """Only a session of a series has others that follow it."""

    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("The session is not part of a series.")


class NoOutcomeYet(Refusal):
    """Only a recorded outcome can be put right."""

    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("The session has no outcome yet: record it first.")


class MovedTooOften(Refusal):
    """A session remembers every move, so their number has a limit."""

    kind = Kind.CONFLICT

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"The session was moved {limit} times. Cancel it and book a new one.",
            limit=limit,
        )


class CorrectedTooOften(Refusal):
    """A session remembers every correction, so their number has a limit."""

    kind = Kind.CONFLICT

    def __init__(self, limit: int) -> None:
        super().__init__(f"The outcome was corrected {limit} times already.", limit=limit)


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

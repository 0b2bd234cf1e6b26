"""What is wrong with a session that somebody wants to plan."""

from collections.abc import Iterable, Mapping, Sequence

from chassis.errors import Kind, Refusal
from services.scheduling.domain.errors.sentences import listed


class BadDuration(Refusal):
    """A session lasts from 5 minutes to 12 hours, in steps of 5 minutes (SB-17)."""

    kind = Kind.INVALID

    def __init__(self, minutes: int, shortest: int, longest: int, step: int) -> None:
        super().__init__(
            f"A session lasts from {shortest} minutes to {longest // 60} hours in steps of {step} minutes.",
            field="minutes",
            minutes=minutes,
            shortest=shortest,
            longest=longest,
            step=step,
        )


class NoParticipants(Refusal):
    """A session needs a learner (SB-09)."""

    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("Choose at least one learner.", field="learner_ids")


class TooManyParticipants(Refusal):
    """A group has 30 places (SB-26)."""

    kind = Kind.INVALID

    def __init__(self, limit: int, given: int) -> None:
        super().__init__(
            f"A group session has {limit} places, and {given} learners were chosen.",
            field="learner_ids",
            limit=limit,
            given=given,
        )


class ParticipantTwice(Refusal):
    """A learner takes part once."""

    kind = Kind.INVALID

    def __init__(self, learner_ids: Sequence[str]) -> None:
        super().__init__("A learner is listed twice.", field="learner_ids", learner_ids=list(learner_ids))


class AssessorIsAParticipant(Refusal):
    """Nobody holds a session with himself."""

    kind = Kind.INVALID

    def __init__(self, person_id: str) -> None:
        super().__init__(
            "The assessor cannot be a learner of the same session.", field="learner_ids", person_id=person_id
        )


class NoQualificationLinked(Refusal):
    """A session belongs to one qualification or more (SB-18)."""

    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("Choose at least one qualification.", field="qualification_ids")


class LearnersNotEnrolled(Refusal):
    """Every learner must be on at least one of the chosen qualifications (SB-18 as amended)."""

    kind = Kind.INVALID

    def __init__(self, learner_ids: Sequence[str]) -> None:
        who = "One learner is" if len(learner_ids) == 1 else f"{len(learner_ids)} learners are"
        super().__init__(
            f"{who} on none of the chosen qualifications.",
            field="learner_ids",
            learner_ids=list(learner_ids),
        )


class NotAllocatedYet(Refusal):
    """Nobody starts on a course before they have an assessor and an IQA there (CE-60)."""

    kind = Kind.CONFLICT

    def __init__(self, waiting: Mapping[str, str], others: Sequence[str]) -> None:
        """`waiting`: id → name of those it is about; the others could be booked without them."""
        have = "has" if len(waiting) == 1 else "have"
        super().__init__(
            f"{listed(list(waiting.values()))} {have} no assessor or no IQA on this course yet. "
            "Allocate an assessor and an IQA first.",
            field="learner_ids",
            learners=[{"id": id, "name": name} for id, name in waiting.items()],
            bookable_learner_ids=list(others),
        )


class KindDoesNotFitType(Refusal):
    """A formal review counts as a review and nothing else does (SB-47)."""

    kind = Kind.INVALID

    def __init__(self, session_type: str, allowed: Iterable[str]) -> None:
        kinds = sorted(allowed)
        super().__init__(
            f"A session of type {session_type} can only have the kind {listed(kinds, 'or')}.",
            field="kind",
            allowed=kinds,
        )


class LocationMissing(Refusal):
    """A formal review names its place (SB-13 as amended)."""

    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("A formal review needs a place.", field="location")


class LateRecordNeedsAReason(Refusal):
    """A session of long ago is recorded with the reason why so late (SB-14 as amended)."""

    kind = Kind.INVALID

    def __init__(self, days: int) -> None:
        super().__init__(
            f"The session began more than {days} days ago. Say why it is recorded only now.",
            field="afterwards_reason",
            days=days,
        )


class SmartRoomsNotEnabled(Refusal):
    """The provider has not switched Smart Rooms on (SB-28)."""

    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("Smart Rooms are not enabled for this provider.", field="method")


class AutoRecordNotEnabled(Refusal):
    """The provider has not switched recording on (SB-12)."""

    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("Recording is not enabled for this provider.", field="auto_record")


class AutoRecordNeedsASmartSession(Refusal):
    """Only a Smart Session can be recorded (SB-12)."""

    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("Only a Smart Session can be recorded.", field="auto_record")

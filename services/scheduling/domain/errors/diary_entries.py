"""What is wrong with a diary entry or a draft."""

from collections.abc import Iterable

from chassis.errors import Kind, Refusal
from services.scheduling.domain.errors.sentences import listed


class NotADiaryKind(Refusal):
    """Only CHOC and Action are noted in the diary without a session (SB-47)."""

    kind = Kind.INVALID

    def __init__(self, allowed: Iterable[str]) -> None:
        kinds = sorted(allowed)
        super().__init__(f"A diary entry is of kind {listed(kinds, 'or')}.", field="kind", allowed=kinds)


class NotesMissing(Refusal):
    """A diary entry says what has changed or what is to be done (DR-36, DR-79)."""

    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("Say what has changed or what is to be done.", field="notes")


class BadNumberOfParticipants(Refusal):
    """The number counts from what one learner needs up to a full group (SB-25, SB-26)."""

    kind = Kind.INVALID

    def __init__(self, least: int, most: int) -> None:
        super().__init__(
            f"The number of participants is between {least} and {most}.",
            field="participants",
            least=least,
            most=most,
        )


class DraftIsBooked(Refusal):
    """What a draft was for is booked; further changes are changes of the session."""

    kind = Kind.CONFLICT

    def __init__(self, session_ids: Iterable[str]) -> None:
        super().__init__("This draft is booked already.", session_ids=list(session_ids))

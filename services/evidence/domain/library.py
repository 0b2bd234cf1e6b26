"""Sessions as the evidence library sees them: a Smart Session stands in it, others do not (SB-34, X12)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LABELS = {
    "general": "General",
    "induction": "Induction",
    "formal_review": "Formal Review",
    "telephone": "Telephone",
    "exit_session": "Exit Session",
    "out_of_the_workplace": "Out of the Workplace",
    "tests_exams": "Tests/Exams",
    "learner_support": "Learner Support",
    "initial": "Initial",
    "gateway_ready": "Gateway Ready",
    "epa": "EPA",
}
"""The guides' names of the session types (SB-19)."""

SMART = "smart_session"
CANCELLED = "cancelled"

_HELD = frozenset({"completed", "completed_bilingually", "completed_welsh"})
_CANCELLED = frozenset(
    {"cancelled_by_learner", "cancelled_by_employer", "cancelled_by_assessor", "cancelled_by_provider"}
)


class ItemState(StrEnum):
    """How a Smart Session stands for one learner."""

    PLANNED = "planned"
    HELD = "held"
    NOT_HELD = "not_held"


@dataclass(frozen=True, slots=True)
class Room:
    """The Smart Room of a session."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Attendee:
    """A learner in a session: `listed` while the session belongs in their library."""

    learner_id: str
    state: ItemState
    listed: bool
    enrolment_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LibrarySession:
    """What the library keeps of a session. `starts_at` and `ends_at` are UTC, `local_start` is the wall clock
    of `time_zone`."""

    id: str
    assessor_id: str
    type: str | None
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    local_start: str
    room: Room | None
    attendees: tuple[Attendee, ...]

    @property
    def title(self) -> str:
        """How the item is called in the list: `Smart Session: Formal Review`."""
        label = LABELS.get(self.type or "")
        return f"Smart Session: {label}" if label else "Smart Session"

    def attendee(self, learner_id: str) -> Attendee | None:
        """The learner's entry; None when they are not in the session."""
        return next((one for one in self.attendees if one.learner_id == learner_id), None)


def attendee_of(
    learner_id: str, outcome: str, *, method: str, session_state: str, enrolment_ids: tuple[str, ...] = ()
) -> Attendee:
    """How a session stands in the library of one of its learners.

    A Smart Session is listed from the booking on and leaves the library when it is cancelled for everybody or
    for this learner; the learning plan goes on showing it as cancelled.
    """
    gone = session_state == CANCELLED or outcome in _CANCELLED
    if outcome in _HELD:
        state = ItemState.HELD
    else:
        state = ItemState.NOT_HELD if outcome == "no_show" or gone else ItemState.PLANNED
    return Attendee(learner_id, state, listed=method == SMART and not gone, enrolment_ids=enrolment_ids)

"""What would become of a booking, as the form says it beforehand: the no it would get, warnings, effects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chassis.errors import Refusal
from services.scheduling.domain.session import Session
from services.scheduling.domain.words import SessionType

_SENTENCES = {
    SessionType.INDUCTION: "Moves {learners} to In Training when held.",
    SessionType.FORMAL_REVIEW: "Counts as a review of {learners} when held.",
    SessionType.OUT_OF_THE_WORKPLACE: "Logs its time as off the job for {learners} when held.",
    SessionType.INITIAL: "Sets the first day of learning of {learners} when held.",
    SessionType.GATEWAY_READY: "Sets the Gateway Ready milestone of {learners} when held.",
    SessionType.EPA: "Sets the EPA milestone of {learners} when held.",
}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a session of this type sets off for so many learners when it is held or, `on_booking`, as soon as it is
    booked (SB-20 to SB-24); `detail` is for people.
    """

    type: SessionType
    learners: int
    on_booking: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to know that refuses nothing: an event of a person (CE-09), or hours that are overridden."""

    reason: str
    person_id: str
    occurrence: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Checked:
    """What would become of a booking: `refusal` is the no it would get, `rooms_free` counts per occurrence."""

    sessions: Sequence[Session] = ()
    refusal: Refusal | None = None
    missed: frozenset[int] = frozenset()
    rooms_free: Sequence[int | None] = ()
    warnings: Sequence[Warned] = ()
    effect: Effect | None = None
    skipped_months: Sequence[str] = ()


def effect_of(session_type: SessionType, learners: int, *, on_booking: bool = False) -> Effect | None:
    """What a session of this type does to its learners beyond their time log; None where nothing is stated.

    `on_booking`: an Induction does it as soon as it is booked.
    """
    sentence = _SENTENCES.get(session_type)
    if sentence is None:
        return None
    on_booking = on_booking and session_type is SessionType.INDUCTION
    if on_booking:
        sentence = sentence.replace("when held", "when booked")
    who = "1 learner" if learners == 1 else f"{learners} learners"
    return Effect(session_type, learners, on_booking, sentence.format(learners=who))

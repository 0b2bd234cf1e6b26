"""How a session ended for each participant: an own outcome, own times and own notes (SB-46)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.scheduling.domain import errors
from services.scheduling.domain.planning import LONGEST
from services.scheduling.domain.words import CANCELLED, HELD, Outcome

_FOR_ALL = HELD | {Outcome.NO_SHOW}
_FOR_ONE = _FOR_ALL | CANCELLED


@dataclass(frozen=True, slots=True)
class Participant:
    """A learner of a session. The actual start (UTC) and minutes are there when it was held for this learner.

    `notes` are about this learner alone and are shown to no other learner.
    """

    learner_id: str
    enrolment_ids: tuple[str, ...]
    outcome: Outcome = Outcome.PLANNED
    actual_start_at: datetime | None = None
    actual_minutes: int | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """How the session ended for everybody who is not listed apart; times in UTC."""

    outcome: Outcome
    actual_start_at: datetime
    actual_minutes: int
    notes: str | None


@dataclass(frozen=True, slots=True)
class Attendance:
    """How it ended for one learner; what is None is as for the others."""

    learner_id: str
    outcome: Outcome
    actual_start_at: datetime | None = None
    actual_minutes: int | None = None
    notes: str | None = None


def attended(
    participants: Sequence[Participant], result: Result, exceptions: Sequence[Attendance]
) -> tuple[Participant, ...]:
    """The participants with their outcomes.

    Raises `NotAnOutcome`, `ParticipantTwice`, `NotAParticipant` and `BadActualMinutes`.
    """
    if result.outcome not in _FOR_ALL:
        raise errors.NotAnOutcome("outcome", _FOR_ALL)
    if any(one.outcome not in _FOR_ONE for one in exceptions):
        raise errors.NotAnOutcome("attendance", _FOR_ONE)
    by_learner = {one.learner_id: one for one in exceptions}
    if len(by_learner) < len(exceptions):
        counts = Counter(one.learner_id for one in exceptions)
        raise errors.ParticipantTwice([learner_id for learner_id, count in counts.items() if count > 1])
    strangers = by_learner.keys() - {participant.learner_id for participant in participants}
    if strangers:
        raise errors.NotAParticipant(sorted(strangers))
    return tuple(_ended(one, result, by_learner.get(one.learner_id)) for one in participants)


def _ended(participant: Participant, result: Result, own: Attendance | None) -> Participant:
    own = own or Attendance(participant.learner_id, result.outcome)
    minutes = result.actual_minutes if own.actual_minutes is None else own.actual_minutes
    if not 1 <= minutes <= LONGEST:
        raise errors.BadActualMinutes(minutes, LONGEST)
    held = own.outcome in HELD
    return replace(
        participant,
        outcome=own.outcome,
        actual_start_at=(own.actual_start_at or result.actual_start_at) if held else None,
        actual_minutes=minutes if held else None,
        notes=result.notes if own.notes is None else own.notes,
    )

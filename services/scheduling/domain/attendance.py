"""How a session ended for each participant: an own outcome, own times and own notes (SB-46)."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.scheduling.domain import errors
from services.scheduling.domain.planning import LONGEST
from services.scheduling.domain.words import CANCELLED, HELD, NEEDS_EXPLANATION, AttendanceMode, Outcome

_FOR_ALL = HELD | {Outcome.NO_SHOW}
_FOR_ONE = _FOR_ALL | CANCELLED


@dataclass(frozen=True, slots=True)
class Participant:
    """A learner of a session. The actual start (UTC) and minutes are there when it was held for this learner.

    `notes` are about this learner alone and are shown to no other learner. `left_at` (UTC) is when their place was
    given up before the session (SB-41): they keep their entry and claim nothing any more. `joined` and `told` are
    the session's sequences at which they came in and at which their own part changed last.
    """

    learner_id: str
    enrolment_ids: tuple[str, ...]
    outcome: Outcome = Outcome.PLANNED
    actual_start_at: datetime | None = None
    actual_minutes: int | None = None
    notes: str | None = None
    mode: AttendanceMode | None = None
    place: str | None = None
    left_at: datetime | None = None
    joined: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """How the session ended for everybody who is not listed apart; times in UTC."""

    outcome: Outcome
    actual_start_at: datetime
    actual_minutes: int
    notes: str | None
    mode: AttendanceMode | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """How it ended for one learner; what is None is as for the others (in a correction: as it was)."""

    learner_id: str
    outcome: Outcome
    actual_start_at: datetime | None = None
    actual_minutes: int | None = None
    notes: str | None = None
    mode: AttendanceMode | None = None
    place: str | None = None


def attended(
    participants: Sequence[Participant], result: Result, exceptions: Sequence[Attendance]
) -> tuple[Participant, ...]:
    """The participants with their outcomes; who gave their place up before stays as they are.

    Raises `NotAnOutcome`, `ParticipantTwice`, `NotAParticipant`, `BadActualMinutes` and `ExplanationMissing`.
    """
    if result.outcome not in _FOR_ALL:
        raise errors.NotAnOutcome("outcome", _FOR_ALL)
    if result.outcome in NEEDS_EXPLANATION and not result.notes:
        raise errors.ExplanationMissing("notes")
    sitting = [one.learner_id for one in participants if one.left_at is None]
    own = _by_learner(sitting, exceptions)
    return tuple(one if one.left_at else _ended(one, result, own.get(one.learner_id)) for one in participants)


def corrected(
    participants: Sequence[Participant], corrections: Sequence[Attendance], usual: Result
) -> tuple[Participant, ...]:
    """The participants with the outcomes of those listed put right; the others stay as they are.

    `usual` has the planned start and length, for a learner who turns out to have been there. Raises what
    `attended` raises.
    """
    own = _by_learner([one.learner_id for one in participants if one.left_at is None], corrections)
    return tuple(
        _corrected(one, own[one.learner_id], usual) if one.learner_id in own else one for one in participants
    )


def _by_learner(learner_ids: Collection[str], given: Sequence[Attendance]) -> dict[str, Attendance]:
    if any(one.outcome not in _FOR_ONE for one in given):
        raise errors.NotAnOutcome("attendance", _FOR_ONE)
    by_learner = {one.learner_id: one for one in given}
    if len(by_learner) < len(given):
        counts = Counter(one.learner_id for one in given)
        raise errors.ParticipantTwice([learner_id for learner_id, count in counts.items() if count > 1])
    strangers = by_learner.keys() - set(learner_ids)
    if strangers:
        raise errors.NotAParticipant(sorted(strangers))
    unexplained = [one.learner_id for one in given if one.outcome in NEEDS_EXPLANATION and not one.notes]
    if unexplained:
        raise errors.ExplanationMissing("attendance", unexplained)
    return by_learner


def _corrected(participant: Participant, own: Attendance, usual: Result) -> Participant:
    before = Result(
        own.outcome,
        participant.actual_start_at or usual.actual_start_at,
        participant.actual_minutes or usual.actual_minutes,
        participant.notes,
        participant.mode,
        participant.place,
    )
    return _ended(participant, before, own)


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
        mode=(own.mode or result.mode) if held else None,
        place=(own.place or result.place) if held else None,
    )

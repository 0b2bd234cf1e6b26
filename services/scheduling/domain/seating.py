"""Who holds a place in a session: learners join and leave after it was booked (SB-35, SB-41)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.scheduling.domain import errors
from services.scheduling.domain.attendance import Participant
from services.scheduling.domain.planning import Place, check_places
from services.scheduling.domain.words import CANCELLED, Outcome

MOST_ENTRIES = 40
"""Learners with a place and those who gave theirs up (`contracts.scheduling`)."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A learner gives their place up: who cancelled, and why, which that learner reads (DR-59, DR-60)."""

    learner_id: str
    outcome: Outcome
    reason: str


def reseated(
    participants: Sequence[Participant],
    leaving: Sequence[Leaving],
    joining: Sequence[Place],
    *,
    assessor_id: str,
    sequence: int,
    now: datetime,
) -> tuple[Participant, ...]:
    """The participants after some left and others joined; who left keeps an entry, who comes back a fresh one.

    Raises `NotACancellation`, `ReasonMissing`, `NotAParticipant`, `NobodyLeft`, `LearnersNotEnrolled`,
    `TooManyParticipants`, `ParticipantTwice` and `AssessorIsAParticipant`.
    """
    for one in leaving:
        if one.outcome not in CANCELLED:
            raise errors.NotACancellation(CANCELLED)
        if not one.reason.strip():
            raise errors.ReasonMissing
    going = {one.learner_id: one for one in leaving}
    strangers = going.keys() - {one.learner_id for one in participants if one.left_at is None}
    if strangers:
        raise errors.NotAParticipant(sorted(strangers), "leaving")
    staying = [one for one in participants if one.left_at is None and one.learner_id not in going]
    check_seats(assessor_id, [Place(one.learner_id, one.enrolment_ids) for one in staying], joining)
    back = {place.learner_id for place in joining}
    kept = tuple(
        _left(one, going[one.learner_id], sequence, now) if one.learner_id in going else one
        for one in participants
        if one.learner_id not in back
    )
    if len(kept) + len(joining) > MOST_ENTRIES:
        raise errors.TooManyParticipants(MOST_ENTRIES, len(kept) + len(joining))
    return kept + tuple(
        Participant(place.learner_id, place.enrolment_ids, joined=sequence, told=sequence)
        for place in joining
    )


def check_seats(assessor_id: str, staying: Sequence[Place], joining: Sequence[Place]) -> None:
    """Whether the group is one that could have been booked: somebody in it, 30 places, nobody twice."""
    if not staying and not joining:
        raise errors.NobodyLeft
    check_places(assessor_id, (*staying, *joining))
    strangers = [place.learner_id for place in joining if not place.enrolment_ids]
    if strangers:
        raise errors.LearnersNotEnrolled(strangers)


def _left(participant: Participant, leaving: Leaving, sequence: int, now: datetime) -> Participant:
    return replace(
        participant, outcome=leaving.outcome, notes=leaving.reason.strip(), left_at=now, told=sequence
    )

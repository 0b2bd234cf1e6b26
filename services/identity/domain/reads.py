"""What external quality assurers were shown, and which centres that concerns (G06)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from services.identity.domain.enrolment import Enrolment


@dataclass(frozen=True, slots=True)
class LearnerShown:
    """A learner whom an answer was about, and the centres whose business that is."""

    learner_id: str
    centre_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Read:
    """Who was shown something by a service, through which route, about which learners. UTC.

    `centre_ids`: whose business it is as a whole; of what shows no learner, the centres where the reader works.
    """

    id: str
    reader_id: str
    role: str
    service: str
    route: str
    at: datetime
    request_id: str
    learners: tuple[LearnerShown, ...]
    centre_ids: frozenset[str]


def learners_shown(reader_id: str, enrolments: Iterable[Enrolment]) -> tuple[LearnerShown, ...]:
    """The learners of these enrolments, each with the centres that let the reader in; with all of theirs when none does
    any more.
    """
    sampled: dict[str, set[str]] = {}
    learning: dict[str, set[str]] = {}
    for one in enrolments:
        learning.setdefault(one.learner_id, set()).update(one.centre_ids)
        if any(sample.eqa_id == reader_id for sample in one.sampled):
            sampled.setdefault(one.learner_id, set()).update(one.centre_ids)
    return tuple(
        LearnerShown(learner_id, frozenset(sampled.get(learner_id, learning[learner_id])))
        for learner_id in sorted(learning)
    )


def centres_concerned(learners: Collection[LearnerShown], readers_own: Iterable[str]) -> frozenset[str]:
    """Whose business a read of these learners is."""
    if not learners:
        return frozenset(readers_own)
    return frozenset().union(*(one.centre_ids for one in learners))

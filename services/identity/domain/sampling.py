"""Which learners an external quality assurer may read about, and until when (G06)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from chassis.errors import Kind, Refusal

MOST_SAMPLES = 10
"""How many external quality assurers may read about one enrolment at a time (its event lists them)."""

LARGEST_SAMPLE = 200
"""How many enrolments one request adds to a sample."""


class SampleIsOver(Refusal):
    """The last day of a sample lies before today."""

    kind: ClassVar[Kind] = Kind.INVALID


class SampleTooLarge(Refusal):
    """More learners were chosen than are added in one go; `found` says how many."""

    kind: ClassVar[Kind] = Kind.INVALID


class NobodyChosen(Refusal):
    """The centre and qualification that were chosen have no learner in use."""

    kind: ClassVar[Kind] = Kind.INVALID


class TooManySamples(Refusal):
    """No more than ten external quality assurers read about one enrolment at a time."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class NotSampled(Refusal):
    """This external quality assurer may not read about the enrolment anyway."""

    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class Sample:
    """An external quality assurer reads about an enrolment until a last day, which is reckoned in the UK."""

    eqa_id: str
    until_date: date


@dataclass(frozen=True, slots=True)
class SampleDecision:
    """An external quality assurer was given learners to read about until a last day, or, without one, they were taken
    back: one decision, however many enrolments it is about.
    """

    id: str
    eqa_id: str
    decided_by: str
    learner_count: int
    until_date: date | None

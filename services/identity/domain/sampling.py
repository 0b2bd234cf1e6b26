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


class SampleEndsBeforeItBegins(Refusal):
    """The last day of a sample lies before the first."""

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
    """An external quality assurer reads about an enrolment from the first day to the last, both reckoned in the UK; one
    without a first day began before such days were kept.
    """

    eqa_id: str
    from_date: date | None
    until_date: date

    def has_begun(self, today: date) -> bool:
        """Whether its first day has come."""
        return self.from_date is None or self.from_date <= today

    def runs(self, today: date) -> bool:
        """Whether it is read about today."""
        return self.has_begun(today) and today <= self.until_date


@dataclass(frozen=True, slots=True)
class SampleDecision:
    """An external quality assurer was given learners to read about from a first day to a last, or, without days, they
    were taken back: one decision, however many enrolments it is about.
    """

    id: str
    eqa_id: str
    decided_by: str
    learner_count: int
    from_date: date | None
    until_date: date | None

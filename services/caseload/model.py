"""People and enrolments, as identity told them. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

DAYS_IN = ZoneInfo("Europe/London")
"""The calendar in which days are reckoned: a stand-in's first and last, and what is overdue (X26)."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Another assessor stands in from the first day to the last, both included."""

    assessor_id: str
    from_date: date
    until_date: date


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A learner on one qualification at one centre, and who looks after them there."""

    id: str
    learner_id: str
    centre_id: str
    qualification_id: str
    assessor_id: str | None
    iqa_id: str | None
    employer_id: str | None
    blocked: bool
    archived: bool
    covering: tuple[Cover, ...] = ()

    def assessed_by(self, person_id: str, today: date) -> bool:
        """Whether the person is the assessor, or stands in for them today."""
        return not self.archived and (
            self.assessor_id == person_id
            or any(
                cover.assessor_id == person_id and cover.from_date <= today <= cover.until_date
                for cover in self.covering
            )
        )

    def employs(self, person_id: str) -> bool:
        """Whether the person acts for the learner's employer."""
        return not self.archived and self.employer_id == person_id


@dataclass(frozen=True, slots=True)
class Person:
    """A person: name, account state, and the centres of every role they hold (none: all of the provider's)."""

    id: str
    name: str
    state: str
    roles: Mapping[str, frozenset[str]]

    @property
    def learner_at(self) -> frozenset[str]:
        """The centres they are a learner at; empty for everybody else."""
        return self.roles.get("learner", frozenset())


@dataclass(frozen=True, slots=True)
class Learner:
    """A learner with everything access is decided from."""

    id: str
    centre_ids: frozenset[str]
    enrolments: tuple[Enrolment, ...]

    def assessed_by(self, person_id: str, today: date) -> bool:
        """Whether the person is the assessor of one of the enrolments, or stands in today."""
        return any(enrolment.assessed_by(person_id, today) for enrolment in self.enrolments)

    def employed_by(self, person_id: str) -> bool:
        """Whether the person acts for the employer of one of the enrolments."""
        return any(enrolment.employs(person_id) for enrolment in self.enrolments)

    @property
    def is_archived(self) -> bool:
        """Whether nothing the learner was ever on is still in use."""
        return bool(self.enrolments) and all(enrolment.archived for enrolment in self.enrolments)


def local_day(now: datetime) -> date:
    """The day it is where days are reckoned; `now` is UTC."""
    return now.astimezone(DAYS_IN).date()

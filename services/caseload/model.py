"""People and enrolments, as identity told them. Plain Python."""

from collections.abc import Collection, Iterable, Mapping
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
class Sample:
    """An external quality assurer reads about an enrolment from the first day, if there is one, to the last (G06)."""

    eqa_id: str
    from_date: date | None
    until_date: date

    def runs(self, today: date) -> bool:
        """Whether it is read about today."""
        return (self.from_date is None or self.from_date <= today) and today <= self.until_date


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
    shared_with: str | None = None
    nation: str | None = None
    sampled: tuple[Sample, ...] = ()

    @property
    def centre_ids(self) -> tuple[str, ...]:
        """Its own centre, and the one it is shared with (CE-30)."""
        return (self.centre_id, self.shared_with) if self.shared_with else (self.centre_id,)

    @property
    def waits(self) -> bool:
        """Whether it has no assessor or no IQA yet (CE-08)."""
        return self.assessor_id is None or self.iqa_id is None

    def assessed_by(self, person_id: str, today: date) -> bool:
        """Whether the person is the assessor, or stands in for them today."""
        return not self.archived and (
            self.assessor_id == person_id
            or any(
                cover.assessor_id == person_id and cover.from_date <= today <= cover.until_date
                for cover in self.covering
            )
        )

    def sampled_for(self, person_id: str, today: date) -> bool:
        """Whether the person is an external quality assurer who reads about it today."""
        return not self.archived and any(
            sample.eqa_id == person_id and sample.runs(today) for sample in self.sampled
        )

    def employs(self, person_id: str) -> bool:
        """Whether the enrolment names the person who acts for the learner's employer."""
        return not self.archived and self.employer_id == person_id


@dataclass(frozen=True, slots=True)
class Supervisor:
    """Somebody supervises a learner at work from the first day to the last; until further notice without one."""

    person_id: str
    from_date: date
    until_date: date | None


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
    """A learner with everything access is decided from.

    For a centre that only shares enrolments of theirs, a learner is these enrolments and nothing else: `only` names
    them, and `centre_ids` is that centre (CE-30). For an external quality assurer it is those of their sample (G06).
    """

    id: str
    centre_ids: frozenset[str]
    enrolments: tuple[Enrolment, ...]
    only: frozenset[str] | None = None
    supervisors: tuple[Supervisor, ...] = ()

    def shared_with(self, centre_ids: Collection[str]) -> "Learner":
        """The learner as centres see them that share some of the enrolments; unchanged when they share none."""
        shared = tuple(one for one in self.enrolments if one.shared_with in centre_ids)
        if not shared:
            return self
        hosts = frozenset(one.shared_with for one in shared if one.shared_with)
        return Learner(self.id, hosts, shared, frozenset(one.id for one in shared))

    def sampled_for(self, person_id: str, today: date) -> "Learner":
        """The learner as an external quality assurer sees them: those of the enrolments they read about today."""
        sampled = tuple(one for one in self.enrolments if one.sampled_for(person_id, today))
        centre_ids = frozenset(one.centre_id for one in sampled) or self.centre_ids
        return Learner(self.id, centre_ids, sampled, frozenset(one.id for one in sampled))

    def shows(self, enrolment_ids: Iterable[str]) -> bool:
        """Whether something that is about these enrolments may be seen."""
        return self.only is None or not self.only.isdisjoint(enrolment_ids)

    def assessed_by(self, person_id: str, today: date) -> bool:
        """Whether the person is the assessor of one of the enrolments, or stands in today."""
        return any(enrolment.assessed_by(person_id, today) for enrolment in self.enrolments)

    def employed_by(self, person_id: str, today: date) -> bool:
        """Whether the person supervises the learner at work today; where nobody has dated that, whether an enrolment
        names them (DR-113).
        """
        if not self.supervisors:
            return any(enrolment.employs(person_id) for enrolment in self.enrolments)
        return not self.is_archived and any(
            one.person_id == person_id
            and one.from_date <= today
            and (one.until_date is None or today <= one.until_date)
            for one in self.supervisors
        )

    @property
    def is_archived(self) -> bool:
        """Whether nothing the learner was ever on is still in use."""
        return bool(self.enrolments) and all(enrolment.archived for enrolment in self.enrolments)


def local_day(now: datetime) -> date:
    """The day it is where days are reckoned; `now` is UTC."""
    return now.astimezone(DAYS_IN).date()

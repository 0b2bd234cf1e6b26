"""Who supervises a learner at work, from which day to which: one person on any day (DR-113, X13)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from chassis.errors import Kind, NotFound, Refusal

MOST_SUPERVISORS = 40
"""How many periods one learner has (the event lists them)."""


class Relation(StrEnum):
    """What the supervisor is to the learner."""

    LINE_MANAGER = "line_manager"
    PLACEMENT_SUPERVISOR = "placement_supervisor"


class SupervisorNotFound(NotFound):
    """Nobody supervises the learner under this id."""


class SupervisedAlready(Refusal):
    """Somebody else supervises the learner on some of these days; `supervisor_id` names the period."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class SupervisionEndsBeforeItBegins(Refusal):
    """The last day lies before the first."""

    kind: ClassVar[Kind] = Kind.INVALID


class TooManySupervisors(Refusal):
    """No more than 40 periods are kept for one learner."""

    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class Supervisor:
    """Somebody supervises the learner for an employer from the first day to the last; without a last day until further
    notice.
    """

    id: str
    person_id: str
    employer_id: str
    relation: Relation
    from_date: date
    until_date: date | None

    def __post_init__(self) -> None:
        if self.until_date and self.until_date < self.from_date:
            raise SupervisionEndsBeforeItBegins("The last day lies before the first.", field="until_date")

    def holds_on(self, day: date) -> bool:
        """Whether the day lies within the period."""
        return self.from_date <= day and (self.until_date is None or day <= self.until_date)

    def overlaps(self, other: "Supervisor") -> bool:
        """Whether some day lies in both."""
        first = max(self.from_date, other.from_date)
        return self.holds_on(first) and other.holds_on(first)


@dataclass(frozen=True, slots=True)
class Supervision:
    """A learner's supervisors in order of their days. There may be days without one, and none has two."""

    learner_id: str
    provider_id: str
    supervisors: tuple[Supervisor, ...] = ()
    version: int = 0

    def on(self, day: date) -> Supervisor | None:
        """Who supervises the learner on a day."""
        return next((one for one in self.supervisors if one.holds_on(day)), None)

    def appointed(self, new: Supervisor) -> "Supervision":
        """The supervision with somebody new; whoever supervised until further notice does so until the day before.

        Raises SupervisedAlready and TooManySupervisors.
        """
        before = new.from_date - timedelta(days=1)
        return self._with(
            new,
            *(
                replace(one, until_date=before)
                if one.until_date is None and one.from_date < new.from_date
                else one
                for one in self.supervisors
            ),
        )

    def ended(self, supervisor_id: str, last_day: date) -> "Supervision":
        """The supervision with another last day of one period.

        Raises SupervisorNotFound, SupervisionEndsBeforeItBegins and SupervisedAlready.
        """
        ended = replace(self._one(supervisor_id), until_date=last_day)
        return self._with(ended, *self._others(supervisor_id))

    def without(self, supervisor_id: str) -> "Supervision":
        """The supervision without a period that was a mistake. Raises SupervisorNotFound."""
        self._one(supervisor_id)
        return replace(self, supervisors=self._others(supervisor_id))

    def _one(self, supervisor_id: str) -> Supervisor:
        for one in self.supervisors:
            if one.id == supervisor_id:
                return one
        raise SupervisorNotFound("There is no such supervisor.")

    def _others(self, supervisor_id: str) -> tuple[Supervisor, ...]:
        return tuple(one for one in self.supervisors if one.id != supervisor_id)

    def _with(self, new: Supervisor, *others: Supervisor) -> "Supervision":
        for one in others:
            if one.overlaps(new):
                raise SupervisedAlready(
                    "Somebody supervises this learner on some of these days already.",
                    field="from_date",
                    supervisor_id=one.id,
                )
        if len(others) >= MOST_SUPERVISORS:
            raise TooManySupervisors(f"No more than {MOST_SUPERVISORS} supervisors are kept for one learner.")
        return replace(self, supervisors=tuple(sorted((new, *others), key=lambda one: one.from_date)))

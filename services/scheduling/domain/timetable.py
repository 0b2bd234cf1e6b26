"""Timetables: what a person, a centre or the provider says about its time, and what of it is in force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from services.scheduling.domain.errors import BadClosure
from services.scheduling.domain.hours import OFFICE_WEEK, Closure, Week, WorkingHours, checked_week

LONGEST_TRAVEL = 240
MOST_CLOSURES = 100
LONGEST_CLOSURE_DAYS = 62

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Timetable:
    """What is said for `id`: a person, a centre or the provider. None: nothing, so what stands above counts.

    `travel_minutes` are kept free before a Traditional session; `bank_holidays` says whether they are days off.
    `version` is 0 while nothing was ever said.
    """

    id: str
    week: Week | None = None
    travel_minutes: int | None = None
    bank_holidays: bool | None = None
    closures: tuple[Closure, ...] = ()
    version: int = 0

    def say(
        self,
        *,
        week: Week | None,
        travel_minutes: int | None,
        bank_holidays: bool | None,
        closures: Sequence[Closure],
    ) -> "Timetable":
        """Everything anew, in order. Raises `BadHours` and `BadClosure`."""
        for closure in closures:
            if not 0 <= (closure.last - closure.first).days < LONGEST_CLOSURE_DAYS:
                raise BadClosure(closure.first, closure.last, LONGEST_CLOSURE_DAYS)
        return replace(
            self,
            week=None if week is None else checked_week(week),
            travel_minutes=travel_minutes,
            bank_holidays=bank_holidays,
            closures=tuple(sorted(closures, key=lambda closure: (closure.first, closure.last))),
        )


@dataclass(frozen=True, slots=True)
class InForce:
    """The working hours of an assessor, and how long the way to a session takes."""

    hours: WorkingHours
    travel_minutes: int


def in_force(
    provider: Timetable | None,
    centres: Iterable[tuple[Timetable | None, str]],
    person: Timetable | None,
) -> InForce:
    """What counts for a person at these centres, each with its nation: the nearest that says anything.

    A day is closed when the provider or one of the centres is closed, or has a bank holiday that it keeps.
    """
    above = provider or Timetable("")
    own = person or Timetable("")
    closures, nations = list(above.closures), set()
    for said, nation in centres:
        centre = said or Timetable("")
        closures += centre.closures
        keeps = _first(centre.bank_holidays, above.bank_holidays)
        if own.bank_holidays is not False and keeps is not False:
            nations.add(nation)
    week = _first(own.week, above.week)
    travel = _first(own.travel_minutes, above.travel_minutes)
    hours = WorkingHours(
        OFFICE_WEEK if week is None else week, (*closures, *own.closures), frozenset(nations)
    )
    return InForce(hours, travel or 0)


def _first(own: T | None, above: T | None) -> T | None:
    return above if own is None else own

"""Allocating many learners at once, and what is remembered of who looked after whom (CE-19 to CE-27)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from chassis.errors import Kind, NotFound, Refusal


class Place(StrEnum):
    """The two places around a learner that an allocation fills."""

    ASSESSOR = "assessor"
    IQA = "iqa"


class EnrolmentsNotFound(NotFound):
    """Some of the enrolments do not exist at the caller's centres; `enrolment_ids` names them."""


class NotAllocatable(Refusal):
    """Nothing was changed, because some learners stand in the way; `learners` names each with its reason."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class NothingChanges(Refusal):
    """The new person is the old one."""

    kind: ClassVar[Kind] = Kind.INVALID


class CoverEndsBeforeItBegins(Refusal):
    """The last day of standing in lies before the first."""

    kind: ClassVar[Kind] = Kind.INVALID


class TooManyCovers(Refusal):
    """No more than 50 stand-ins are kept for one enrolment."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class NobodyCovers(Refusal):
    """This assessor does not stand in there."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class SharedWithItself(Refusal):
    """A centre does not share an enrolment with itself."""

    kind: ClassVar[Kind] = Kind.INVALID


class SharedAlready(Refusal):
    """One other centre at a time looks after an enrolment."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class NotShared(Refusal):
    """No other centre looks after this enrolment."""

    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class Period:
    """Somebody held a place at an enrolment from one moment (UTC) to another; still, without an end (CE-22)."""

    place: Place
    person_id: str
    from_at: datetime
    until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AwaitedAllocation:
    """Learners at a centre have waited too long for an assessor or an IQA, the first of them since a moment (UTC), and
    these people are told: once, however many learners it is about (CE-15).
    """

    id: str
    centre_id: str
    told_ids: tuple[str, ...]
    learner_count: int
    since: datetime


MOST_TOLD = 50
"""How many people are told of one wait (its event lists them)."""

MOST_AT_ONCE = 100
"""How many enrolments one such word is about."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why one learner of many cannot be changed: a sentence's end and a code for programs."""

    enrolment_id: str
    learner_id: str
    name: str
    code: str
    words: str


def refused(obstacles: Sequence[Obstacle]) -> NotAllocatable:
    """The one refusal that names every learner who stands in the way."""
    first = "; ".join(f"{one.name} {one.words}" for one in obstacles[:5])
    more = f" and {len(obstacles) - 5} more" if len(obstacles) > 5 else ""
    return NotAllocatable(
        f"Nothing was changed: {first}{more}.",
        field="enrolment_ids",
        learners=[
            {"enrolment_id": one.enrolment_id, "id": one.learner_id, "name": one.name, "reason": one.code}
            for one in obstacles
        ],
    )


def followed(
    history: Sequence[Period], held: Sequence[tuple[Place, str | None]], at: datetime
) -> tuple[Period, ...]:
    """The history after a change: periods of who left end at `at`, those of who came begin."""
    now = {place: person_id for place, person_id in held}
    kept = [
        Period(p.place, p.person_id, p.from_at, at)
        if p.until_at is None and now[p.place] != p.person_id
        else p
        for p in history
    ]
    running = {p.place for p in kept if p.until_at is None}
    begun = [Period(place, id, at) for place, id in held if id and place not in running]
    return (*kept, *begun)

"""The diary of one assessor: sessions of the last half year and the next three months, as the domain allows them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from chassis.ids import IdSequence
from deploy.seed import words
from deploy.seed.people import TIME_ZONE
from services.scheduling.domain.attendance import Attendance
from services.scheduling.domain.bank_holidays import is_bank_holiday
from services.scheduling.domain.planning import Features, Place, Plan
from services.scheduling.domain.rooms import SmartRoom
from services.scheduling.domain.series import join_series
from services.scheduling.domain.session import Session
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import CANCELLED, Method, Outcome, SessionType

PAST, AHEAD = timedelta(days=182), timedelta(days=91)
HEARD_BEFORE = timedelta(hours=26)
"""What people would be told of happened at least so long ago: they are told without a mail."""

STARTS = (time(9), time(10, 30), time(13), time(14, 30), time(16))
LENGTHS = (45, 60, 60, 60)
TYPES = (
    *(SessionType.GENERAL,) * 8,
    *(SessionType.FORMAL_REVIEW,) * 5,
    *(SessionType.INDUCTION,) * 2,
    *(SessionType.INITIAL, SessionType.TELEPHONE, SessionType.LEARNER_SUPPORT, SessionType.TESTS_EXAMS),
)
GROUP, SERIES = 0.10, 0.06
LARGEST_GROUP, SERIES_COUNT = 12, 4
MOVED, CALLED_OFF, NOT_RECORDED, NO_SHOW, ONE_MISSING = 0.06, 0.11, 0.03, 0.06, 0.08


@dataclass(frozen=True, slots=True)
class State:
    """A session as it was announced once, at a version and a moment."""

    session: Session
    version: int
    change: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Company:
    """Who and what the sessions of a diary are made of."""

    provider_id: str
    centre_id: str
    nation: str
    assessor_id: str
    places: Sequence[Place]
    qualification_id: str
    room: SmartRoom
    workplace: str


class Diary:
    """Fills free stretches of the assessor's days, so that nobody is in two places at once."""

    def __init__(self, company: Company, now: datetime, ids: IdSequence, chance: random.Random) -> None:
        self._company = company
        self._now = now
        self._ids = ids
        self._chance = chance
        self._told_until = now - HEARD_BEFORE
        self._free = [(day, start) for day in self._days() for start in STARTS]
        chance.shuffle(self._free)
        self._taken: set[tuple[date, time]] = set()
        self._turn = 0

    def fill(self, count: int) -> Iterator[list[State]]:
        """So many sessions, each as the states it went through."""
        made = 0
        while made < count:
            starts = self._series() if count - made >= SERIES_COUNT and self._happens(SERIES) else []
            starts = starts or [self._next_free()]
            yield from self._book(starts)
            made += len(starts)

    def _days(self) -> Iterator[date]:
        day, last = (self._now - PAST).date(), (self._now + AHEAD).date()
        while day < last:
            if day.weekday() < 5 and not is_bank_holiday(day, self._company.nation):
                yield day
            day += timedelta(days=1)

    def _next_free(self) -> LocalStart:
        while (found := self._free.pop()) in self._taken:
            pass
        self._taken.add(found)
        return _local(*found)

    def _series(self) -> list[LocalStart]:
        """The same time in four weeks running, if the first guess is free."""
        day, start = self._free[-1]
        wanted = [(day + timedelta(weeks=week), start) for week in range(SERIES_COUNT)]
        if self._taken.isdisjoint(wanted) and set(wanted) <= set(self._free):
            self._taken.update(wanted)
            return [_local(*one) for one in wanted]
        return []

    def _book(self, starts: Sequence[LocalStart]) -> list[list[State]]:
        """One booking: a session, or a series of them."""
        plan = self._plan()
        first = starts[0].utc()
        booked_at = min(first - self._days_of(10, 40), self._now - self._days_of(2, 30))
        features = Features(smart_rooms=True, auto_record=True)
        sessions = [Session.plan(self._ids.next(), plan, start, features, booked_at) for start in starts]
        for session in sessions:
            if session.needs_room:
                session.take_room(self._company.room)
        if len(sessions) > 1:
            join_series(self._ids.next(), sessions)
        return [self._life_of(session) for session in sessions]

    def _plan(self) -> Plan:
        company, chance = self._company, self._chance
        size = chance.randint(3, LARGEST_GROUP) if self._happens(GROUP) else 1
        smart = self._happens(0.6)
        kind = SessionType.GENERAL if size > 1 else chance.choice(TYPES)
        return Plan(
            provider_id=company.provider_id,
            centre_ids=(company.centre_id,),
            booked_by_id=company.assessor_id,
            assessor_id=company.assessor_id,
            places=self._next_learners(size),
            qualification_ids=(company.qualification_id,),
            method=Method.SMART_SESSION if smart else Method.TRADITIONAL,
            type=kind,
            minutes=chance.choice(LENGTHS),
            location=None if smart else company.workplace,
            planning_notes=chance.choice(words.PLANS),
        )

    def _next_learners(self, size: int) -> tuple[Place, ...]:
        """The next ones in turn, so that every learner has sessions."""
        places = self._company.places
        size = min(size, len(places))
        chosen = tuple(places[(self._turn + step) % len(places)] for step in range(size))
        self._turn = (self._turn + size) % len(places)
        return chosen

    def _life_of(self, session: Session) -> list[State]:
        """What became of a booked session until now."""
        states = [State(replace(session), 1, "booked", session.booked_at)]
        if session.series is None and self._happens(MOVED):
            self._move(session, states)
        if self._happens(CALLED_OFF):
            self._call_off(session, states)
        elif session.starts_at < self._now and not self._happens(NOT_RECORDED):
            self._record(session, states)
        return states

    def _move(self, session: Session, states: list[State]) -> None:
        target = self._next_free()
        at = min(_between(session.booked_at, min(session.starts_at, target.utc())), self._told_until)
        if at >= target.utc() or at <= session.booked_at:
            return
        session.move(target, session.minutes, session.booked_by_id, at)
        states.append(State(replace(session), len(states) + 1, "moved", at))

    def _call_off(self, session: Session, states: list[State]) -> None:
        notice = timedelta(hours=self._chance.choice((2, 12, 20, 30, 72, 120)))
        at = max(min(session.starts_at - notice, self._told_until), states[-1].at)
        outcome = self._chance.choice(sorted(CANCELLED))
        session.cancel(outcome, self._chance.choice(words.CANCELLED_BECAUSE), session.assessor_id, at)
        states.append(State(replace(session), len(states) + 1, "cancelled", at))

    def _record(self, session: Session, states: list[State]) -> None:
        at = session.ends_at + timedelta(hours=1)
        if self._happens(NO_SHOW):
            session.record_outcome(Outcome.NO_SHOW, at, notes=words.DID_NOT_COME)
        else:
            welsh = self._company.nation == "wales" and self._happens(0.2)
            missing = [
                Attendance(one.learner_id, Outcome.NO_SHOW, notes=words.DID_NOT_COME)
                for one in session.participants[1:]
                if self._happens(ONE_MISSING)
            ]
            late = timedelta(minutes=self._chance.choice((0, 0, 0, 5, 10)))
            session.record_outcome(
                Outcome.COMPLETED_BILINGUALLY if welsh else Outcome.COMPLETED,
                at,
                actual_start_at=session.starts_at + late,
                actual_minutes=session.minutes,
                notes=self._chance.choice(words.WENT),
                attendance=missing,
            )
        states.append(State(replace(session), len(states) + 1, "outcome_recorded", at))

    def _happens(self, probability: float) -> bool:
        return self._chance.random() < probability

    def _days_of(self, least: int, most: int) -> timedelta:
        return timedelta(days=self._chance.randint(least, most), hours=self._chance.randint(0, 7))


def _local(day: date, start: time) -> LocalStart:
    return LocalStart(datetime.combine(day, start), TIME_ZONE)


def _between(first: datetime, last: datetime) -> datetime:
    return first + timedelta(minutes=int((last - first).total_seconds()) // 120)

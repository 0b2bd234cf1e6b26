"""What lies on an assessor's desk besides sessions: entries of the diary, and bookings that are not finished."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from chassis.ids import IdSequence
from deploy.seed import words
from deploy.seed.diary import HEARD_BEFORE, Company, State
from deploy.seed.people import TIME_ZONE
from services.scheduling.domain.diary import diary_entry
from services.scheduling.domain.draft import Draft, base_of
from services.scheduling.domain.planning import Place
from services.scheduling.domain.session import Session
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import Kind, Method, Outcome, SessionType

NOTED, CHOC, DONE = 0.25, 0.4, 0.6
OLDEST_DAYS = 120
UNTOUCHED = timedelta(days=5)


class Desk:
    """The assessor's of a company; everything was written down when people would be told of it without a mail."""

    def __init__(self, company: Company, now: datetime, ids: IdSequence, chance: random.Random) -> None:
        self._company = company
        self._now = now
        self._told_until = now - HEARD_BEFORE
        self._ids = ids
        self._chance = chance

    def entries(self) -> Iterator[list[State]]:
        """An entry about some of the learners, each as the states it went through; the older ones are done."""
        for place in self._company.places:
            if self._happens(NOTED):
                yield self._life_of(self._entry(place))

    def drafts(self) -> Iterator[Draft]:
        """A booking for the first learner that waits to be finished."""
        company = self._company
        first = self._now + timedelta(days=7)
        yield Draft(
            id=self._ids.next(),
            by_id=company.assessor_id,
            typed={
                "local_start": f"{first:%Y-%m-%d}T10:00:00",
                "time_zone": TIME_ZONE,
                "assessor_id": company.assessor_id,
                "learner_ids": [company.places[0].learner_id],
                "method": Method.SMART_SESSION.value,
                "type": SessionType.GENERAL.value,
                "minutes": 60,
                "qualification_ids": [company.qualification_id],
                "planning_notes": self._chance.choice(words.PLANS),
            },
            participants=base_of(smart_rooms=True) + 2,
            base=base_of(smart_rooms=True),
            changed_at=self._now - UNTOUCHED,
            version=1,
        )

    def _entry(self, place: Place) -> Session:
        company, chance = self._company, self._chance
        day = (self._told_until - timedelta(days=chance.randint(1, OLDEST_DAYS))).date()
        start = LocalStart(datetime.combine(day, time(9)), TIME_ZONE)
        kind = Kind.CHOC if self._happens(CHOC) else Kind.ACTION
        return diary_entry(
            self._ids.next(),
            kind=kind,
            provider_id=company.provider_id,
            centre_ids=(company.centre_id,),
            assessor_id=company.assessor_id,
            by_id=company.assessor_id,
            learner_ids=(place.learner_id,),
            start=start,
            notes=chance.choice(words.CHANGES if kind is Kind.CHOC else words.ACTIONS),
            about_session_id=None,
            now=start.utc(),
        )

    def _life_of(self, entry: Session) -> list[State]:
        states = [State(replace(entry), 1, "booked", entry.booked_at)]
        if self._happens(DONE):
            at = min(entry.ends_at + timedelta(days=2), self._told_until)
            entry.record_outcome(Outcome.COMPLETED, at)
            states.append(State(replace(entry), 2, "outcome_recorded", at))
        return states

    def _happens(self, probability: float) -> bool:
        return self._chance.random() < probability

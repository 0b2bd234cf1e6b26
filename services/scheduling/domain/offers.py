"""A time that has become free is offered to the learners whose need is greatest, one after the other (B-04)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.scheduling.domain.errors import OfferIsOver
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import Slot
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import DIARY_KINDS, Method, SessionType

MOST_ASKED = 20
"""Learners who are asked about one free time."""

LEAST_NOTICE = timedelta(hours=24)
"""A time nearer than this is not offered: nobody could plan for it."""

ANSWER_WITHIN = timedelta(hours=24)
"""How long one learner may think about it before the next is asked."""


class OfferState(StrEnum):
    """Where an offer stands."""

    OPEN = "open"
    TAKEN = "taken"
    OVER = "over"


class OfferAnswer(StrEnum):
    """What a learner said to it."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A learner who could take the time. `due_on`: when their next review is due and not planned in time (None: no
    such worry); `registered_as` is their oldest enrolment's id, which grows with time.
    """

    learner_id: str
    enrolment_ids: tuple[str, ...]
    qualification_ids: tuple[str, ...]
    centre_ids: tuple[str, ...]
    due_on: date | None
    registered_as: str


def by_need(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The greatest need first: whose review is due soonest, then who has been here longest."""
    return sorted(candidates, key=lambda one: (one.due_on or date.max, one.registered_as))


@dataclass(frozen=True, slots=True)
class Asked:
    """A learner who was asked, until when (UTC), about what, and what they said."""

    learner_id: str
    type: SessionType
    at: datetime
    until: datetime
    answer: OfferAnswer = OfferAnswer.WAITING


@dataclass(frozen=True, slots=True)
class Offer:
    """The time of a session that was called off, on offer. Its id is that session's.

    `next_at`: when somebody has to be asked, None when nobody has any more. Version 0 is not stored yet.
    """

    id: str
    assessor_id: str
    method: Method
    starts_at: datetime
    minutes: int
    time_zone: str
    location: str | None
    not_for: frozenset[str]
    state: OfferState = OfferState.OPEN
    asked: tuple[Asked, ...] = ()
    next_at: datetime | None = None
    booked_session_id: str | None = None
    version: int = 0

    @classmethod
    def of(cls, session: Session, now: datetime) -> "Offer | None":
        """The offer that follows from a session called off now; None when its time is too near to be of use, and for
        a diary entry.

        Who was in the session is not asked: they could not come.
        """
        if session.kind in DIARY_KINDS or session.starts_at - now <= LEAST_NOTICE:
            return None
        own_place = None if session.room and session.location == session.room.name else session.location
        return cls(
            id=session.id,
            assessor_id=session.assessor_id,
            method=session.method,
            starts_at=session.starts_at,
            minutes=session.minutes,
            time_zone=session.time_zone,
            location=own_place,
            not_for=frozenset(session.learner_ids),
            next_at=now,
        )

    @property
    def slot(self) -> Slot:
        """The time on offer."""
        return Slot.of(self.starts_at, self.minutes)

    @property
    def start(self) -> LocalStart:
        """The start as people say it."""
        return LocalStart.at(self.starts_at, self.time_zone)

    @property
    def waiting_for(self) -> Asked | None:
        """Who is being asked."""
        last = self.asked[-1] if self.asked else None
        return last if last and last.answer is OfferAnswer.WAITING and self.state is OfferState.OPEN else None

    def type_for(self, candidate: Candidate) -> SessionType:
        """What would be booked: the review that is due, where there is a place for it, else a general session."""
        has_place = self.method is Method.SMART_SESSION or self.location is not None
        return SessionType.FORMAL_REVIEW if candidate.due_on and has_place else SessionType.GENERAL

    def may_ask(self, learner_id: str) -> bool:
        """Whether the learner has not been asked yet, and was not in the session."""
        return learner_id not in self.not_for and all(one.learner_id != learner_id for one in self.asked)

    def passed_on(self, candidate: Candidate | None, now: datetime) -> "Offer":
        """The offer after this learner was asked next; over, when there is nobody to ask or no time left."""
        asked = self._answered(OfferAnswer.EXPIRED)
        until = min(now + ANSWER_WITHIN, self.starts_at - LEAST_NOTICE)
        if until <= now or candidate is None or len(asked) >= MOST_ASKED:
            return replace(self, asked=asked, state=OfferState.OVER, next_at=None)
        asked = (*asked, Asked(candidate.learner_id, self.type_for(candidate), now, until))
        return replace(self, asked=asked, next_at=until)

    def declined(self, learner_id: str, now: datetime) -> "Offer":
        """The offer after the learner said no. Raises `OfferIsOver`."""
        self._must_wait_for(learner_id, now)
        return replace(self, asked=self._answered(OfferAnswer.DECLINED), next_at=now)

    def accepted(self, learner_id: str, session_id: str, now: datetime) -> "Offer":
        """The offer after the learner took it and this session was booked. Raises `OfferIsOver`."""
        self._must_wait_for(learner_id, now)
        return replace(
            self,
            asked=self._answered(OfferAnswer.ACCEPTED),
            state=OfferState.TAKEN,
            next_at=None,
            booked_session_id=session_id,
        )

    def _must_wait_for(self, learner_id: str, now: datetime) -> None:
        waiting = self.waiting_for
        if waiting is None or waiting.learner_id != learner_id or waiting.until <= now:
            raise OfferIsOver

    def _answered(self, answer: OfferAnswer) -> tuple[Asked, ...]:
        if self.waiting_for is None:
            return self.asked
        return (*self.asked[:-1], replace(self.asked[-1], answer=answer))

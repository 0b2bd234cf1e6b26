"""Whether the next review is in the diary, and soon enough after the last one (DR-22, DR-61, DR-74).

The clock stands still while the learner is on a break in learning, and for good at the end of the training (CE-66).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.scheduling.domain.session import Session
from services.scheduling.domain.training import Training
from services.scheduling.domain.walltime import local_time
from services.scheduling.domain.words import HELD, Kind, Outcome, State

USUAL_DAYS = 61
BY_NATION = {"wales": USUAL_DAYS, "england": 84, "scotland": USUAL_DAYS, "northern_ireland": USUAL_DAYS}
"""The most calendar days between two reviews of an apprentice, by nation of the centre: England's twelve weeks."""


@dataclass(frozen=True, slots=True)
class Warning:
    """Something a person should know though it stops nothing: a code for programs, a sentence for people."""

    code: str
    detail: str
    learner_id: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """What a learner's reviews go by: the most days between two of them, and the enrolments that are in use."""

    days: int
    trainings: tuple[Training, ...] = ()

    def stands_still(self, day: date) -> bool:
        """Whether every training of the learner rests that day."""
        return bool(self.trainings) and all(one.rests(day) for one in self.trainings)

    def after(self, last: date) -> date | None:
        """The day by which so many days will have run since `last`; None when the clock stands still before, without
        an end that is known.
        """
        day, left = last, self.days
        while left:
            day += timedelta(days=1)
            if not self.stands_still(day):
                left -= 1
            elif all(one.rests_from(day) for one in self.trainings):
                return None
        return day


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """One learner's last held review and the next planned one. `stands_still`: nothing becomes due today."""

    learner_id: str
    clock: Clock
    last_held_on: date | None
    planned: Session | None
    stands_still: bool

    @property
    def due_on(self) -> date | None:
        """The last day for the next review; None before the first was held, and while the clock stands still."""
        return self.clock.after(self.last_held_on) if self.last_held_on else None

    @property
    def planned_on(self) -> date | None:
        """The local day of the next planned review."""
        return self.planned.local_start.date() if self.planned else None

    @property
    def in_time(self) -> bool:
        """Whether the next review is in the diary, no later than due (DR-74), or nothing is due."""
        if self.planned_on is None:
            return self.stands_still
        return self.due_on is None or self.planned_on <= self.due_on

    def warnings(self) -> tuple[Warning, ...]:
        """What to say to somebody who closes or plans a review."""
        due_on = self.due_on
        if self.in_time:
            return ()
        if self.planned_on is None:
            detail = "No next review is planned for this learner. Agree its date, time and place."
            return (Warning("no_next_review", detail, self.learner_id, due_on),)
        assert due_on, "what is late is due"
        detail = (
            f"The next review is planned for {_day(self.planned_on)}. It is due by {_day(due_on)}, "
            f"{self.clock.days} days after the last one."
        )
        return (Warning("next_review_too_late", detail, self.learner_id, due_on),)


def review_days(nations: Iterable[str | None], own: int | None = None) -> int:
    """The interval that holds for a learner of centres in these nations: the provider's own, if it has set one, else
    the shortest of theirs.
    """
    if own is not None:
        return own
    return min((BY_NATION.get(nation or "", USUAL_DAYS) for nation in nations), default=USUAL_DAYS)


def review_plan(learner_id: str, sessions: Iterable[Session], clock: Clock, now: datetime) -> ReviewPlan:
    """What the learner's reviews among `sessions` come to; only own attendance counts (DR-02), `now` is UTC."""
    own = [
        (session, one)
        for session in sessions
        if session.kind is Kind.REVIEW
        for one in session.participants
        if one.learner_id == learner_id
    ]
    held = [
        local_time(one.actual_start_at, session.time_zone).date()
        for session, one in own
        if one.outcome in HELD and one.actual_start_at
    ]
    planned = [
        session
        for session, one in own
        if session.state is State.PLANNED
        and one.outcome is Outcome.PLANNED
        and one.left_at is None
        and session.starts_at > now
    ]
    return ReviewPlan(
        learner_id,
        clock,
        max(held, default=None),
        min(planned, key=lambda session: session.starts_at, default=None),
        clock.stands_still(now.date()),
    )


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"

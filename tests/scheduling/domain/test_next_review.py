"""The day the next review is due, and what is said when it is not in the diary."""

from datetime import date, timedelta

import pytest

from services.scheduling.domain.next_review import Clock, review_days, review_plan
from services.scheduling.domain.session import Session
from services.scheduling.domain.training import Break, Training
from services.scheduling.domain.words import Kind, Outcome
from tests.scheduling.domain.builders import NOW, a_session, a_start, learners


def a_review(on: str, session_id: str, *, held: bool = False) -> Session:
    session = a_session(session_id=session_id, start=a_start(f"{on} 10:00"), places=learners(2))
    session.kind = Kind.REVIEW
    if held:
        began = session.starts_at
        session.record_outcome(Outcome.COMPLETED, began + timedelta(hours=1), actual_start_at=began)
    return session


@pytest.mark.parametrize(
    ("nations", "days"),
    [(["wales"], 61), (["england"], 84), (["england", "wales"], 61), ([None], 61), ([], 61)],
)
def test_the_nation_of_the_centre_sets_the_interval_and_the_shortest_holds(
    nations: list[str | None], days: int
) -> None:
    assert review_days(nations) == days


@pytest.mark.parametrize(
    ("planned", "codes"),
    [(None, ["no_next_review"]), ("2026-12-06", []), ("2026-12-07", ["next_review_too_late"])],
)
def test_the_next_review_is_due_so_many_days_after_the_last(planned: str | None, codes: list[str]) -> None:
    last = a_review("2026-10-06", "last", held=True)
    sessions = [last, *([a_review(planned, "next")] if planned else [])]

    plan = review_plan("learner-1", sessions, Clock(61), last.ends_at)

    assert plan.due_on == date(2026, 12, 6)
    assert [warning.code for warning in plan.warnings()] == codes
    assert plan.in_time is (codes == [])


def test_a_review_a_learner_missed_does_not_move_their_day() -> None:
    first = a_review("2026-10-06", "first", held=True)
    second = a_review("2026-11-06", "second", held=True)
    missed = second.participants[0]
    object.__setattr__(missed, "outcome", Outcome.NO_SHOW)

    assert review_plan("learner-1", [first, second], Clock(61), NOW).last_held_on == date(2026, 10, 6)
    assert review_plan("learner-2", [first, second], Clock(61), NOW).last_held_on == date(2026, 11, 6)


OCTOBER = Break(date(2026, 10, 10), date(2026, 10, 30))
"""Twenty days."""


@pytest.mark.parametrize(
    ("trainings", "due_on"),
    [
        ((Training(breaks=(OCTOBER,)),), date(2026, 12, 26)),
        ((Training(breaks=(OCTOBER,)), Training()), date(2026, 12, 6)),
        ((Training(breaks=(OCTOBER,)), Training(ended=True)), date(2026, 12, 26)),
        ((Training(breaks=(Break(date(2026, 12, 6)),)),), None),
        ((Training(breaks=(Break(date(2026, 12, 7)),)),), date(2026, 12, 6)),
        ((Training(ended=True),), None),
    ],
)
def test_the_clock_stands_still_while_the_learner_learns_nothing(
    trainings: tuple[Training, ...], due_on: date | None
) -> None:
    assert Clock(61, trainings).after(date(2026, 10, 6)) == due_on


def test_nothing_is_missed_on_a_break() -> None:
    last = a_review("2026-10-06", "last", held=True)
    going_on = Clock(61, (Training(breaks=(Break(date(2026, 10, 1)),)),))

    plan = review_plan("learner-1", [last], going_on, last.ends_at)

    assert (plan.due_on, plan.in_time, plan.warnings()) == (None, True, ())

from datetime import timedelta

import pytest

from services.reviews.domain.plan import plan_of, state_for
from services.reviews.domain.session import Participation, PlannedSession, PlanState
from tests.events import MONDAY

DAY = timedelta(days=1)


def a_planned_session(id: str, days: int, outcome: str = "planned", state: str = "planned") -> PlannedSession:
    starts_at = MONDAY + days * DAY
    return PlannedSession(
        id=id,
        assessor_id="assessor-1",
        method="traditional",
        type="general",
        kind="general",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        time_zone="Europe/London",
        local_start="2026-11-30T10:00",
        minutes=60,
        location=None,
        room=None,
        qualification_ids=(),
        planning_notes=None,
        state=state,
        series=None,
        participants=(Participation("learner-1", outcome, None, None),),
    )


def numbers(*sessions: PlannedSession) -> list[tuple[str, int | None]]:
    return [(entry.session.id, entry.number) for entry in plan_of("learner-1", sessions)]


def test_a_session_between_two_others_stands_between_them() -> None:
    booked = a_planned_session("first", 1), a_planned_session("last", 20), a_planned_session("between", 10)
    assert numbers(*booked) == [("first", 1), ("between", 2), ("last", 3)]


def test_a_cancelled_session_keeps_its_place_and_has_no_number() -> None:
    called_off = a_planned_session("called off", 2, state="cancelled")
    told_ill = a_planned_session("told ill", 3, outcome="cancelled_by_learner")
    kept = a_planned_session("first", 1), a_planned_session("last", 4)
    assert numbers(*kept, called_off, told_ill) == [
        ("first", 1),
        ("called off", None),
        ("told ill", None),
        ("last", 2),
    ]


def test_a_no_show_keeps_its_number() -> None:
    missed = a_planned_session("missed", 1, outcome="no_show", state="held")
    assert numbers(missed, a_planned_session("next", 2)) == [("missed", 1), ("next", 2)]


def test_sessions_at_the_same_time_have_a_fixed_order() -> None:
    one, other = a_planned_session("a", 1), a_planned_session("b", 1)
    assert numbers(one, other) == numbers(other, one)


def test_somebody_elses_session_is_not_in_the_plan() -> None:
    assert plan_of("learner-2", [a_planned_session("first", 1)]) == []


@pytest.mark.parametrize(
    ("session_state", "outcome", "state"),
    [
        ("planned", "planned", PlanState.PLANNED),
        ("held", "planned", PlanState.PLANNED),
        ("held", "completed", PlanState.HELD),
        ("held", "completed_welsh", PlanState.HELD),
        ("held", "completed_bilingually", PlanState.HELD),
        ("held", "no_show", PlanState.NOT_HELD),
        ("not_held", "no_show", PlanState.NOT_HELD),
        ("held", "cancelled_by_employer", PlanState.CANCELLED),
        ("cancelled", "cancelled_by_assessor", PlanState.CANCELLED),
        ("cancelled", "planned", PlanState.CANCELLED),
    ],
)
def test_the_learners_own_outcome_decides(session_state: str, outcome: str, state: PlanState) -> None:
    session = a_planned_session("session-1", 0, outcome, session_state)
    assert state_for(session, session.participants[0]) is state

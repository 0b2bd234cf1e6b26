"""Whatever order and how often the versions of a session arrive in, the plan is the same."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.testing import MemoryRunner
from contracts.scheduling import SessionChanged
from services.reviews.consumers import SUBSCRIPTIONS
from services.reviews.store import ReviewsTx
from tests.events import MONDAY, a_participant, a_session, an_enrolment, heard

OUTCOMES = ["planned", "completed", "no_show", "cancelled_by_learner"]


@st.composite
def a_version(draw: st.DrawFn) -> SessionChanged:
    """Some state of a session: moved, with other learners, with other outcomes."""
    learners = draw(st.lists(st.sampled_from(["ann", "ben", "cat"]), min_size=1, unique=True))
    return a_session(
        starts_at=MONDAY + timedelta(days=draw(st.integers(0, 3))),
        state=draw(st.sampled_from(["planned", "held", "cancelled"])),
        participants=[a_participant(one, draw(st.sampled_from(OUTCOMES))) for one in learners],
    )


async def told(*arriving: Any) -> Any:
    runner = MemoryRunner(ReviewsTx)
    await runner.hear(SUBSCRIPTIONS, *arriving)
    return runner.backend.collections


@settings(max_examples=60, deadline=None)
@given(data=st.data(), versions=st.lists(a_version(), min_size=1, max_size=5))
async def test_disorder_and_repeats_lead_to_the_newest_state(
    data: st.DataObject, versions: list[SessionChanged]
) -> None:
    history = [heard(state, number) for number, state in enumerate(versions, 1)]
    again = data.draw(st.lists(st.sampled_from(history), max_size=5))
    arriving = data.draw(st.permutations(history + again))
    assert await told(*arriving) == await told(*history)


async def test_a_late_enrolment_event_does_not_take_the_caseload_back() -> None:
    given_first = heard(an_enrolment(assessor_id="old"), 1)
    given_away = heard(an_enrolment(assessor_id="new"), 2)
    stored = await told(given_away, given_first)
    assert stored["enrolments"]["enrolment-1"]["assessor_id"] == "new"


async def test_an_event_of_another_provider_changes_nothing() -> None:
    ours = heard(a_session(location="ours"), 1)
    theirs = heard(a_session(location="theirs"), 9, provider_id="another")
    stored = await told(ours, theirs)
    assert stored["sessions"]["session-1"]["location"] == "ours"

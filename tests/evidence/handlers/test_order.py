"""Whatever order and how often the versions of a session arrive in, the library is the same."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.testing import MemoryRunner
from contracts.scheduling import SessionChanged
from services.evidence.consumers import SUBSCRIPTIONS
from services.evidence.store import EvidenceTx
from tests.events import a_participant, heard
from tests.evidence.builders import a_session


@st.composite
def a_version(draw: st.DrawFn) -> SessionChanged:
    """Some state of a session: with a room or without, with other learners, with other outcomes."""
    outcome = st.sampled_from(["planned", "completed", "no_show", "cancelled_by_learner"])
    learners = draw(st.lists(st.sampled_from(["ann", "ben"]), min_size=1, unique=True))
    return a_session(
        method=draw(st.sampled_from(["smart_session", "traditional"])),
        state=draw(st.sampled_from(["planned", "held", "cancelled"])),
        participants=[a_participant(one, draw(outcome)) for one in learners],
    )


async def told(*arriving: Any) -> Any:
    runner = MemoryRunner(EvidenceTx)
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

"""Whatever order and how often they arrive in, the same events leave the same time logs and trainings."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.testing import MemoryRunner
from contracts.base import Contract, Received
from contracts.progression import TrainingChanged
from services.progression.consumers import SUBSCRIPTIONS
from services.progression.documents import training_from
from services.progression.store import ProgressionTx
from tests.events import MONDAY, a_participant, a_session, an_enrolment, heard

LEARNERS = ("ann", "ben")
OUTCOMES = st.sampled_from(["planned", "completed", "no_show"])


@st.composite
def a_history(draw: st.DrawFn) -> list[Received[Contract]]:
    """The enrolments of two learners and the versions of an Induction and an Initial session they share."""
    history = [
        heard(an_enrolment(f"of-{learner}", learner_id=learner), version)
        for learner in LEARNERS
        for version in range(1, draw(st.integers(1, 2)) + 1)
    ]
    for type in ("induction", "initial"):
        for version in range(1, draw(st.integers(1, 4)) + 1):
            participants = [
                a_participant(one, draw(OUTCOMES), actual_minutes=draw(st.sampled_from([None, 30])))
                for one in LEARNERS
            ]
            state = draw(st.sampled_from(["planned", "held", "cancelled"]))
            session = a_session(type, type=type, state=state, participants=participants)
            history.append(heard(session, version))
    return history


async def told(*arriving: Received[Contract]) -> MemoryRunner:
    runner = MemoryRunner(ProgressionTx)
    await runner.hear(SUBSCRIPTIONS, *arriving)
    return runner


def outcome_of(runner: MemoryRunner) -> dict[str, Any]:
    """What is stored, without how it came about (versions and audit of the trainings)."""
    trainings = runner.documents("trainings").values()
    facts = {document["_id"]: training_from(document | {"v": 0}) for document in trainings}
    return {
        "trainings": facts,
        "time_log": runner.documents("time_log"),
        "enrolments": runner.documents("enrolments"),
    }


@settings(max_examples=60, deadline=None)
@given(data=st.data(), history=a_history())
async def test_disorder_and_repeats_lead_to_the_same_outcome(
    data: st.DataObject, history: list[Received[Contract]]
) -> None:
    again = data.draw(st.lists(st.sampled_from(history), max_size=6))
    arriving = data.draw(st.permutations(history + again))
    disordered, ordered = await told(*arriving), await told(*history)
    assert outcome_of(disordered) == outcome_of(ordered)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), history=a_history())
async def test_the_newest_event_said_about_a_training_is_how_it_stands(
    data: st.DataObject, history: list[Received[Contract]]
) -> None:
    runner = await told(*data.draw(st.permutations(history)))
    newest: dict[str, TrainingChanged] = {}
    for event in sorted(runner.events, key=lambda event: event.version):
        assert isinstance(event.data, TrainingChanged)
        newest[event.data.id] = event.data
    for id, document in runner.documents("trainings").items():
        training = training_from(document)
        assert newest[id].training_status.value == training.status.value
        assert newest[id].in_training_since == training.in_training_since
        assert newest[id].first_day_of_learning == training.first_day_of_learning


@settings(max_examples=40, deadline=None)
@given(data=st.data())
async def test_an_induction_held_once_moves_an_enrolment_once(data: st.DataObject) -> None:
    history = [heard(an_enrolment("of-ann", learner_id="ann"))]
    for version, outcome in enumerate(("planned", "completed", "completed", "completed_welsh"), 1):
        state = "planned" if outcome == "planned" else "held"
        session = a_session(type="induction", state=state, participants=[a_participant("ann", outcome)])
        history.append(heard(session, version))
    runner = await told(*data.draw(st.permutations(history * 2)))
    said = [event.data for event in runner.events if isinstance(event.data, TrainingChanged)]
    moves = [one for one in said if one.training_status == "in_training"]
    assert [one.in_training_since for one in moves] == [MONDAY.date()]

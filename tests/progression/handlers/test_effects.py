"""What a held session does to time logs and enrolments, per participant (SB-46, SB-20, SA-18)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.testing import MemoryRunner
from contracts.base import Contract, Received
from contracts.progression import TrainingChanged
from services.progression.consumers import SUBSCRIPTIONS
from services.progression.store import ProgressionTx
from tests.events import a_participant, a_session, an_enrolment, heard

LEARNERS = ("ann", "ben", "cat", "dan")


@pytest.fixture
def runner() -> MemoryRunner:
    return MemoryRunner(ProgressionTx)


async def enrol(runner: MemoryRunner, *learners: str) -> None:
    for learner in learners:
        await runner.hear(SUBSCRIPTIONS, heard(an_enrolment(f"of-{learner}", learner_id=learner)))


async def tell(runner: MemoryRunner, version: int, outcomes: dict[str, str], **changes: Any) -> None:
    participants = [a_participant(learner, outcome) for learner, outcome in outcomes.items()]
    session = a_session(participants=participants, **({"type": "induction"} | changes))
    await runner.hear(SUBSCRIPTIONS, heard(session, version))


def logged(runner: MemoryRunner) -> dict[str, int]:
    """Counted minutes by learner."""
    entries = runner.documents("time_log").values()
    return {entry["learner_id"]: entry["minutes"] for entry in entries if entry["counted"]}


def said(events: list[Received[Contract]]) -> list[tuple[str, str, str]]:
    """Who, what happened, and the status afterwards."""
    return [
        (event.data.learner_id, event.change, event.data.training_status.value)
        for event in events
        if isinstance(event.data, TrainingChanged)
    ]


async def test_three_who_came_get_their_time_and_move_and_the_fourth_does_not(runner: MemoryRunner) -> None:
    await enrol(runner, *LEARNERS)
    await tell(runner, 1, dict.fromkeys(LEARNERS, "planned"))
    assert logged(runner) == {}
    came = dict.fromkeys(LEARNERS, "completed") | {"dan": "no_show"}
    await tell(runner, 2, came, state="held")
    assert logged(runner) == {"ann": 60, "ben": 60, "cat": 60}
    assert said(runner.events)[4:] == [
        (learner, "status_changed", "in_training") for learner in ("ann", "ben", "cat")
    ]


async def test_the_same_word_again_does_nothing_again(runner: MemoryRunner) -> None:
    await enrol(runner, "ann")
    for _ in range(3):
        await tell(runner, 2, {"ann": "completed"}, state="held")
    assert said(runner.events) == [
        ("ann", "opened", "registered"),
        ("ann", "status_changed", "in_training"),
    ]
    assert len(runner.documents("time_log")) == 1


async def test_a_correction_withdraws_the_entry_and_the_move(runner: MemoryRunner) -> None:
    await enrol(runner, "ann")
    await tell(runner, 2, {"ann": "completed"}, state="held")
    await tell(runner, 3, {"ann": "no_show"}, state="held")
    await tell(runner, 2, {"ann": "completed"}, state="held")
    assert logged(runner) == {}
    assert said(runner.events)[-1] == ("ann", "status_changed", "registered")


async def test_a_session_heard_before_its_enrolment_is_not_lost(runner: MemoryRunner) -> None:
    await tell(runner, 2, {"ann": "completed"}, state="held")
    assert said(runner.events) == []
    await enrol(runner, "ann")
    assert said(runner.events) == [("ann", "opened", "in_training")]


async def test_the_actual_minutes_and_the_local_day_are_logged(runner: MemoryRunner) -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    attended = a_participant("ann", "completed", actual_start_at=late, actual_minutes=45)
    session = a_session(state="held", type="initial", participants=[attended])
    await enrol(runner, "ann")
    await runner.hear(SUBSCRIPTIONS, heard(session, 2))
    (entry,) = runner.documents("time_log").values()
    assert (entry["minutes"], entry["on_day"]) == (45, "2026-07-02")
    last = runner.events[-1]
    assert isinstance(last.data, TrainingChanged)
    assert (last.change, str(last.data.first_day_of_learning)) == ("first_day_recorded", "2026-07-02")
    assert last.data.cause_session_id == "session-1"


async def test_a_completed_place_in_a_cancelled_session_counts_for_nobody(runner: MemoryRunner) -> None:
    await tell(runner, 2, {"ann": "completed"}, state="cancelled")
    assert logged(runner) == {}


async def test_every_linked_enrolment_moves_and_no_other(runner: MemoryRunner) -> None:
    for id in ("diploma", "english", "unrelated"):
        await runner.hear(SUBSCRIPTIONS, heard(an_enrolment(id, learner_id="ann")))
    linked = a_participant("ann", "completed", enrolment_ids=["diploma", "english"])
    await runner.hear(
        SUBSCRIPTIONS, heard(a_session(state="held", type="induction", participants=[linked]), 2)
    )
    moved = [event.data.id for event in runner.events if event.change == "status_changed"]
    assert moved == ["diploma", "english"]


async def test_a_later_word_about_the_enrolment_opens_nothing_again(runner: MemoryRunner) -> None:
    await enrol(runner, "ann")
    again = an_enrolment("of-ann", learner_id="ann", assessor_id="another")
    await runner.hear(SUBSCRIPTIONS, heard(again, 2))
    assert said(runner.events) == [("ann", "opened", "registered")]
    assert runner.documents("enrolments")["of-ann"]["assessor_id"] == "another"

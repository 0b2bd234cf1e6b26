"""One event, several parts: a part that fails holds nobody else up."""

import pytest

from chassis.subscriptions import on
from chassis.testing import MemoryRunner
from chassis.tx import Tx
from contracts.base import Received, open_envelope
from contracts.published import samples_of
from contracts.scheduling import SessionChanged


async def keep(tx: Tx, event: Received[SessionChanged], learner_id: str) -> None:
    if learner_id == event.data.participants[0].learner_id:
        raise ValueError("this one never works")
    tx.once("kept", learner_id, {})


async def keep_session(tx: Tx, event: Received[SessionChanged]) -> None:
    tx.once("sessions", event.data.id, {})


def learners(event: Received[SessionChanged]) -> list[tuple[str, str]]:
    return [(one.learner_id, one.learner_id) for one in event.data.participants]


async def test_a_part_that_fails_keeps_none_of_the_others_from_being_done() -> None:
    event = open_envelope(samples_of(SessionChanged)["largest"])
    assert isinstance(event.data, SessionChanged)
    runner = MemoryRunner(Tx)
    with pytest.raises(ValueError, match="never works"):
        await runner.hear((on(SessionChanged, keep, each=learners), on(SessionChanged, keep_session)), event)
    assert len(runner.documents("kept")) == len(event.data.participants) - 1
    assert event.data.id in runner.documents("sessions")

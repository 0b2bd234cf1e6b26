"""A read that services say an external quality assurer did is one line of the log, however often it is said (B-09)."""

from typing import get_args

import pytest

from chassis.testing import MemoryRunner
from contracts.words import Role
from services.identity.consumers import SUBSCRIPTIONS
from services.identity.documents.sampling import READ_LOG
from services.identity.handlers.reads import AnyRead
from services.identity.store import IdentityTx
from tests.events import MONDAY, heard


@pytest.mark.parametrize("read", get_args(AnyRead), ids=lambda read: read.OWNER)
async def test_a_read_that_is_told_twice_is_one_line(read: type[AnyRead]) -> None:
    told = {"reader_id": "nia", "role": Role.EQA, "route": "GET /learners/{learner_id}/plan", "at": MONDAY}
    about = {"shown": ["learner-1"], "request_id": "request-1"}
    said = [heard(read.model_validate({"id": id} | told | about)) for id in ("read-1", "read-2")]
    runner = MemoryRunner(IdentityTx)
    await runner.hear(SUBSCRIPTIONS, *said, said[0])
    await runner.hear(SUBSCRIPTIONS, *reversed(said))
    lines = runner.documents(READ_LOG)
    assert {id: (line["reader_id"], line["service"]) for id, line in lines.items()} == {
        id: ("nia", read.OWNER) for id in ("read-1", "read-2")
    }

"""A prompt to archive is one task, open until the enrolment is archived, whatever order the news comes in (CE-62)."""

from itertools import permutations
from typing import Any

import pytest

from chassis.testing import MemoryRunner
from contracts.base import Received
from services.scheduling.consumers import SUBSCRIPTIONS
from services.scheduling.store import SchedulingTx
from tests.events import MONDAY, a_person, an_enrolment, heard

ALED = heard(a_person("learner-1", "Aled", roles={"learner": ["centre-1"]}))
HISTORY = (
    heard(an_enrolment(), 1),
    heard(an_enrolment(archive_prompted_at=MONDAY), 2),
    heard(an_enrolment(archive_prompted_at=MONDAY, archived=True), 3),
    heard(an_enrolment(), 4),
)


async def tasks_after(*arriving: Received[Any]) -> list[dict[str, Any]]:
    runner = MemoryRunner(SchedulingTx)
    await runner.hear(SUBSCRIPTIONS, ALED, *arriving)
    return list(runner.documents("tasks").values())


async def test_a_prompt_is_one_open_task_of_the_centre() -> None:
    (task,) = await tasks_after(*HISTORY[:2], HISTORY[1])
    assert (task["centre_id"], task["done"], task["planned_by_id"]) == ("centre-1", False, None)
    assert task["title"] == "Archive / Archifo: Aled (qualification-1)"


@pytest.mark.parametrize("order", [*permutations(HISTORY)])
async def test_what_was_archived_leaves_no_open_task(order: tuple[Received[Any], ...]) -> None:
    assert [task["done"] for task in await tasks_after(*order)] == [True]

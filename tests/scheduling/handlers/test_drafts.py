"""Drafts wait for their booker, and not for ever (SB-10)."""

from datetime import timedelta
from typing import Any

import pytest

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound, VersionChanged
from chassis.testing import MemoryRunner
from services.scheduling.domain import errors
from services.scheduling.domain.draft import DRAFT_DAYS, Draft
from services.scheduling.handlers import ChangeDraft, KeepDraft, change_draft, keep_draft
from services.scheduling.store import SchedulingTx

BETHAN = Actor("bethan", "provider", "assessor", frozenset({"centre"}))
GWEN = Actor("gwen", "provider", "assessor", frozenset({"centre"}))
TYPED: dict[str, Any] = {"learner_ids": ["aled"], "planning_notes": "Bring your badge."}


async def kept(runner: MemoryRunner, participants: int | None = None) -> Draft:
    draft: Draft = await runner.run(
        keep_draft, KeepDraft(typed=TYPED, participants=participants), actor=BETHAN
    )
    return draft


def change(draft: Draft, version: int = 1) -> ChangeDraft:
    return ChangeDraft(draft_id=draft.id, version=version, typed=TYPED | {"minutes": 30})


@pytest.mark.req("SB-10")
async def test_a_draft_is_forgotten_some_time_after_its_last_change() -> None:
    runner = MemoryRunner(SchedulingTx)
    draft = await kept(runner)
    runner.now += timedelta(days=DRAFT_DAYS - 1)
    changed = await runner.run(change_draft, change(draft), actor=BETHAN)
    runner.now += timedelta(days=DRAFT_DAYS - 1)
    await runner.run(change_draft, change(draft, 2), actor=BETHAN)
    runner.now += timedelta(days=DRAFT_DAYS)

    assert changed.typed == TYPED | {"minutes": 30}
    with pytest.raises(NotFound):
        await runner.run(change_draft, change(draft, 3), actor=BETHAN)
    assert runner.events == []


async def test_a_draft_is_its_bookers_alone() -> None:
    runner = MemoryRunner(SchedulingTx)
    draft = await kept(runner)

    with pytest.raises(NotFound):
        await runner.run(change_draft, change(draft), actor=GWEN)
    with pytest.raises(VersionChanged):
        await runner.run(change_draft, change(draft, 7), actor=BETHAN)
    with pytest.raises(Forbidden):
        await runner.run(keep_draft, KeepDraft(typed={}), actor=Actor("aled", "provider", "learner"))


@pytest.mark.parametrize(("participants", "more"), [(None, 0), (1, 0), (4, 3), (30, 29)])
async def test_every_participant_more_asks_for_a_learner_more(participants: int | None, more: int) -> None:
    draft = await kept(MemoryRunner(SchedulingTx), participants)
    assert (draft.base, draft.more_learners, draft.still_to_choose) == (1, more, more)


async def test_a_draft_asks_for_no_more_learners_than_a_group_has_places() -> None:
    with pytest.raises(errors.BadNumberOfParticipants):
        await kept(MemoryRunner(SchedulingTx), 31)

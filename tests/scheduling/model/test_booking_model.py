"""Whatever is booked, moved and called off in whatever order: scheduling says what a naive diary says (F14)."""

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from chassis.testing.service import ServiceUnderTest
from contracts.words import Role
from tests.faults.oracle import claims_of_calendars, claims_of_sessions, overlaps
from tests.scheduling.conftest import Provider
from tests.scheduling.model.machine import CALLED_OFF, machine

CI = settings(max_examples=30, stateful_step_count=40, derandomize=True)
NIGHTLY = settings(max_examples=400, stateful_step_count=50)


@pytest.mark.parametrize(
    "size", [CI, pytest.param(NIGHTLY, marks=pytest.mark.nightly)], ids=["ci", "nightly"]
)
async def test_scheduling_and_a_naive_diary_say_the_same(
    scheduling: ServiceUnderTest, size: settings
) -> None:
    patient = settings(size, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    await asyncio.to_thread(run_state_machine_as_test, machine(scheduling), settings=patient)


TASKS = 8
POSSIBLE = {200, 201, 409, 412, 422}
"""Done, taken by somebody else, changed by somebody else meanwhile, or a learner who is in the session already."""


@pytest.mark.parametrize("steps", [25, pytest.param(400, marks=pytest.mark.nightly)])
async def test_eight_who_do_all_that_at_once_leave_no_overlap_behind(
    scheduling: ServiceUnderTest, provider: Provider, steps: int
) -> None:
    colleague = await provider.person(Role.ASSESSOR, "Gwen Hughes")
    for learner in provider.learner_ids:
        await provider.enrol(learner, colleague)
    for number in (1, 2):
        await provider.room(f"Room {number}")
    known: dict[str, int] = {}
    answers = await asyncio.gather(
        *(_work(provider, [provider.assessor_id, colleague], known, steps, seed) for seed in range(TASKS))
    )

    counted = sum(answers, Counter[int]())
    assert counted.keys() <= POSSIBLE, counted
    assert min(counted[201], counted[409]) > TASKS, counted
    own = {"provider_id": provider.id}
    held = await claims_of_sessions(scheduling.kit.db, **own)
    assert held == await claims_of_calendars(scheduling.kit.db, **own)
    assert overlaps(held) == []


async def _work(
    provider: Provider, assessors: list[str], known: dict[str, int], steps: int, seed: int
) -> Counter[int]:
    """So many changes by chance to what everybody does; how they were answered."""
    chance, chief = random.Random(seed), provider.as_role("master_admin", everywhere=True)
    answers = Counter[int]()
    for _ in range(steps):
        answer = await _step(provider, chief, assessors, known, chance)
        answers[answer.status_code] += 1
        if answer.is_success:
            changed = answer.json()
            for session in changed.get("sessions", [changed]):
                known[session["id"]] = session["version"]
    return answers


async def _step(
    provider: Provider,
    chief: httpx.AsyncClient,
    assessors: list[str],
    known: dict[str, int],
    chance: random.Random,
) -> httpx.Response:
    start = datetime(2032, 3, 1, 9, tzinfo=UTC) + timedelta(
        days=chance.randrange(2), minutes=30 * chance.randrange(8)
    )
    local = {"local_start": f"{start:%Y-%m-%dT%H:%M}", "override": True}
    if not known or chance.random() < 0.5:
        body: dict[str, Any] = provider.a_booking(
            **local,
            assessor_id=chance.choice(assessors),
            learner_ids=chance.sample(provider.learner_ids, chance.choice((1, 2))),
            method=chance.choice(("traditional", "smart_session")),
            minutes=chance.choice((30, 60)),
        )
        return await chief.post("/sessions", json=body)
    id, version = chance.choice(list(known.items()))
    what, changes = chance.choice(
        (
            ("rescheduling", local),
            ("participants", {"joining": [chance.choice(provider.learner_ids)]}),
            ("cancellation", CALLED_OFF),
        )
    )
    return await chief.post(f"/sessions/{id}/{what}", json=changes, headers={"If-Match": f'"{version}"'})

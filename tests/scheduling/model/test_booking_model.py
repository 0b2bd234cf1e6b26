"""Whatever is booked, moved and called off in whatever order: scheduling says what a naive diary says (F14)."""

import asyncio

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from chassis.testing.service import ServiceUnderTest
from tests.scheduling.model.machine import machine

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

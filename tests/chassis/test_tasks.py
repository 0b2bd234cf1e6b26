"""A task that loses a cancellation is ended all the same."""

import asyncio

import pytest

from chassis import tasks
from chassis.tasks import ended


async def test_a_lost_cancellation_is_said_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "AGAIN_SECONDS", 0.01)
    lost = 0

    async def hard_of_hearing() -> None:
        nonlocal lost
        while lost < 2:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                lost += 1
        await asyncio.sleep(60)

    async def failing() -> None:
        raise ValueError("over already")

    begun = [asyncio.create_task(hard_of_hearing()), asyncio.create_task(failing())]
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await ended(begun)

    assert (lost, begun[0].cancelled()) == (2, True)
    assert isinstance(begun[1].exception(), ValueError)

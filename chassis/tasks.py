"""Ending tasks for sure.

A cancellation that arrives in the same moment as a result can get lost on the way (a library that takes it for its own,
`asyncio.timeout` around a lost connection), and whoever then waits for the task waits for ever. So it is said again.
"""

import asyncio
from collections.abc import Iterable
from typing import Any

AGAIN_SECONDS = 1.0


async def ended(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel these tasks and wait until all have ended, however they do; what they raise is nobody's business."""
    pending = {task for task in tasks if not task.done()}
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=AGAIN_SECONDS)

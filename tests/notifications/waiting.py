"""Waiting for what comes by itself."""

import asyncio
from collections.abc import Awaitable, Callable


async def eventually(holds: Callable[[], Awaitable[bool]], *, within: float = 20) -> None:
    """Wait until it holds, at most `within` seconds; TimeoutError otherwise."""
    async with asyncio.timeout(within):
        while not await holds():
            await asyncio.sleep(0.02)

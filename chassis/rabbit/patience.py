"""Waiting for something we depend on, with an end to it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

from chassis.rabbit.connection import backoff

Transient = Callable[[BaseException], bool]
"""Whether an exception means that a dependency is down, so that trying again later can help."""


class DependencyDown(Exception):
    """It stayed down for as long as we were ready to wait."""


class Patience:
    """Repeats what fails for want of a dependency, for up to `seconds`, in waits of 0.3 to 5 s (b.6).

    Shared by everything one reader has in hand: once one gives up, or the reader stops, nobody waits on.
    """

    def __init__(self, seconds: float = 60.0) -> None:
        self._seconds = seconds
        self._over = asyncio.Event()

    def end(self) -> None:
        """Everybody who waits gives up now, and whoever fails later gives up at once."""
        self._over.set()

    def renew(self) -> None:
        """Waiting makes sense again."""
        self._over.clear()

    async def hold(self, action: Callable[[], Awaitable[None]], transient: Transient) -> None:
        """Run the action until it fails no more. Raises `DependencyDown`, or what is not transient."""
        give_up_at = time.monotonic() + self._seconds
        for wait in backoff(0.3, 5):
            try:
                await action()
                return
            except Exception as error:
                if not transient(error):
                    raise
                if self._over.is_set() or time.monotonic() + wait > give_up_at:
                    raise DependencyDown(repr(error)) from error
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._over.wait()

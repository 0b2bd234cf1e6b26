"""Whether everybody who is to hear an event can hear it."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from aio_pika.abc import AbstractConnection

from chassis import log
from chassis.rabbit.topology import consumers_of
from contracts.registry import by_type
from contracts.topology import queue_of

_log = log.get(__name__)

LOOK_AGAIN_SECONDS = 1.0
LOOK_OVER_SECONDS = 10.0
ALARM_AFTER_SECONDS = 60.0

Hearers = Callable[[str], Sequence[str]]
"""Event type → names of the queues that hear it."""


def queues_that_hear(type: str) -> Sequence[str]:
    """The queues of the services in the contract's HEARD_BY. Raises UnknownType."""
    return [queue_of(service) for service in by_type(type).HEARD_BY]


class Audience:
    """The queues found on one connection's broker (reliability.md b.5, start order).

    Lives as long as the connection, so a broker that comes back with an empty disk is asked afresh.
    """

    def __init__(self, connection: AbstractConnection) -> None:
        self._connection = connection
        self._present: dict[str, asyncio.Event] = {}
        self._missed_since: dict[str, float] = {}
        self._asked = asyncio.Event()

    def present(self, queues: Sequence[str]) -> bool:
        """Whether all the queues have been found."""
        return all(queue in self._present and self._present[queue].is_set() for queue in queues)

    async def wait_for(self, queues: Sequence[str]) -> None:
        """Wait until all the queues have been found."""
        for queue in queues:
            if queue not in self._present:
                self._present[queue] = asyncio.Event()
                self._asked.set()
            await self._present[queue].wait()

    async def watch(self) -> None:
        """Look for the queues asked for and look over the known ones, until the connection fails."""
        while True:
            self._asked.clear()
            for queue in list(self._present):
                await self._look(queue)
            with suppress(TimeoutError):
                async with asyncio.timeout(
                    LOOK_OVER_SECONDS if self.present([*self._present]) else LOOK_AGAIN_SECONDS
                ):
                    await self._asked.wait()

    async def _look(self, queue: str) -> None:
        if await consumers_of(self._connection, queue) is not None:
            self._missed_since.pop(queue, None)
            self._present[queue].set()
            return
        self._present[queue].clear()
        now = time.monotonic()
        if now - self._missed_since.setdefault(queue, now) > ALARM_AFTER_SECONDS:
            _log.error("events_wait_for_queue", queue=queue)
            self._missed_since[queue] = now

"""Clocks by lease: of all the processes that could do a piece of periodic work, one does it.

A lease is a document with its holder and its end by the server's clock, so processes whose clocks differ agree. It
spares work and keeps nothing safe: what must not happen twice is guarded where it is written.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from pymongo.errors import DuplicateKeyError

from chassis.ids import fresh_id
from chassis.mongo import Database

LEASES = "leases"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Lease:
    """The right to do the work `name`, for `seconds` at a time. One per process and work."""

    def __init__(self, db: Database, name: str, *, seconds: float) -> None:
        self._leases = db[LEASES]
        self._name = name
        self._milliseconds = round(seconds * 1000)
        self._holder = fresh_id()

    async def take(self) -> bool:
        """Whether the work is this process' now: taken when nobody has it, prolonged when it was ours."""
        if await self._prolonged():
            return True
        try:
            await self._leases.insert_one({"_id": self._name, "holder": "", "until": _EPOCH})
        except DuplicateKeyError:
            return False
        return await self._prolonged()

    async def give_up(self) -> None:
        """Let the next one have it at once."""
        await self._leases.update_one(
            {"_id": self._name, "holder": self._holder}, {"$set": {"until": _EPOCH}}
        )

    async def _prolonged(self) -> bool:
        ours_or_over = {"$or": [{"holder": self._holder}, {"$expr": {"$lte": ["$until", "$$NOW"]}}]}
        until: dict[str, Any] = {
            "$dateAdd": {"startDate": "$$NOW", "unit": "millisecond", "amount": self._milliseconds}
        }
        result = await self._leases.update_one(
            {"_id": self._name, **ours_or_over},
            [{"$set": {"holder": {"$literal": self._holder}, "until": until}}],
        )
        return result.matched_count == 1


async def every(seconds: float, work: Callable[[], Awaitable[object]]) -> None:
    """Do the work, rest, and so on until cancelled. An exception ends it: who started it starts it again."""
    while True:
        await work()
        await asyncio.sleep(seconds)


async def ticking(seconds: float, work: Callable[[datetime], Awaitable[object]]) -> None:
    """Like `every`, and tells the work what time it is (UTC)."""
    await every(seconds, lambda: work(datetime.now(UTC)))


async def nightly(at: time, work: Callable[[datetime], Awaitable[object]]) -> None:
    """Do the work every day at this time (UTC) and tell it what time it is, until cancelled."""
    while True:
        now = datetime.now(UTC)
        next_time = datetime.combine(now.date(), at, UTC)
        if next_time <= now:
            next_time += timedelta(days=1)
        await asyncio.sleep((next_time - now).total_seconds())
        await work(datetime.now(UTC))

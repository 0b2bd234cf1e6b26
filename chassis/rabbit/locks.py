"""A lock per key, inside one process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class KeyedLocks:
    """Lets one holder per key at a time through, in order of arrival; forgets keys nobody holds or waits for."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def hold(self, key: str) -> AsyncIterator[None]:
        """Wait for the key's lock and hold it for the block."""
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            yield

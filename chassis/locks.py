"""A lock per key, inside one process."""

import asyncio
from weakref import WeakValueDictionary


class KeyedLocks:
    """Locks by key; those nobody holds or waits for are forgotten."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, key: str) -> asyncio.Lock:
        """The key's lock, for `async with`: one holder at a time, in order of arrival."""
        return self._locks.setdefault(key, asyncio.Lock())

"""Ids: UUIDs whose first 48 bits are a time, either fresh or derived from a seed."""

import hashlib
import os
import time
from datetime import UTC, datetime
from uuid import UUID


def fresh_id() -> str:
    """A new UUIDv7: sorts by creation time."""
    return str(_version_7(time.time_ns() // 1_000_000, os.urandom(10)))


class IdSequence:
    """The same ids in the same order for the same seed, so that a repeat of a command makes the same things.

    Ids carry the time bits of `origin` (an idempotency key or an event id) when that is a UUIDv7, so a reader can
    tell how young a thing is (`age_of`); otherwise they are UUIDv8 and tell nothing.
    """

    def __init__(self, seed: str, origin: str) -> None:
        self._seed = seed.encode()
        self._milliseconds = _time_bits(origin)
        self._count = 0

    def next(self) -> str:
        """The next id of the sequence."""
        digest = hashlib.sha256(self._seed + self._count.to_bytes(4, "big")).digest()
        self._count += 1
        if self._milliseconds is None:
            return str(_stamped(digest[:16], version=8))
        return str(_version_7(self._milliseconds, digest[:10]))


def age_of(id: str, now: datetime) -> float | None:
    """How many seconds before `now` the id was made; None when it does not say."""
    milliseconds = _time_bits(id)
    return None if milliseconds is None else now.timestamp() - milliseconds / 1000


def moment_of(id: str) -> datetime | None:
    """When the id was made, UTC; None when it does not say."""
    milliseconds = _time_bits(id)
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC)


def _time_bits(text: str) -> int | None:
    try:
        parsed = UUID(text)
    except ValueError:
        return None
    return parsed.int >> 80 if parsed.version == 7 else None


def _version_7(milliseconds: int, randomness: bytes) -> UUID:
    return _stamped((milliseconds & (2**48 - 1)).to_bytes(6, "big") + randomness, version=7)


def _stamped(raw: bytes, *, version: int) -> UUID:
    number = int.from_bytes(raw, "big")
    number = number & ~(0xF << 76) | version << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=number)

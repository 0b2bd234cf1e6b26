"""Hashing passwords with Argon2id, in a few threads of its own so that nobody else waits (ASVS 11.4.2)."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from chassis.errors import TooBusy
from services.identity.domain.passwords import NewPassword, normalised_password
from services.identity.tokens.breached import BreachedPasswords

MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1

T = TypeVar("T")


class ArgonPasswords:
    """Hashes and verifies. `threads` work at a time, at most `queue` wait; who comes then hears TooBusy."""

    def __init__(self, *, threads: int, queue: int, breached: BreachedPasswords | None = None) -> None:
        self._breached = breached or BreachedPasswords()
        self._hasher = PasswordHasher(PASSES, MEMORY_KIB, LANES, type=Type.ID)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="argon2")
        self._room = threads + queue
        self._dummy = self._hasher.hash("nobody has this password")

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def chosen(self, text: str) -> NewPassword:
        """A password somebody chose, with its hash and whether others know it. Whether it is good enough is the
        domain's question.
        """
        return await self._aside(self._chosen, text)

    async def match(self, text: str, hashed: str | None) -> bool:
        """Whether the password belongs to the hash. Without one, the same work is done for a no."""
        matches = await self._aside(self._verify, hashed or self._dummy, normalised_password(text))
        return matches and bool(hashed)

    def _chosen(self, text: str) -> NewPassword:
        return NewPassword(
            text, self._hasher.hash(normalised_password(text)), breached=text in self._breached
        )

    def _verify(self, hashed: str, text: str) -> bool:
        try:
            return self._hasher.verify(hashed, text)
        except (VerificationError, InvalidHashError):
            return False

    async def _aside(self, work: Callable[..., T], *args: str) -> T:
        if self._room <= 0:
            raise TooBusy("Too many people are signing in right now. Please try again in a moment.")
        self._room -= 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *args)
        finally:
            self._room += 1

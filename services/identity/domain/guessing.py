"""Slowing down whoever guesses passwords, without locking anybody out for ever (G12, ASVS 6.3.1).

Every try counts before its password is looked at, so a burst of parallel tries cannot slip through. The first
five are free, then the wait doubles from one second up to one minute, and after a quiet day all is forgotten.
Counted by the user name that was typed, whether it exists or not, so the answers tell nobody which names
exist.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.identity.domain.errors import TooManyTries

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tries:
    """How often one user name was tried since the last success. `id` is a digest of the name."""

    id: str
    count: int = 0
    next_try_at: datetime | None = None
    forget_at: datetime | None = None
    version: int = 0

    def one_more(self, now: datetime) -> "Tries":
        """The tries with this one counted. Raises TooManyTries when it comes too early; that one does not
        count.
        """
        if self.next_try_at is not None and now < self.next_try_at:
            raise TooManyTries(
                "There were too many tries to sign in with this user name. Please wait a moment.",
                next_try_at=self.next_try_at,
            )
        forgotten = self.forget_at is not None and now >= self.forget_at
        count = 1 if forgotten else self.count + 1
        return replace(
            self, count=count, next_try_at=now + wait_after(count), forget_at=now + FORGOTTEN_AFTER
        )

    def forgiven(self) -> "Tries":
        """The tries after a success."""
        return replace(self, count=0, next_try_at=None)


def wait_after(count: int) -> timedelta:
    """How long after the try number `count` the next one is refused."""
    if count < FREE_TRIES:
        return timedelta(0)
    doublings = min(count - FREE_TRIES, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)

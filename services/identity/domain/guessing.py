"""Slowing down whoever guesses passwords, without locking anybody out for ever (G12, ASVS 6.3.1).

A try is noted before its password is looked at, so a burst of parallel guesses is bounded: fifty at once, as a busy
person with many devices never needs. After five failures the tries come one by one, with a wait that doubles from one
second to one minute. A success or a quiet day forgives everything. Noted by the user name that was typed, whether it
exists or not, so the answers tell nobody which names exist.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.identity.domain.errors import TooManyTries

CROWD = 50
FREE_FAILURES = 5
FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tries:
    """How often one user name was tried, and failed, since the last success. `id` is a digest of the name."""

    id: str
    begun_count: int = 0
    failed_count: int = 0
    next_try_at: datetime | None = None
    forget_at: datetime | None = None
    version: int = 0

    def begun(self, now: datetime) -> "Tries":
        """The tries with this one begun. Raises TooManyTries when it comes too early; that one is not noted."""
        if self.next_try_at is not None and now < self.next_try_at:
            raise TooManyTries(
                "There were too many tries to sign in with this user name. Please wait a moment.",
                next_try_at=self.next_try_at,
            )
        known = self.forgiven() if self.forget_at is not None and now >= self.forget_at else self
        one_by_one = known.failed_count >= FREE_FAILURES or known.begun_count >= CROWD
        return replace(
            known,
            begun_count=known.begun_count + 1,
            next_try_at=now + wait_after(known.failed_count) if one_by_one else None,
            forget_at=now + FORGOTTEN_AFTER,
        )

    def failed(self, now: datetime) -> "Tries":
        """The tries after one of them failed."""
        failed_count = self.failed_count + 1
        wait = now + wait_after(failed_count) if failed_count >= FREE_FAILURES else self.next_try_at
        return replace(self, failed_count=failed_count, next_try_at=wait)

    def forgiven(self) -> "Tries":
        """The tries after a success."""
        return replace(self, begun_count=0, failed_count=0, next_try_at=None)


def wait_after(failed_count: int) -> timedelta:
    """How long the next try waits once they come one by one."""
    doublings = min(max(failed_count - FREE_FAILURES, 0), 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)

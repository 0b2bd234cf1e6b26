"""Access that ends before its token does."""

from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT = timedelta(hours=2)
"""Twice as long as the longest access token lives: whoever asks later has nothing left to refuse."""


@dataclass(frozen=True, slots=True)
class Revocation:
    """From `revoked_at` (UTC) on no token issued before is good: of one session, or of all of the person."""

    id: str
    person_id: str
    session_id: str | None
    reason_code: str
    revoked_at: datetime

    @property
    def forget_at(self) -> datetime:
        """When every token it is about is long over."""
        return self.revoked_at + KEPT

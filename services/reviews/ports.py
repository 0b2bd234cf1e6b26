"""What reviews' handlers need from outside."""

from typing import Protocol

from services.reviews.domain.employer import Employer
from services.reviews.domain.session import PlannedSession


class Sessions(Protocol):
    """Scheduling's sessions, as last heard."""

    def follow(self, session: PlannedSession, *, version: int) -> None:
        """Keep the session unless a newer version of it is known."""
        ...


class Employers(Protocol):
    """Identity's employers, as last heard."""

    def follow(self, employer: Employer, *, version: int) -> None:
        """Keep the employer unless a newer version of it is known."""
        ...


class Tx(Protocol):
    """The transaction of one event."""

    sessions: Sessions
    employers: Employers

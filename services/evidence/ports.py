"""What evidence's handlers need from outside."""

from typing import Protocol

from services.evidence.domain.library import LibrarySession


class Sessions(Protocol):
    """Scheduling's sessions, as far as a library shows them."""

    def follow(self, session: LibrarySession, *, version: int) -> None:
        """Keep the session unless a newer version of it is known."""
        ...


class Tx(Protocol):
    """The transaction of one event."""

    sessions: Sessions

"""Keeps the ports' promises on MongoDB: projections, written only when newer."""

from chassis.tx import Tx
from services.evidence.documents import (
    SESSIONS,
    session_state,
)
from services.evidence.domain.library import LibrarySession


class Sessions:
    """`ports.Sessions` in the collection `sessions`: one document a session, whoever is in it."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def follow(self, session: LibrarySession, *, version: int) -> None:
        """Keep the session unless a newer version of it is known."""
        self._tx.project(SESSIONS, session.id, session_state(session), version=version)


class EvidenceTx(Tx):
    """The transaction of one event in evidence."""

    def open(self) -> None:
        """Set up the ports."""
        self.sessions = Sessions(self)

"""Keeps the ports' promises on MongoDB: projections, written only when newer."""

from chassis.tx import Tx
from services.reviews.documents import EMPLOYERS, SESSIONS, employer_state, session_state
from services.reviews.domain.employer import Employer
from services.reviews.domain.session import PlannedSession


class Sessions:
    """`ports.Sessions` in the collection `sessions`: one document a session, whoever is in it."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def follow(self, session: PlannedSession, *, version: int) -> None:
        """Keep the session unless a newer version of it is known."""
        self._tx.project(SESSIONS, session.id, session_state(session), version=version)


class Employers:
    """`ports.Employers` in the collection `employers`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def follow(self, employer: Employer, *, version: int) -> None:
        """Keep the employer unless a newer version of it is known."""
        self._tx.project(EMPLOYERS, employer.id, employer_state(employer), version=version)


class ReviewsTx(Tx):
    """The transaction of one event in reviews."""

    def open(self) -> None:
        """Set up the ports."""
        self.sessions = Sessions(self)
        self.employers = Employers(self)

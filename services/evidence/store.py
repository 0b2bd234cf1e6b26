"""Keeps the ports' promises on MongoDB: projections, written only when newer."""

from chassis.tx import Tx
from services.evidence.documents import (
    ENROLMENTS,
    PEOPLE,
    SESSIONS,
    enrolment_state,
    person_state,
    session_state,
)
from services.evidence.domain.caseload import Enrolment, Person
from services.evidence.domain.library import LibrarySession


class Sessions:
    """`ports.Sessions` in the collection `sessions`: one document a session, whoever is in it."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def follow(self, session: LibrarySession, *, version: int) -> None:
        """Keep the session unless a newer version of it is known."""
        self._tx.project(SESSIONS, session.id, session_state(session), version=version)


class People:
    """`ports.People` in the collection `people`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def follow(self, person: Person, *, version: int) -> None:
        """Keep the person unless a newer version is known."""
        self._tx.project(PEOPLE, person.id, person_state(person), version=version)


class Enrolments:
    """`ports.Enrolments` in the collection `enrolments`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def follow(self, enrolment: Enrolment, *, version: int) -> None:
        """Keep the enrolment unless a newer version is known."""
        self._tx.project(ENROLMENTS, enrolment.id, enrolment_state(enrolment), version=version)


class EvidenceTx(Tx):
    """The transaction of one event in evidence."""

    def open(self) -> None:
        """Set up the ports."""
        self.sessions = Sessions(self)
        self.people = People(self)
        self.enrolments = Enrolments(self)

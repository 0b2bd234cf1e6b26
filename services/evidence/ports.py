"""What evidence's handlers need from outside."""

from typing import Protocol

from services.evidence.domain.caseload import Enrolment, Person
from services.evidence.domain.library import LibrarySession


class Sessions(Protocol):
    """Scheduling's sessions, as far as a library shows them."""

    def follow(self, session: LibrarySession, *, version: int) -> None:
        """Keep the session unless a newer version of it is known."""
        ...


class People(Protocol):
    """Identity's people, as last heard."""

    def follow(self, person: Person, *, version: int) -> None:
        """Keep the person unless a newer version is known."""
        ...


class Enrolments(Protocol):
    """Identity's enrolments, as last heard: the caseload."""

    def follow(self, enrolment: Enrolment, *, version: int) -> None:
        """Keep the enrolment unless a newer version is known."""
        ...


class Tx(Protocol):
    """The transaction of one event."""

    sessions: Sessions
    people: People
    enrolments: Enrolments

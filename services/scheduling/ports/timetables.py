"""What handlers need of working hours and absences."""

from collections.abc import Collection
from typing import Protocol

from services.scheduling.domain.absence import Absence
from services.scheduling.domain.timetable import InForce, Timetable


class Timetables(Protocol):
    """What people, centres and the provider say about their time."""

    async def get(self, id: str) -> Timetable:
        """What is said for this person, centre or provider; nothing so far is a timetable of version 0."""
        ...

    async def in_force(self, person_id: str, centre_ids: Collection[str]) -> InForce:
        """What counts for a person who meets learners of these centres."""
        ...

    def save(self, timetable: Timetable) -> None:
        """Write it with this Tx."""
        ...


class Absences(Protocol):
    """Stored absences."""

    async def get(self, absence_id: str) -> Absence | None:
        """The provider's absence, or None."""
        ...

    def save(self, absence: Absence) -> None:
        """Write it with this Tx."""
        ...

"""Working hours and absences on documents."""

import asyncio
from collections.abc import Collection

from chassis.tx import Tx
from services.scheduling import documents
from services.scheduling.domain.absence import Absence
from services.scheduling.domain.timetable import InForce, Timetable


class StoredTimetables:
    """`ports.Timetables`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, id: str) -> Timetable:
        """What is said for this person, centre or provider."""
        document = await self._tx.get(documents.TIMETABLES, id, self._tx.provider_id)
        return documents.timetable_from(document) if document else Timetable(id)

    async def in_force(self, person_id: str, centre_ids: Collection[str]) -> InForce:
        """What counts for a person who meets learners of these centres."""
        provider_id = self._tx.provider_id
        ids = {provider_id, person_id, *centre_ids}
        stored, centres = await asyncio.gather(
            self._tx.get_many(documents.TIMETABLES, ids, provider_id),
            self._tx.get_many(documents.CENTRES, centre_ids, provider_id),
        )
        return documents.in_force_from(stored, centres, provider_id=provider_id, person_id=person_id)

    def save(self, timetable: Timetable) -> None:
        """Write it with this Tx."""
        state = documents.timetable_state(timetable)
        self._tx.keep(documents.TIMETABLES, timetable.id, state, version=timetable.version)


class StoredAbsences:
    """`ports.Absences`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, absence_id: str) -> Absence | None:
        """The provider's absence, or None."""
        document = await self._tx.get(documents.ABSENCES, absence_id, self._tx.provider_id)
        return documents.absence_from(document) if document else None

    def save(self, absence: Absence) -> None:
        """Write it with this Tx."""
        state = documents.absence_state(absence)
        self._tx.keep(documents.ABSENCES, absence.id, state, version=absence.version)

"""Announcements on documents."""

from datetime import datetime

from chassis.tx import Tx
from services.notifications import documents
from services.notifications.documents import ANNOUNCEMENTS, READINGS
from services.notifications.domain.announcement import Announcement


class StoredAnnouncements:
    """`ports.Announcements`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, id: str) -> Announcement | None:
        """The provider's announcement, or None."""
        document = await self._tx.get(ANNOUNCEMENTS, id, self._tx.provider_id)
        return documents.announcement_from(document) if document else None

    def save(self, announcement: Announcement) -> None:
        """Write it with this Tx, which tells of it."""
        state = documents.announcement_state(announcement)
        self._tx.save(ANNOUNCEMENTS, announcement.id, state, version=announcement.version)

    async def read_at(self, id: str, person_id: str) -> datetime | None:
        """When the person has read it."""
        reading = documents.reading_id(id, person_id)
        document = await self._tx.get(READINGS, reading, self._tx.provider_id)
        return document["read_at"] if document else None

    def note_reading(self, id: str, person_id: str) -> None:
        """Of two readings at once the second finds the first."""
        state = {"announcement_id": id, "person_id": person_id, "read_at": self._tx.now}
        self._tx.keep(READINGS, documents.reading_id(id, person_id), state, version=0)

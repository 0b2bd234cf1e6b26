"""Smart Rooms on documents."""

from collections.abc import Sequence

from chassis.tx import Tx
from services.scheduling import documents
from services.scheduling.domain.rooms import SmartRoom


class StoredSmartRooms:
    """`ports.SmartRooms`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def all(self) -> Sequence[SmartRoom]:
        """Every room, active or not."""
        found = await self._tx.find(documents.SMART_ROOMS, self._tx.provider_id)
        return [documents.room_from(document) for document in found]

    async def get(self, room_id: str) -> SmartRoom | None:
        """The provider's room, or None."""
        document = await self._tx.get(documents.SMART_ROOMS, room_id, self._tx.provider_id)
        return documents.room_from(document) if document else None

    def add(self, room: SmartRoom) -> None:
        """Write a new room with this Tx."""
        self._tx.save(documents.SMART_ROOMS, room.id, documents.room_state(room), version=0)

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

    def save(self, room: SmartRoom) -> None:
        """Write it with this Tx."""
        self._tx.save(documents.SMART_ROOMS, room.id, documents.room_state(room), version=room.version)

    async def may_be_lost(self, room_id: str) -> None:
        """Leave a note for the job that looks after lost rooms."""
        note = await self._tx.get(documents.ROOMS_LOST, room_id, self._tx.provider_id)
        state = {"noted_at": self._tx.now}
        self._tx.keep(documents.ROOMS_LOST, room_id, state, version=note["v"] if note else 0)

"""What handlers need of the Smart Rooms."""

from collections.abc import Sequence
from typing import Protocol

from services.scheduling.domain.rooms import SmartRoom


class SmartRooms(Protocol):
    """The provider's Smart Rooms."""

    async def all(self) -> Sequence[SmartRoom]:
        """Every room, active or not."""
        ...

    async def get(self, room_id: str) -> SmartRoom | None:
        """The provider's room, or None."""
        ...

    def save(self, room: SmartRoom) -> None:
        """Write it with this Tx; its event must be published too."""
        ...

    async def may_be_lost(self, room_id: str) -> None:
        """Have the sessions of the room looked at: some may need another one."""
        ...

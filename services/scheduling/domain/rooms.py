"""Smart Rooms: which may be tried for a session, in which order, and when their door is open."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.scheduling.domain.errors import NoSmartRoomLargeEnough
from services.scheduling.domain.slot import Busy, Resource, Slot

OPENS_BEFORE = timedelta(minutes=10)
CLOSES_AFTER = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class RoomRef:
    """The Smart Room a session holds, with the name it had when it was taken."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SmartRoom:
    """An online room of a provider: in the pool of the centre `centre_id`, or in everybody's without one.

    `capacity` counts everybody inside: assessor and learners (SB-44).
    """

    id: str
    name: str
    centre_id: str | None
    capacity: int
    join_url: str
    active: bool = True

    @property
    def ref(self) -> RoomRef:
        """What a session keeps of the room."""
        return RoomRef(self.id, self.name)

    @property
    def resource(self) -> Resource:
        """The room's calendar."""
        return Resource.room(self.id)


def order_of_rooms(
    session_id: str,
    rooms: Iterable[SmartRoom],
    *,
    centre_ids: Collection[str],
    seats: int,
    keep: RoomRef | None = None,
) -> list[SmartRoom]:
    """The active rooms with enough seats that a session may use, in the order they are tried.

    First the room to `keep` (a moved session stays where it was if it can), then the pools of the booker's
    centres, then the provider's; within a pool by a hash of session and room, so that bookings spread over
    the rooms and every run tries the same order (reliability.md b.9, decisions.md). Raises
    `NoSmartRoomLargeEnough` instead of answering nothing.
    """
    kept = keep.id if keep else None
    usable = [
        room
        for room in rooms
        if room.active and (room.centre_id is None or room.centre_id in centre_ids or room.id == kept)
    ]
    suitable = [room for room in usable if room.capacity >= seats]
    if not suitable:
        raise NoSmartRoomLargeEnough(seats, max((room.capacity for room in usable), default=0))
    return sorted(
        suitable, key=lambda room: (room.id != kept, room.centre_id is None, _spread(session_id, room.id))
    )


def free_rooms(
    rooms: Iterable[SmartRoom], slot: Slot, busy: Iterable[Busy], *, ignoring: Collection[str] = ()
) -> list[SmartRoom]:
    """Those of `rooms` that no session outside `ignoring` holds during `slot`, in the order given (SB-33)."""
    others = (entry for entry in busy if entry.session_id not in ignoring)
    taken = {entry.resource for entry in others if entry.slot.overlaps(slot)}
    return [room for room in rooms if room.resource not in taken]


def join_opens_at(starts_at: datetime) -> datetime:
    """When people may enter the room (SB-48)."""
    return starts_at - OPENS_BEFORE


def join_closes_at(ends_at: datetime) -> datetime:
    """When the room's link is no longer given out."""
    return ends_at + CLOSES_AFTER


def _spread(session_id: str, room_id: str) -> bytes:
    return hashlib.sha256(f"{session_id}\0{room_id}".encode()).digest()

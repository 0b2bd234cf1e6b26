"""Smart Rooms as they are stored, and what a session keeps of one."""

from collections.abc import Mapping
from typing import Any

from services.scheduling.domain.rooms import RoomRef, SmartRoom


def room_state(room: SmartRoom) -> dict[str, Any]:
    """A Smart Room as it is stored."""
    return {
        "name": room.name,
        "centre_id": room.centre_id,
        "capacity": room.capacity,
        "join_url": room.join_url,
        "active": room.active,
    }


def room_from(document: Mapping[str, Any]) -> SmartRoom:
    """A stored Smart Room."""
    return SmartRoom(
        id=document["_id"],
        name=document["name"],
        centre_id=document["centre_id"],
        capacity=document["capacity"],
        join_url=document["join_url"],
        active=document["active"],
    )


def room_ref_state(room: RoomRef | None) -> dict[str, Any] | None:
    """What a session stores of its room."""
    return {"id": room.id, "name": room.name} if room else None


def room_ref_from(state: Mapping[str, Any] | None) -> RoomRef | None:
    """A session's room, read back."""
    return RoomRef(state["id"], state["name"]) if state else None

"""Smart Rooms as they are stored, and what a session keeps of one."""

from collections.abc import Mapping
from typing import Any

from services.scheduling.domain.rooms import Maintenance, RoomRef, SmartRoom
from services.scheduling.domain.slot import Slot


def room_state(room: SmartRoom) -> dict[str, Any]:
    """A Smart Room as it is stored."""
    return {
        "name": room.name,
        "centre_id": room.centre_id,
        "capacity": room.capacity,
        "join_url": room.join_url,
        "active": room.active,
        "week": None if room.week is None else [[list(stretch) for stretch in day] for day in room.week],
        "time_zone": room.time_zone,
        "maintenance": [
            {
                "id": one.id,
                "starts_at": one.slot.starts_at,
                "ends_at": one.slot.ends_at,
                "reason": one.reason,
            }
            for one in room.maintenance
        ],
    }


def room_from(document: Mapping[str, Any]) -> SmartRoom:
    """A stored Smart Room."""
    week = document.get("week")
    return SmartRoom(
        id=document["_id"],
        name=document["name"],
        centre_id=document["centre_id"],
        capacity=document["capacity"],
        join_url=document["join_url"],
        active=document["active"],
        week=None if week is None else tuple(tuple((opens, closes) for opens, closes in day) for day in week),
        time_zone=document.get("time_zone", "Europe/London"),
        maintenance=tuple(
            Maintenance(one["id"], Slot(one["starts_at"], one["ends_at"]), one["reason"])
            for one in document.get("maintenance", ())
        ),
        version=document["v"],
    )


def room_ref_state(room: RoomRef | None) -> dict[str, Any] | None:
    """What a session stores of its room."""
    return {"id": room.id, "name": room.name} if room else None


def room_ref_from(state: Mapping[str, Any] | None) -> RoomRef | None:
    """A session's room, read back."""
    return RoomRef(state["id"], state["name"]) if state else None

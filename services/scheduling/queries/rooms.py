"""The Smart Room pool."""

from collections.abc import Collection
from datetime import datetime

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from chassis.mongo import Database, scoped
from services.caseload import reaches
from services.scheduling import access, documents
from services.scheduling.domain.rooms import SmartRoom, free_rooms
from services.scheduling.domain.slot import Hold, Slot
from services.scheduling.queries.reading import busy_times
from services.scheduling.schemas.rooms import RoomUseOut, SmartRoomOut


async def smart_rooms(
    db: Database, actor: Actor, free_during: Slot | None, seats: int, centre_id: str | None = None
) -> list[SmartRoomOut]:
    """The pool the actor may use with at least `seats` seats, by name; with a slot those that are free then (SB-45)."""
    if not access.may_see_rooms(actor):
        raise Forbidden("Your role does not see the Smart Rooms.")
    rows = await db[documents.SMART_ROOMS].find(scoped(actor.provider_id)).sort("name", 1).to_list(1000)
    rooms = [documents.room_from(row) for row in rows]
    rooms = [room for room in rooms if room.capacity >= seats and _in_reach(actor, room, centre_id)]
    if free_during:
        resources = [room.resource for room in rooms]
        busy = await busy_times(db, actor.provider_id, resources, free_during.days)
        rooms = free_rooms([room for room in rooms if room.active], free_during, busy)
    return [SmartRoomOut.of(room, room.version) for room in rooms]


async def smart_room(db: Database, actor: Actor, room_id: str) -> tuple[SmartRoomOut, int]:
    """One room and its version. Raises `Forbidden` and `NotFound`."""
    if not access.may_see_rooms(actor):
        raise Forbidden("Your role does not see the Smart Rooms.")
    row = await db[documents.SMART_ROOMS].find_one(scoped(actor.provider_id, _id=room_id))
    room = documents.room_from(row) if row else None
    if room is None or not _in_reach(actor, room):
        raise NotFound("There is no such Smart Room.")
    return SmartRoomOut.of(room, room.version), room.version


async def use_of_rooms(
    db: Database, actor: Actor, span: Slot, centre_id: str | None = None
) -> list[RoomUseOut]:
    """What holds the rooms the actor may use: three reads for any number of rooms. Raises `Forbidden`."""
    if not access.may_see_rooms(actor):
        raise Forbidden("Your role does not see the Smart Rooms.")
    rows = await db[documents.SMART_ROOMS].find(scoped(actor.provider_id)).to_list(1000)
    rooms = {room.id: room for room in map(documents.room_from, rows) if _in_reach(actor, room, centre_id)}
    busy = await busy_times(db, actor.provider_id, [room.resource for room in rooms.values()], span.days)
    held = {
        (one.resource.id, one.session_id): one
        for one in busy
        if one.slot.overlaps(span) and one.resource.id in rooms
    }
    visible = await _visible_among(db, actor, {one.session_id for one in held.values()})
    uses = [
        RoomUseOut(
            room_id=one.resource.id,
            name=rooms[one.resource.id].name,
            session_id=one.session_id if one.session_id in visible else None,
            maintenance=one.hold is Hold.AWAY,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
        )
        for one in held.values()
    ]
    return sorted(uses, key=lambda use: (use.starts_at, use.name))


async def sessions_in_room(db: Database, provider_id: str, room_id: str, now: datetime) -> list[str]:
    """The planned sessions ahead that hold the room, the nearest first."""
    ahead = {"room.id": room_id, "state": "planned", "starts_at": {"$gt": now}}
    found = db[documents.SESSIONS].find(scoped(provider_id, ahead), {"_id": 1}).sort("starts_at", 1)
    return [row["_id"] async for row in found]


async def _visible_among(db: Database, actor: Actor, session_ids: Collection[str]) -> set[str]:
    visible = access.visible_sessions(actor)
    if visible is None:
        return set()
    query = scoped(actor.provider_id, visible, _id={"$in": sorted(session_ids)})
    return {row["_id"] async for row in db[documents.SESSIONS].find(query, {"_id": 1})}


def _in_reach(actor: Actor, room: SmartRoom, centre_id: str | None = None) -> bool:
    """Whether the room is the actor's to use, at that centre if one is named: one for all centres is at each."""
    return room.centre_id is None or (
        reaches(actor, [room.centre_id]) and centre_id in (None, room.centre_id)
    )

"""Routes of the Smart Rooms."""

from typing import Annotated

from fastapi import Path, Query, Response
from pydantic import AwareDatetime

from chassis.http import Ask, Command, Router, needs
from chassis.schemas import Id
from contracts.words import Permission
from services.scheduling import handlers
from services.scheduling.api.paths import First, Last, OneCentre, Zone
from services.scheduling.api.times import stretch, whole_minute
from services.scheduling.domain.availability import span_of
from services.scheduling.queries import rooms
from services.scheduling.schemas import rooms as schemas
from services.scheduling.schemas.hours import to_week

router = Router(tags=["scheduling"])


RoomId = Annotated[Id, Path(description="The Smart Room's id.")]


@router.post("/smart-rooms", status_code=201, response_model=schemas.SmartRoomOut)
@needs(Permission.KEEP_SMART_ROOMS)
async def add_smart_room(body: schemas.AddSmartRoomIn, command: Command) -> Response:
    """Add a Smart Room to a centre's pool or the provider's."""
    cmd = handlers.AddSmartRoom(
        name=body.name,
        centre_id=body.centre_id,
        capacity=body.capacity,
        join_url=str(body.join_url),
        week=to_week(body.week),
        time_zone=body.time_zone,
    )
    return await command.run(handlers.add_smart_room, cmd, answer=schemas.SmartRoomOut.saved, status=201)


@router.get("/smart-rooms", response_model=schemas.SmartRoomsOut)
@needs(Permission.BOOK_SESSIONS)
async def smart_rooms(
    ask: Ask,
    free_from: Annotated[
        AwareDatetime | None, Query(description="With free_to: only rooms free then.")
    ] = None,
    free_to: Annotated[AwareDatetime | None, Query()] = None,
    seats: Annotated[int, Query(ge=1, le=1000, description="People, the assessor included.")] = 1,
    centre_id: OneCentre = None,
) -> schemas.SmartRoomsOut:
    """The Smart Rooms you may use, all of them or those free in a stretch of time; a centre's with those for all."""
    free_during = stretch(free_from, free_to)
    return schemas.SmartRoomsOut(
        items=await rooms.smart_rooms(ask.db, ask.actor, free_during, seats, centre_id)
    )


@router.get("/smart-rooms/{room_id}", response_model=schemas.SmartRoomOut)
@needs(Permission.BOOK_SESSIONS)
async def smart_room(ask: Ask, room_id: RoomId) -> Response:
    """One room; its version is the ETag."""
    found, version = await rooms.smart_room(ask.db, ask.actor, room_id)
    return ask.answer(found, version=version)


@router.put("/smart-rooms/{room_id}", response_model=schemas.SmartRoomOut)
@needs(Permission.KEEP_SMART_ROOMS)
async def change_smart_room(body: schemas.SmartRoomIn, command: Command, room_id: RoomId) -> Response:
    """Change a room; sessions that no longer fit into it move to other rooms."""
    cmd = handlers.ChangeSmartRoom(
        room_id=room_id,
        version=command.require_version(),
        name=body.name,
        capacity=body.capacity,
        join_url=None if body.join_url is None else str(body.join_url),
        week=to_week(body.week),
        time_zone=body.time_zone,
    )
    return await command.run(handlers.change_smart_room, cmd, answer=schemas.SmartRoomOut.saved)


@router.post("/smart-rooms/{room_id}/retirement", response_model=schemas.SmartRoomOut)
@needs(Permission.KEEP_SMART_ROOMS)
async def retire_smart_room(command: Command, room_id: RoomId) -> Response:
    """Take a room out of the pool for good; its sessions move to other rooms."""
    cmd = handlers.RetireSmartRoom(room_id=room_id, version=command.require_version())
    return await command.run(handlers.retire_smart_room, cmd, answer=schemas.SmartRoomOut.saved)


@router.post("/smart-rooms/{room_id}/maintenance", response_model=schemas.BlockedRoomOut)
@needs(Permission.KEEP_SMART_ROOMS)
async def block_smart_room(body: schemas.MaintenanceIn, command: Command, room_id: RoomId) -> Response:
    """Block a room for a while; the sessions in it move to other rooms."""
    cmd = handlers.BlockSmartRoom(
        room_id=room_id,
        version=command.require_version(),
        starts_at=whole_minute(body.starts_at),
        ends_at=whole_minute(body.ends_at),
        reason=body.reason,
    )
    return await command.run(handlers.block_smart_room, cmd, answer=_blocked)


@router.delete("/smart-rooms/{room_id}/maintenance/{maintenance_id}", response_model=schemas.SmartRoomOut)
@needs(Permission.KEEP_SMART_ROOMS)
async def unblock_smart_room(
    command: Command,
    room_id: RoomId,
    maintenance_id: Annotated[Id, Path(description="The maintenance's id.")],
) -> Response:
    """Give a blocked time back."""
    cmd = handlers.UnblockSmartRoom(
        room_id=room_id, version=command.require_version(), maintenance_id=maintenance_id
    )
    return await command.run(handlers.unblock_smart_room, cmd, answer=schemas.SmartRoomOut.saved)


@router.get("/smart-room-use", response_model=schemas.RoomUsesOut)
@needs(Permission.BOOK_SESSIONS)
async def smart_room_use(
    ask: Ask, first: First, last: Last, time_zone: Zone = "Europe/London", centre_id: OneCentre = None
) -> schemas.RoomUsesOut:
    """What holds the rooms you may use, day by day."""
    span = span_of(first, last, time_zone)
    return schemas.RoomUsesOut(items=await rooms.use_of_rooms(ask.db, ask.actor, span, centre_id))


def _blocked(blocked: handlers.BlockedRoom) -> schemas.BlockedRoomOut:
    return schemas.BlockedRoomOut.blocked(blocked.room, blocked.sessions)

"""Routes of the Smart Rooms."""

from typing import Annotated

from fastapi import Query, Response
from pydantic import AwareDatetime

from chassis.http import Ask, Command, Router
from services.scheduling import handlers
from services.scheduling.api.times import stretch
from services.scheduling.queries import rooms
from services.scheduling.schemas import rooms as schemas

router = Router(tags=["scheduling"])


@router.post("/smart-rooms", status_code=201, response_model=schemas.SmartRoomOut)
async def add_smart_room(body: schemas.AddSmartRoomIn, command: Command) -> Response:
    """Add a Smart Room to a centre's pool or the provider's."""
    cmd = handlers.AddSmartRoom(
        name=body.name, centre_id=body.centre_id, capacity=body.capacity, join_url=str(body.join_url)
    )
    return await command.run(handlers.add_smart_room, cmd, answer=schemas.SmartRoomOut.of, status=201)


@router.get("/smart-rooms", response_model=schemas.SmartRoomsOut)
async def smart_rooms(
    ask: Ask,
    free_from: Annotated[
        AwareDatetime | None, Query(description="With free_to: only rooms free then.")
    ] = None,
    free_to: Annotated[AwareDatetime | None, Query()] = None,
    seats: Annotated[int, Query(ge=1, le=1000, description="People, the assessor included.")] = 1,
) -> schemas.SmartRoomsOut:
    """The Smart Rooms you may use, all of them or those free in a stretch of time."""
    return schemas.SmartRoomsOut(
        items=await rooms.smart_rooms(ask.db, ask.actor, stretch(free_from, free_to), seats)
    )

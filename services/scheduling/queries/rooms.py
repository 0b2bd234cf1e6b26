"""The Smart Room pool."""

from chassis.actor import Actor
from chassis.errors import Forbidden
from chassis.mongo import Database, scoped
from services.caseload import reaches
from services.scheduling import access, documents
from services.scheduling.domain.rooms import SmartRoom, free_rooms
from services.scheduling.domain.slot import Slot
from services.scheduling.queries.reading import busy_times
from services.scheduling.schemas.rooms import SmartRoomOut


async def smart_rooms(db: Database, actor: Actor, free_during: Slot | None, seats: int) -> list[SmartRoomOut]:
    """The pool the actor may use with at least `seats` seats, by name; with a slot those that are free then (SB-45)."""
    if not access.may_see_rooms(actor):
        raise Forbidden("Your role does not see the Smart Rooms.")
    rows = await db[documents.SMART_ROOMS].find(scoped(actor.provider_id)).sort("name", 1).to_list(1000)
    rooms = [documents.room_from(row) for row in rows]
    rooms = [room for room in rooms if room.capacity >= seats and _in_reach(actor, room)]
    if free_during:
        resources = [room.resource for room in rooms]
        busy = await busy_times(db, actor.provider_id, resources, free_during.days)
        rooms = free_rooms([room for room in rooms if room.active], free_during, busy)
    return [SmartRoomOut.of(room) for room in rooms]


def _in_reach(actor: Actor, room: SmartRoom) -> bool:
    return room.centre_id is None or reaches(actor, [room.centre_id])

"""The Smart Room pool."""

from dataclasses import dataclass

from chassis.errors import Forbidden, NotFound
from chassis.tx import command, not_known_yet
from services.caseload import reaches
from services.scheduling import access
from services.scheduling.domain.rooms import SmartRoom
from services.scheduling.handlers.announcing import smart_room_changed
from services.scheduling.ports import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSmartRoom:
    """Add a room for one centre or, with `centre_id` None, for the whole provider."""

    name: str
    centre_id: str | None
    capacity: int
    join_url: str


@command(creates="smart_rooms")
async def add_smart_room(tx: Tx, cmd: AddSmartRoom) -> SmartRoom:
    """Add a Smart Room to the pool. Raises `Forbidden`, and `NotFound` or `NotKnownYet` for the centre."""
    if not access.may_keep_rooms(tx.actor):
        raise Forbidden("Only administrators of the provider or centre add Smart Rooms.")
    if cmd.centre_id is None and tx.actor.centre_ids:
        raise Forbidden("A room for the whole provider is added by its Master Admin.", field="centre_id")
    if cmd.centre_id is not None:
        await _check_centre(tx, cmd.centre_id)
    room = SmartRoom(tx.new_id(), cmd.name, cmd.centre_id, cmd.capacity, cmd.join_url)
    tx.smart_rooms.add(room)
    tx.publish(smart_room_changed(room), change="created")
    return room


async def _check_centre(tx: Tx, centre_id: str) -> None:
    if not reaches(tx.actor, [centre_id]):
        raise NotFound("There is no such centre.", field="centre_id")
    if not await tx.directory.centre_exists(centre_id):
        raise not_known_yet(centre_id, tx.now) or NotFound("There is no such centre.", field="centre_id")

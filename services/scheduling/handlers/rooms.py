"""The Smart Room pool: rooms come, change, are blocked and go, and the sessions in them move on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chassis.errors import Forbidden, NotFound
from chassis.tx import command, expect_version, not_known_yet
from services.caseload import reaches
from services.scheduling import access
from services.scheduling.domain.errors import BadMaintenance, NoSmartRoomLargeEnough
from services.scheduling.domain.free_times import Wish, days_to_read, nearest_free
from services.scheduling.domain.hours import Week
from services.scheduling.domain.rooms import (
    LONGEST_MAINTENANCE_DAYS,
    Maintenance,
    SmartRoom,
    free_rooms,
    order_of_rooms,
)
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import Busy, Claim, Hold, ResourceKind, Slot
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import State
from services.scheduling.handlers.announcing import smart_room_changed
from services.scheduling.handlers.finding import saved
from services.scheduling.ports import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSmartRoom:
    """Add a room for one centre or, with `centre_id` None, for the whole provider."""

    name: str
    centre_id: str | None
    capacity: int
    join_url: str
    week: Week | None = None
    time_zone: str = "Europe/London"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSmartRoom:
    """Say everything about it anew; `join_url` None: its door stays."""

    room_id: str
    version: int
    name: str
    capacity: int
    join_url: str | None
    week: Week | None
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RetireSmartRoom:
    """Nobody books it any more."""

    room_id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSmartRoom:
    """It cannot be used from `starts_at` until `ends_at` (UTC)."""

    room_id: str
    version: int
    starts_at: datetime
    ends_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnblockSmartRoom:
    """It can be used after all."""

    room_id: str
    version: int
    maintenance_id: str


@dataclass(frozen=True, slots=True)
class BlockedRoom:
    """A room, and the sessions that lie in its new maintenance: they are being moved to other rooms."""

    room: SmartRoom
    sessions: Sequence[Session]


@dataclass(frozen=True, slots=True)
class Rehouse:
    """Look whether a session can stay in its room."""

    session_id: str


@command(creates="smart_rooms")
async def add_smart_room(tx: Tx, cmd: AddSmartRoom) -> SmartRoom:
    """Add a Smart Room to the pool. Raises `Forbidden`, `BadHours`, and `NotFound` or `NotKnownYet` for the centre."""
    _check_keeps(tx, cmd.centre_id)
    if cmd.centre_id is not None:
        await _check_centre(tx, cmd.centre_id)
    room = SmartRoom(tx.new_id(), cmd.name, cmd.centre_id, cmd.capacity, cmd.join_url).changed(
        name=cmd.name,
        capacity=cmd.capacity,
        join_url=cmd.join_url,
        week=cmd.week,
        time_zone=cmd.time_zone,
    )
    return _saved(tx, room, "created")


@command(spans=True)
async def change_smart_room(tx: Tx, cmd: ChangeSmartRoom) -> SmartRoom:
    """Change a room; sessions that no longer fit into it move on. Raises what `_room` and `SmartRoom.changed` raise."""
    room = await _room(tx, cmd.room_id, cmd.version)
    room = room.changed(
        name=cmd.name,
        capacity=cmd.capacity,
        join_url=cmd.join_url or room.join_url,
        week=cmd.week,
        time_zone=cmd.time_zone,
    )
    await tx.smart_rooms.may_be_lost(room.id)
    return _saved(tx, room, "changed")


@command(spans=True)
async def retire_smart_room(tx: Tx, cmd: RetireSmartRoom) -> SmartRoom:
    """Take a room out of the pool; its sessions move on. Raises what `_room` raises, and `SmartRoomIsRetired`."""
    room = (await _room(tx, cmd.room_id, cmd.version)).retired()
    await tx.smart_rooms.may_be_lost(room.id)
    return _saved(tx, room, "changed")


@command(spans=True)
async def block_smart_room(tx: Tx, cmd: BlockSmartRoom) -> BlockedRoom:
    """Claim the room for maintenance, over the sessions that are in it: they are listed and move on.

    Raises what `_room` and `SmartRoom.blocked` raise.
    """
    room = await _room(tx, cmd.room_id, cmd.version)
    if cmd.ends_at <= cmd.starts_at:
        raise BadMaintenance(LONGEST_MAINTENANCE_DAYS)
    maintenance = Maintenance(tx.new_id(), Slot(cmd.starts_at, cmd.ends_at), cmd.reason)
    room = room.blocked(maintenance, tx.now)
    busy = await tx.calendars.busy([room.resource], maintenance.slot.days)
    there = {
        one.session_id for one in busy if one.hold is Hold.SESSION and one.slot.overlaps(maintenance.slot)
    }
    tx.calendars.block(maintenance.id, [Claim(room.resource, maintenance.slot)], beside=there)
    await tx.smart_rooms.may_be_lost(room.id)
    sessions = sorted(await tx.sessions.get_many(there), key=lambda one: one.starts_at)
    return BlockedRoom(_saved(tx, room, "changed"), sessions)


@command(spans=True)
async def unblock_smart_room(tx: Tx, cmd: UnblockSmartRoom) -> SmartRoom:
    """Give the time back; sessions that waited for a room stay. Raises what `_room` raises, and `NoSuchMaintenance`."""
    room, maintenance = (await _room(tx, cmd.room_id, cmd.version)).unblocked(cmd.maintenance_id)
    tx.calendars.release(maintenance.id, [Claim(room.resource, maintenance.slot)])
    await tx.smart_rooms.may_be_lost(room.id)
    return _saved(tx, room, "changed")


@command(spans=True)
async def rehouse(tx: Tx, cmd: Rehouse) -> Session | None:
    """Give a session whose room was lost the next free one, or propose the nearest times that have one.

    Repeating it changes nothing: what counts is whether the room suits the session now. None: nothing to do.
    """
    session = await tx.sessions.get(cmd.session_id)
    if session is None or session.room is None or session.state is not State.PLANNED:
        return None
    if session.starts_at <= tx.now:
        return None
    room = await tx.smart_rooms.get(session.room.id)
    if room and room.suits(session.slot, session.seats):
        if session.room_lost_at is None:
            return None
        session.keep_room()
        return saved(tx, session, "room_kept")
    held, lost_before, proposed = _room_claims(session), session.room_lost_at, session.proposals
    free, proposals = await _elsewhere(tx, session)
    if free:
        session.change_room(free)
        tx.calendars.release(session.id, held)
        tx.calendars.claim(session.id, _room_claims(session))
        return saved(tx, session, "moved")
    session.lose_room(proposals, tx.now)
    if lost_before and session.proposals == proposed:
        return None
    return saved(tx, session, "room_lost")


def _room_claims(session: Session) -> list[Claim]:
    """People keep their time: only the room is given back and taken."""
    return [claim for claim in session.claims() if claim.resource.kind is ResourceKind.ROOM]


async def _elsewhere(tx: Tx, session: Session) -> tuple[SmartRoom | None, list[LocalStart]]:
    """Another room that is free at the session's time, or else the nearest times at which one is."""
    assert session.room
    others = [room for room in await tx.smart_rooms.all() if room.id != session.room.id]
    try:
        rooms = order_of_rooms(session.id, others, centre_ids=session.centre_ids, seats=session.seats)
    except NoSmartRoomLargeEnough:
        return None, []
    busy = await tx.calendars.busy([room.resource for room in rooms], session.slot.days)
    free = free_rooms(rooms, session.slot, busy, ignoring={session.id})
    if free:
        return free[0], []
    wish = Wish.of([session], rooms)
    days = days_to_read(wish.starts)
    taken: list[Busy] = await tx.calendars.busy(wish.resources, days)
    for room in rooms:
        taken += room.closed_between(days[0], days[-1])
    in_force = await tx.timetables.in_force(session.assessor_id, session.centre_ids)
    found = nearest_free(wish, taken, hours=in_force.hours, now=tx.now, ignoring={session.id})
    return None, [one.starts[0] for one in found]


async def _room(tx: Tx, room_id: str, version: int) -> SmartRoom:
    room = await tx.smart_rooms.get(room_id)
    if room is None or not (room.centre_id is None or reaches(tx.actor, [room.centre_id])):
        raise NotFound("There is no such Smart Room.")
    _check_keeps(tx, room.centre_id)
    expect_version(room.version, version)
    return room


def _check_keeps(tx: Tx, centre_id: str | None) -> None:
    if not access.may_keep_rooms(tx.actor):
        raise Forbidden("Only administrators of the provider or centre keep Smart Rooms.")
    if centre_id is None and tx.actor.centre_ids:
        raise Forbidden("A room for the whole provider is kept by its Master Admin.", field="centre_id")


def _saved(tx: Tx, room: SmartRoom, change: str) -> SmartRoom:
    tx.smart_rooms.save(room)
    tx.publish(smart_room_changed(room), change=change)
    return room


async def _check_centre(tx: Tx, centre_id: str) -> None:
    if not reaches(tx.actor, [centre_id]):
        raise NotFound("There is no such centre.", field="centre_id")
    if not await tx.directory.centre_exists(centre_id):
        raise not_known_yet(centre_id, tx.now) or NotFound("There is no such centre.", field="centre_id")

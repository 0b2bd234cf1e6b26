"""Finding the place in everybody's calendar: clashes, Smart Rooms, and the nearest times when the answer is no."""

from collections.abc import Mapping, Sequence

from services.scheduling.domain.clashes import Clash, find_clashes
from services.scheduling.domain.errors import DoubleBooked, NoSmartRoomFree
from services.scheduling.domain.free_times import Alternative, Wish, days_to_read, nearest_free
from services.scheduling.domain.hours import WorkingHours
from services.scheduling.domain.rooms import SmartRoom, free_rooms, order_of_rooms
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import Busy, Claim, ResourceKind, Slot
from services.scheduling.ports import Tx


async def place(
    tx: Tx, sessions: Sequence[Session], names: Mapping[str, str], *, skip_conflicts: bool = False
) -> list[Session]:
    """Give every Smart Session a room and make sure that everybody is free, all or nothing.

    Returns the sessions that fit: all of them, or with `skip_conflicts` those of a series that do. Raises
    `DoubleBooked`, `NoSmartRoomFree` (both with the nearest times free for everyone) and `NoSmartRoomLargeEnough`.
    """
    rooms = await _rooms_for(tx, sessions)
    busy = await _busy(tx, sessions, rooms)
    ignoring = {session.id for session in sessions}
    clashes = find_clashes([_people(session) for session in sessions], busy, ignoring=ignoring)
    roomless = _take_rooms(sessions, rooms, busy, ignoring)
    missed = {clash.occurrence for clash in clashes} | roomless.keys()
    if missed and not (skip_conflicts and len(missed) < len(sessions)):
        raise await _refusal(tx, sessions, rooms, names, clashes, roomless)
    return [session for number, session in enumerate(sessions, start=1) if number not in missed]


def _people(session: Session) -> list[Claim]:
    """Rooms are chosen from what is free, so only people can clash."""
    return [claim for claim in session.claims() if claim.resource.kind is ResourceKind.PERSON]


async def _rooms_for(tx: Tx, sessions: Sequence[Session]) -> list[SmartRoom]:
    session = sessions[0]
    if not session.needs_room:
        return []
    return order_of_rooms(
        session.id,
        await tx.smart_rooms.all(),
        centre_ids=tx.actor.centre_ids or session.centre_ids,
        seats=max(one.seats for one in sessions),
        keep=session.room,
    )


async def _busy(tx: Tx, sessions: Sequence[Session], rooms: Sequence[SmartRoom]) -> list[Busy]:
    resources = {claim.resource for session in sessions for claim in session.claims()}
    resources |= {room.resource for room in rooms}
    days = {day for session in sessions for day in session.slot.days}
    return await tx.calendars.busy(resources, days)


def _take_rooms(
    sessions: Sequence[Session], rooms: Sequence[SmartRoom], busy: Sequence[Busy], ignoring: set[str]
) -> dict[int, Slot]:
    """Each Smart Session keeps its room or takes the first free one; those that find none are returned by number."""
    roomless: dict[int, Slot] = {}
    for number, session in enumerate(sessions, start=1):
        if not session.needs_room:
            continue
        free = free_rooms(rooms, session.slot, busy, ignoring=ignoring)
        if free:
            kept = session.room.id if session.room else None
            session.take_room(next((room for room in free if room.id == kept), free[0]))
        else:
            roomless[number] = session.slot
    return roomless


async def _refusal(
    tx: Tx,
    sessions: Sequence[Session],
    rooms: Sequence[SmartRoom],
    names: Mapping[str, str],
    clashes: Sequence[Clash],
    roomless: Mapping[int, Slot],
) -> DoubleBooked | NoSmartRoomFree:
    first = sessions[0]
    alternatives = await _alternatives(tx, sessions, rooms)
    if clashes:
        return DoubleBooked(
            clashes,
            alternatives,
            assessor_id=first.assessor_id,
            time_zone=first.time_zone,
            names=names,
            in_series=len(sessions) > 1,
            learner_ids=[one.learner_id for one in first.sitting],
        )
    return NoSmartRoomFree(roomless, alternatives, time_zone=first.time_zone, in_series=len(sessions) > 1)


async def _alternatives(
    tx: Tx, sessions: Sequence[Session], rooms: Sequence[SmartRoom]
) -> tuple[Alternative, ...]:
    wish = Wish.of(sessions, rooms)
    busy = await tx.calendars.busy(wish.resources, days_to_read(wish.starts))
    ignoring = {session.id for session in sessions}
    return nearest_free(wish, busy, hours=WorkingHours(), now=tx.now, ignoring=ignoring)

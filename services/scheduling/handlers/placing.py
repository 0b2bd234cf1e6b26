"""Finding the place in everybody's calendar: clashes, Smart Rooms, and the nearest times when the answer is no."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chassis.errors import Forbidden
from services.scheduling import access
from services.scheduling.domain.clashes import Clash, find_clashes
from services.scheduling.domain.errors import DoubleBooked, NoSmartRoomFree, OutsideWorkingHours
from services.scheduling.domain.free_times import Alternative, Wish, days_to_read, nearest_free
from services.scheduling.domain.hours import WorkingHours
from services.scheduling.domain.rooms import SmartRoom, free_rooms, order_of_rooms
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import Busy, Claim, ResourceKind, Slot
from services.scheduling.ports import Tx


async def place(
    tx: Tx,
    sessions: Sequence[Session],
    names: Mapping[str, str],
    *,
    skip_conflicts: bool = False,
    override: bool = False,
) -> list[Session]:
    """Give every Smart Session a room and make sure that everybody is free and the assessor works, all or nothing.

    Returns the sessions that fit: all of them, or with `skip_conflicts` those of a series that do. `override`: outside
    working hours too. Raises `DoubleBooked`, `NoSmartRoomFree`, `OutsideWorkingHours` (all with the nearest times free
    for everyone), `NoSmartRoomLargeEnough`, and `Forbidden` for somebody who may not override.
    """
    if override and not access.may_override_hours(tx.actor, sessions[0]):
        raise Forbidden(
            "Only the assessor and the Master Admin book outside working hours.", field="override"
        )
    need = await _need(tx, sessions)
    clashes = find_clashes([_people(session) for session in sessions], need.busy, ignoring=need.ignoring)
    roomless = _take_rooms(sessions, need)
    unworked = {} if override else _unworked(tx, sessions, need)
    missed = {clash.occurrence for clash in clashes} | roomless.keys() | unworked.keys()
    if missed and not (skip_conflicts and len(missed) < len(sessions)):
        raise await _refusal(tx, sessions, names, need, clashes, roomless, unworked)
    return [session for number, session in enumerate(sessions, start=1) if number not in missed]


@dataclass(frozen=True, slots=True)
class _Need:
    """What the sessions of one booking meet: suitable rooms, what is taken, and the assessor's working hours."""

    rooms: list[SmartRoom]
    busy: list[Busy]
    hours: WorkingHours
    ignoring: frozenset[str]


async def _need(tx: Tx, sessions: Sequence[Session]) -> _Need:
    first = sessions[0]
    centres = {centre for session in sessions for centre in session.centre_ids}
    rooms, in_force = await asyncio.gather(
        _rooms_for(tx, sessions), tx.timetables.in_force(first.assessor_id, centres)
    )
    for session in sessions:
        session.leave_time_to_travel(in_force.travel_minutes)
    busy = await _busy(tx, sessions, rooms)
    return _Need(rooms, busy, in_force.hours, frozenset(session.id for session in sessions))


def _unworked(tx: Tx, sessions: Sequence[Session], need: _Need) -> dict[int, Slot]:
    """The times ahead at which the assessor does not work, by number; one that a session had before is agreed."""
    had = {(entry.session_id, entry.slot) for entry in need.busy if entry.session_id in need.ignoring}
    return {
        number: session.slot
        for number, session in enumerate(sessions, start=1)
        if session.starts_at >= tx.now
        and (session.id, session.slot) not in had
        and not need.hours.cover(session.slot, session.time_zone)
    }


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


def _take_rooms(sessions: Sequence[Session], need: _Need) -> dict[int, Slot]:
    """Each Smart Session keeps its room or takes the first free one; those that find none are returned by number."""
    roomless: dict[int, Slot] = {}
    for number, session in enumerate(sessions, start=1):
        if not session.needs_room:
            continue
        free = free_rooms(need.rooms, session.slot, need.busy, ignoring=need.ignoring)
        if free:
            kept = session.room.id if session.room else None
            session.take_room(next((room for room in free if room.id == kept), free[0]))
        else:
            roomless[number] = session.slot
    return roomless


async def _refusal(
    tx: Tx,
    sessions: Sequence[Session],
    names: Mapping[str, str],
    need: _Need,
    clashes: Sequence[Clash],
    roomless: Mapping[int, Slot],
    unworked: Mapping[int, Slot],
) -> DoubleBooked | NoSmartRoomFree | OutsideWorkingHours:
    first, in_series = sessions[0], len(sessions) > 1
    alternatives = await _alternatives(tx, sessions, need)
    if clashes:
        return DoubleBooked(
            clashes,
            alternatives,
            assessor_id=first.assessor_id,
            time_zone=first.time_zone,
            names=names,
            in_series=in_series,
            learner_ids=[one.learner_id for one in first.sitting],
        )
    if roomless:
        return NoSmartRoomFree(roomless, alternatives, time_zone=first.time_zone, in_series=in_series)
    assessor = names.get(first.assessor_id)
    return OutsideWorkingHours(
        unworked, alternatives, assessor=assessor, time_zone=first.time_zone, in_series=in_series
    )


async def _alternatives(tx: Tx, sessions: Sequence[Session], need: _Need) -> tuple[Alternative, ...]:
    wish = Wish.of(sessions, need.rooms)
    busy = await tx.calendars.busy(wish.resources, days_to_read(wish.starts))
    return nearest_free(wish, busy, hours=need.hours, now=tx.now, ignoring=need.ignoring)

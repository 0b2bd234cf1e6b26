"""Finding the place in everybody's calendar: clashes, Smart Rooms, and the nearest times when the answer is no."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from chassis.errors import Forbidden
from services.scheduling import access
from services.scheduling.domain.clashes import Clash, find_clashes
from services.scheduling.domain.errors import DoubleBooked, NoSmartRoomFree, OutsideWorkingHours
from services.scheduling.domain.free_times import Alternative, Wish, days_to_read, nearest_free
from services.scheduling.domain.hours import WorkingHours
from services.scheduling.domain.rooms import SmartRoom, free_rooms, order_of_rooms
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import Busy, Claim, Hold, ResourceKind, Slot
from services.scheduling.ports import Tx

Held = Mapping[str, Collection[Claim]]
"""What each session, by id, has in the calendars before a change."""


async def place(
    tx: Tx,
    sessions: Sequence[Session],
    names: Mapping[str, str],
    *,
    held: Held | None = None,
    skip_conflicts: bool = False,
    override: bool = False,
) -> list[Session]:
    """Give every Smart Session a room and make sure that everybody is free and the assessor works, all or nothing.

    What a session has already (`held`) is not asked for again: who stays where they were never stands in the way of a
    change, even if an absence was entered since. Returns the sessions that fit: all of them, or with `skip_conflicts`
    those of a series that do. `override`: outside working hours too. Raises `DoubleBooked`, `NoSmartRoomFree`,
    `OutsideWorkingHours` (all with the nearest times free for everyone), `NoSmartRoomLargeEnough`, and `Forbidden` for
    somebody who may not override.
    """
    if override:
        check_may_override(tx, sessions[0])
    found = await look(tx, sessions, held)
    if override:
        found = replace(found, unworked={})
    if found.missed and not (skip_conflicts and len(found.missed) < len(sessions)):
        raise await refusal(tx, sessions, names, found)
    return [session for number, session in enumerate(sessions, start=1) if number not in found.missed]


def check_may_override(tx: Tx, session: Session) -> None:
    """Raises `Forbidden` for somebody who may not book the session outside working hours."""
    if not access.may_override_hours(tx.actor, session):
        raise Forbidden(
            "Only the assessor and the Master Admin book outside working hours.", field="override"
        )


@dataclass(frozen=True, slots=True)
class Need:
    """What the sessions of one booking meet: suitable rooms, what is taken, and the assessor's working hours.

    `events` take nothing, they only warn.
    """

    rooms: list[SmartRoom]
    busy: list[Busy]
    events: list[Busy]
    hours: WorkingHours
    ignoring: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the way of the sessions: who is busy, and by number of the occurrence where no room is free
    and when the assessor does not work.
    """

    need: Need
    clashes: Sequence[Clash]
    roomless: Mapping[int, Slot]
    unworked: Mapping[int, Slot]

    @property
    def missed(self) -> set[int]:
        """The numbers of the sessions that do not fit."""
        return {clash.occurrence for clash in self.clashes} | self.roomless.keys() | self.unworked.keys()


async def look(tx: Tx, sessions: Sequence[Session], held: Held | None = None) -> Found:
    """Look for a place for the sessions of one booking; those that need a Smart Room take the first free one.

    `held` as in `place`. Raises `NoSmartRoomLargeEnough`.
    """
    had = held or {}
    need = await _need(tx, sessions, had)
    wanted = [
        [claim for claim in _people(session) if claim not in had.get(session.id, ())] for session in sessions
    ]
    clashes = find_clashes(wanted, need.busy, ignoring=need.ignoring)
    return Found(need, clashes, _take_rooms(sessions, need), _unworked(tx, sessions, need))


async def _need(tx: Tx, sessions: Sequence[Session], held: Held) -> Need:
    first = sessions[0]
    centres = {centre for session in sessions for centre in session.centre_ids}
    rooms, in_force = await asyncio.gather(
        _rooms_for(tx, sessions), tx.timetables.in_force(first.assessor_id, centres)
    )
    for session in sessions:
        if session.slot not in {claim.slot for claim in held.get(session.id, ())}:
            session.leave_time_to_travel(in_force.travel_minutes)
    entries = await _entries(tx, sessions, rooms)
    busy = [entry for entry in entries if entry.hold is not Hold.EVENT]
    events = [entry for entry in entries if entry.hold is Hold.EVENT]
    return Need(rooms, busy, events, in_force.hours, frozenset(session.id for session in sessions))


def _unworked(tx: Tx, sessions: Sequence[Session], need: Need) -> dict[int, Slot]:
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


async def _entries(tx: Tx, sessions: Sequence[Session], rooms: Sequence[SmartRoom]) -> list[Busy]:
    claims = [claim for session in sessions for claim in session.claims()]
    resources = {claim.resource for claim in claims} | {room.resource for room in rooms}
    days = {day for claim in claims for day in claim.slot.days}
    return await tx.calendars.entries(resources, days)


def _take_rooms(sessions: Sequence[Session], need: Need) -> dict[int, Slot]:
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


async def refusal(
    tx: Tx, sessions: Sequence[Session], names: Mapping[str, str], found: Found
) -> DoubleBooked | NoSmartRoomFree | OutsideWorkingHours:
    """The no for sessions that do not fit, with the nearest times that are free for everyone."""
    first, in_series = sessions[0], len(sessions) > 1
    alternatives = await _alternatives(tx, sessions, found.need)
    if found.clashes:
        return DoubleBooked(
            found.clashes,
            alternatives,
            assessor_id=first.assessor_id,
            time_zone=first.time_zone,
            names=names,
            in_series=in_series,
            learner_ids=[one.learner_id for one in first.sitting],
        )
    if found.roomless:
        return NoSmartRoomFree(found.roomless, alternatives, time_zone=first.time_zone, in_series=in_series)
    return OutsideWorkingHours(
        found.unworked,
        alternatives,
        assessor=names.get(first.assessor_id),
        time_zone=first.time_zone,
        in_series=in_series,
    )


async def _alternatives(tx: Tx, sessions: Sequence[Session], need: Need) -> tuple[Alternative, ...]:
    wish = Wish.of(sessions, need.rooms)
    days = days_to_read(wish.starts)
    busy = await tx.calendars.busy(wish.resources, days)
    for room in need.rooms:
        busy += room.closed_between(days[0], days[-1])
    return nearest_free(wish, busy, hours=need.hours, now=tx.now, ignoring=need.ignoring)

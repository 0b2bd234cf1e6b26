"""Smart Rooms: which may be tried for a session, in which order, and when their door is open."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from services.scheduling.domain.errors import (
    BadMaintenance,
    MaintenanceOverlaps,
    NoSmartRoomLargeEnough,
    NoSuchMaintenance,
    SmartRoomHasClosed,
    SmartRoomIsRetired,
    SmartRoomNotOpenYet,
)
from services.scheduling.domain.hours import Week, WorkingHours, checked_week
from services.scheduling.domain.slot import MINUTE, Busy, Hold, Resource, Slot, from_minute, merged, to_minute
from services.scheduling.domain.walltime import zone_named

OPENS_BEFORE = timedelta(minutes=10)
CLOSES_AFTER = timedelta(minutes=30)
LONGEST_MAINTENANCE_DAYS = 62
MOST_MAINTENANCE = 50


@dataclass(frozen=True, slots=True)
class RoomRef:
    """The Smart Room a session holds, with the name it had when it was taken."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Maintenance:
    """A time at which a room cannot be used, and why."""

    id: str
    slot: Slot
    reason: str


@dataclass(frozen=True, slots=True)
class SmartRoom:
    """An online room of a provider: in the pool of the centre `centre_id`, or in everybody's without one.

    `capacity` counts everybody inside: assessor and learners (SB-44). `week` are the local hours at which it is open,
    None: always. One that is not `active` is retired. `version` is 0 until it is stored.
    """

    id: str
    name: str
    centre_id: str | None
    capacity: int
    join_url: str
    active: bool = True
    week: Week | None = None
    time_zone: str = "Europe/London"
    maintenance: tuple[Maintenance, ...] = ()
    version: int = 0

    @property
    def ref(self) -> RoomRef:
        """What a session keeps of the room."""
        return RoomRef(self.id, self.name)

    @property
    def resource(self) -> Resource:
        """The room's calendar."""
        return Resource.room(self.id)

    def is_open(self, slot: Slot) -> bool:
        """Whether its opening hours cover the slot and no maintenance touches it."""
        return (self.week is None or WorkingHours(self.week).cover(slot, self.time_zone)) and not any(
            one.slot.overlaps(slot) for one in self.maintenance
        )

    def open_minutes(self, span: Slot) -> int:
        """For how many minutes of the span it can be used."""
        closed = [one.slot for one in self.closed_between(span.days[0], span.days[-1])]
        closed += [one.slot for one in self.maintenance]
        shut = merged(
            (to_minute(max(slot.starts_at, span.starts_at)), to_minute(min(slot.ends_at, span.ends_at)))
            for slot in closed
            if slot.overlaps(span)
        )
        return span.minutes - sum(end - start for start, end in shut)

    def suits(self, slot: Slot, seats: int) -> bool:
        """Whether a session of so many people that holds the room for the slot can stay in it."""
        return self.active and self.capacity >= seats and self.is_open(slot)

    def closed_between(self, first: date, last: date) -> list[Busy]:
        """When it is closed from the UTC day `first` to `last`, as a calendar would show it."""
        if self.week is None:
            return []
        hours, day = WorkingHours(self.week), timedelta(days=1)
        begins = datetime.combine(first, time(), UTC)
        ends = datetime.combine(last + day, time(), UTC)
        days = (first + number * day for number in range(-1, (last - first).days + 2))
        opened = merged(
            (to_minute(one.starts_at), to_minute(one.ends_at))
            for local_day in days
            for one in hours.on(local_day, self.time_zone)
        )
        edges = [to_minute(begins), *(edge for stretch in opened for edge in stretch), to_minute(ends)]
        return [
            Busy(self.resource, from_minute(closes), from_minute(opens), self.id, Hold.AWAY)
            for closes, opens in zip(edges[::2], edges[1::2], strict=True)
            if closes < opens
        ]

    def changed(
        self, *, name: str, capacity: int, join_url: str, week: Week | None, time_zone: str
    ) -> "SmartRoom":
        """Everything said anew. Raises `SmartRoomIsRetired`, `BadHours` and `UnknownTimeZone`."""
        self._must_be_active()
        zone_named(time_zone)
        return replace(
            self,
            name=name,
            capacity=capacity,
            join_url=join_url,
            week=None if week is None else checked_week(week),
            time_zone=time_zone,
        )

    def retired(self) -> "SmartRoom":
        """Nobody books it any more. Raises `SmartRoomIsRetired`."""
        self._must_be_active()
        return replace(self, active=False)

    def blocked(self, maintenance: Maintenance, now: datetime) -> "SmartRoom":
        """With another maintenance; those that are over are forgotten.

        Raises `SmartRoomIsRetired`, `BadMaintenance` and `MaintenanceOverlaps`.
        """
        self._must_be_active()
        ahead = tuple(one for one in self.maintenance if one.slot.ends_at > now)
        if maintenance.slot.ends_at <= now or maintenance.slot.minutes > LONGEST_MAINTENANCE_DAYS * 1440:
            raise BadMaintenance(LONGEST_MAINTENANCE_DAYS)
        if len(ahead) >= MOST_MAINTENANCE or any(one.slot.overlaps(maintenance.slot) for one in ahead):
            raise MaintenanceOverlaps(MOST_MAINTENANCE)
        return replace(self, maintenance=(*ahead, maintenance))

    def unblocked(self, maintenance_id: str) -> tuple["SmartRoom", Maintenance]:
        """Without that maintenance, and which one it was. Raises `NoSuchMaintenance`."""
        for one in self.maintenance:
            if one.id == maintenance_id:
                return replace(self, maintenance=tuple(m for m in self.maintenance if m is not one)), one
        raise NoSuchMaintenance

    def _must_be_active(self) -> None:
        if not self.active:
            raise SmartRoomIsRetired


def order_of_rooms(
    session_id: str,
    rooms: Iterable[SmartRoom],
    *,
    centre_ids: Collection[str],
    seats: int,
    keep: RoomRef | None = None,
) -> list[SmartRoom]:
    """The active rooms with enough seats that a session may use, in the order they are tried.

    First the room to `keep` (a moved session stays where it was if it can), then the pools of the booker's
    centres, then the provider's; within a pool by a hash of session and room, so that bookings spread over
    the rooms and every run tries the same order (reliability.md b.9, decisions.md). Raises
    `NoSmartRoomLargeEnough` instead of answering nothing.
    """
    kept = keep.id if keep else None
    usable = [
        room
        for room in rooms
        if room.active and (room.centre_id is None or room.centre_id in centre_ids or room.id == kept)
    ]
    suitable = [room for room in usable if room.capacity >= seats]
    if not suitable:
        raise NoSmartRoomLargeEnough(seats, max((room.capacity for room in usable), default=0))
    return sorted(
        suitable, key=lambda room: (room.id != kept, room.centre_id is None, _spread(session_id, room.id))
    )


def free_rooms(
    rooms: Iterable[SmartRoom], slot: Slot, busy: Iterable[Busy], *, ignoring: Collection[str] = ()
) -> list[SmartRoom]:
    """Those of `rooms` that are open and that no session outside `ignoring` holds during `slot`, in the order given
    (SB-33).
    """
    others = (entry for entry in busy if entry.session_id not in ignoring)
    taken = {entry.resource for entry in others if entry.slot.overlaps(slot)}
    return [room for room in rooms if room.resource not in taken and room.is_open(slot)]


def check_door_is_open(slot: Slot, now: datetime) -> None:
    """People enter from 10 minutes before until 30 minutes after the session (SB-48).

    Raises `SmartRoomNotOpenYet` and `SmartRoomHasClosed`.
    """
    opens_at, closes_at = slot.starts_at - OPENS_BEFORE, join_closes_at(slot.ends_at)
    if now < opens_at:
        raise SmartRoomNotOpenYet(opens_at, OPENS_BEFORE // MINUTE)
    if now >= closes_at:
        raise SmartRoomHasClosed(closes_at)


def join_closes_at(ends_at: datetime) -> datetime:
    """When the room's link is no longer given out."""
    return ends_at + CLOSES_AFTER


def _spread(session_id: str, room_id: str) -> bytes:
    return hashlib.sha256(f"{session_id}\0{room_id}".encode()).digest()

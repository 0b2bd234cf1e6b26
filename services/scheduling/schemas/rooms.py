"""Smart Rooms, in and out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, HttpUrl, StringConstraints

from chassis.schemas import Id, In, Out, Text
from services.scheduling.domain.rooms import Maintenance, SmartRoom
from services.scheduling.domain.session import Session
from services.scheduling.schemas.fields import Zone
from services.scheduling.schemas.hours import WeekIn, WeekOut, week_out
from services.scheduling.schemas.timetables import SessionThereOut

Door = Annotated[HttpUrl, Field(description="The room's door; handed out 10 minutes before a session.")]


class SmartRoomIn(In):
    """A Smart Room; without `week` it is always open. Its door, which is never read back, stays when it is left out."""

    name: Annotated[Text, StringConstraints(min_length=1, max_length=60)]
    capacity: Annotated[int, Field(ge=2, le=1000, description="People, the assessor included.")]
    join_url: Door | None = None
    week: WeekIn | None = None
    time_zone: Zone = "Europe/London"


class AddSmartRoomIn(SmartRoomIn):
    """A Smart Room of a centre, or of the whole provider when `centre_id` is null."""

    join_url: Door
    centre_id: Id | None = None


class MaintenanceIn(In):
    """A time at which the room cannot be used."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime
    reason: Annotated[Text, StringConstraints(max_length=200)] = ""


class MaintenanceOut(Out):
    """A time at which the room cannot be used; UTC."""

    id: str
    starts_at: datetime
    ends_at: datetime
    reason: str

    @classmethod
    def of(cls, maintenance: Maintenance) -> Self:
        """From the domain."""
        slot = maintenance.slot
        return cls(
            id=maintenance.id, starts_at=slot.starts_at, ends_at=slot.ends_at, reason=maintenance.reason
        )


class SmartRoomOut(Out):
    """A Smart Room of the pool. Its door is not part of it: see the session's join link."""

    id: str
    version: int
    name: str
    centre_id: str | None
    capacity: int
    active: bool
    week: WeekOut | None
    time_zone: str
    maintenance: list[MaintenanceOut]

    @classmethod
    def of(cls, room: SmartRoom, version: int) -> Self:
        """The room at `version`."""
        return cls(
            id=room.id,
            version=version,
            name=room.name,
            centre_id=room.centre_id,
            capacity=room.capacity,
            active=room.active,
            week=None if room.week is None else week_out(room.week),
            time_zone=room.time_zone,
            maintenance=[MaintenanceOut.of(one) for one in room.maintenance],
        )

    @classmethod
    def saved(cls, room: SmartRoom) -> Self:
        """As a command just left it."""
        return cls.of(room, room.version + 1)


class BlockedRoomOut(SmartRoomOut):
    """A room with its new maintenance, and the sessions in it: they move to other rooms in a moment."""

    sessions: list[SessionThereOut]

    @classmethod
    def blocked(cls, room: SmartRoom, sessions: Sequence[Session]) -> Self:
        """As a command just left it."""
        out = SmartRoomOut.of(room, room.version + 1)
        return cls(**out.model_dump(), sessions=[SessionThereOut.of(one) for one in sessions])


class SmartRoomsOut(Out):
    """The rooms, by name."""

    items: list[SmartRoomOut]


class RoomUseOut(Out):
    """What a room is used for in a stretch of time. A session's id is null for who may not see the session."""

    room_id: str
    name: str
    session_id: str | None
    maintenance: bool
    starts_at: datetime
    ends_at: datetime


class RoomUsesOut(Out):
    """Who or what holds the rooms, in order of time."""

    items: list[RoomUseOut]

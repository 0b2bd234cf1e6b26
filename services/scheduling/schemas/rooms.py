"""Smart Rooms, in and out."""

from typing import Annotated, Self

from pydantic import Field, HttpUrl, StringConstraints

from chassis.schemas import Id, In, Out, Text
from services.scheduling.domain.rooms import SmartRoom


class AddSmartRoomIn(In):
    """A Smart Room of a centre, or of the whole provider when `centre_id` is null."""

    name: Annotated[Text, StringConstraints(min_length=1, max_length=60)]
    centre_id: Id | None = None
    capacity: Annotated[int, Field(ge=2, le=1000, description="People, the assessor included.")]
    join_url: Annotated[
        HttpUrl, Field(description="The room's door; handed out 10 minutes before a session.")
    ]


class SmartRoomOut(Out):
    """A Smart Room of the pool. Its door is not part of it: see the session's join link."""

    id: str
    name: str
    centre_id: str | None
    capacity: int
    active: bool

    @classmethod
    def of(cls, room: SmartRoom) -> Self:
        """From the domain."""
        return cls(
            id=room.id, name=room.name, centre_id=room.centre_id, capacity=room.capacity, active=room.active
        )


class SmartRoomsOut(Out):
    """The rooms, by name."""

    items: list[SmartRoomOut]

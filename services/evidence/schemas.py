"""What evidence answers with."""

from datetime import datetime
from typing import Literal

from chassis.schemas import Out
from services.evidence.domain.library import Attendee, ItemState, LibrarySession


class PersonOut(Out):
    """Somebody by name; the name is null until identity has told it."""

    id: str
    name: str | None


class RoomOut(Out):
    """The Smart Room of a session."""

    id: str
    name: str


class LibraryItemOut(Out):
    """One entry of the evidence library. A Smart Session carries the screen icon (SB-34)."""

    id: str
    kind: Literal["smart_session"]
    icon: Literal["screen"]
    title: str
    session_type: str | None
    state: ItemState
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    local_start: str
    room: RoomOut | None
    assessor: PersonOut

    @classmethod
    def of(cls, session: LibrarySession, own: Attendee, assessor_name: str | None) -> "LibraryItemOut":
        """The session as the library of this learner shows it."""
        return cls(
            id=session.id,
            kind="smart_session",
            icon="screen",
            title=session.title,
            session_type=session.type,
            state=own.state,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            time_zone=session.time_zone,
            local_start=session.local_start,
            room=RoomOut(id=session.room.id, name=session.room.name) if session.room else None,
            assessor=PersonOut(id=session.assessor_id, name=assessor_name),
        )

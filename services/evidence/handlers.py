"""What evidence does when it hears something. Each handler keeps the newest state it was told (guard 1)."""

from contracts.base import Received
from contracts.scheduling import SessionChanged
from services.evidence.domain.library import LibrarySession, Room, attendee_of
from services.evidence.ports import Tx


async def follow_session(tx: Tx, event: Received[SessionChanged]) -> None:
    """A Smart Session stands in the library of each of its learners (SB-34).

    Traditional sessions are kept too, listed for nobody: a session that stops being a Smart Session must take
    its older version's place, whichever of the two is heard last.
    """
    said = event.data
    session = LibrarySession(
        id=said.id,
        assessor_id=said.assessor_id,
        type=said.type.value if said.type else None,
        starts_at=said.starts_at,
        ends_at=said.ends_at,
        time_zone=said.time_zone,
        local_start=said.local_start,
        room=Room(said.room.id, said.room.name) if said.room else None,
        attendees=tuple(
            attendee_of(
                part.learner_id,
                part.outcome.value,
                method=said.method.value,
                session_state=said.state.value,
                enrolment_ids=part.enrolment_ids,
            )
            for part in said.participants
        ),
    )
    tx.sessions.follow(session, version=event.version)

"""Evidence's documents: three projections. Collections, indexes, and the mapping both ways."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from chassis.mongo import index
from services import caseload
from services.evidence.domain.library import Attendee, ItemState, LibrarySession, Room

SESSIONS = "sessions"

INDEXES = {
    **caseload.INDEXES,
    SESSIONS: [index("attendees.learner_id", "starts_at", "_id")],
}

_SESSION_FIELDS = [field.name for field in fields(LibrarySession) if field.name != "id"]


def session_state(session: LibrarySession) -> dict[str, Any]:
    """The stored form of a session."""
    state = asdict(session)
    del state["id"]
    return state


def session_from(document: Mapping[str, Any]) -> LibrarySession:
    """A stored session, read back."""
    state = {name: document[name] for name in _SESSION_FIELDS}
    state["room"] = Room(**state["room"]) if state["room"] else None
    state["attendees"] = tuple(
        Attendee(
            one["learner_id"], ItemState(one["state"]), one["listed"], tuple(one.get("enrolment_ids", ()))
        )
        for one in state["attendees"]
    )
    return LibrarySession(id=document["_id"], **state)

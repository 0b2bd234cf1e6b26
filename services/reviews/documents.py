"""Reviews' documents: projections. Collections, indexes, and the mapping both ways."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from chassis.mongo import index
from services import caseload
from services.reviews.domain.employer import Employer
from services.reviews.domain.session import Participation, Place, PlannedSession, SeriesPlace

SESSIONS = "sessions"
EMPLOYERS = "employers"

INDEXES = {
    **caseload.INDEXES,
    SESSIONS: [
        index("participants.learner_id", "starts_at"),
        index("participants.learner_id", "kind", "ends_at"),
    ],
    EMPLOYERS: [],
}

_SESSION_FIELDS = [field.name for field in fields(PlannedSession) if field.name != "id"]


def session_state(session: PlannedSession) -> dict[str, Any]:
    """The stored form of a session."""
    state = asdict(session)
    del state["id"]
    return state


def session_from(document: Mapping[str, Any]) -> PlannedSession:
    """A stored session, read back."""
    state = {name: document[name] for name in _SESSION_FIELDS}
    state["room"] = Place(**state["room"]) if state["room"] else None
    state["series"] = SeriesPlace(**state["series"]) if state["series"] else None
    state["qualification_ids"] = tuple(state["qualification_ids"])
    state["participants"] = tuple(
        Participation(**part | {"enrolment_ids": tuple(part.get("enrolment_ids", ()))})
        for part in state["participants"]
    )
    return PlannedSession(id=document["_id"], **state)


def employer_state(employer: Employer) -> dict[str, Any]:
    """The stored form of an employer."""
    state = asdict(employer)
    del state["id"]
    return state

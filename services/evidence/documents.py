"""Evidence's documents: three projections. Collections, indexes, and the mapping both ways."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from chassis.mongo import index
from services.evidence.domain.caseload import Cover, Enrolment, Person
from services.evidence.domain.library import Attendee, ItemState, LibrarySession, Room

SESSIONS = "sessions"
PEOPLE = "people"
ENROLMENTS = "enrolments"

INDEXES = {
    SESSIONS: [index("attendees.learner_id", "starts_at", "_id")],
    PEOPLE: [],
    ENROLMENTS: [index("learner_id")],
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
        Attendee(one["learner_id"], ItemState(one["state"]), one["listed"]) for one in state["attendees"]
    )
    return LibrarySession(id=document["_id"], **state)


def person_state(person: Person) -> dict[str, Any]:
    """The stored form of a person."""
    return {"name": person.name, "learner_at": sorted(person.learner_at)}


def person_from(document: Mapping[str, Any]) -> Person:
    """A stored person, read back."""
    return Person(document["_id"], document["name"], frozenset(document["learner_at"]))


def enrolment_state(enrolment: Enrolment) -> dict[str, Any]:
    """The stored form of an enrolment; days are ISO dates."""
    return {
        "learner_id": enrolment.learner_id,
        "centre_id": enrolment.centre_id,
        "assessor_id": enrolment.assessor_id,
        "archived": enrolment.archived,
        "covering": [
            {
                "assessor_id": cover.assessor_id,
                "from_date": cover.from_date.isoformat(),
                "until_date": cover.until_date.isoformat(),
            }
            for cover in enrolment.covering
        ],
    }


def enrolment_from(document: Mapping[str, Any]) -> Enrolment:
    """A stored enrolment, read back."""
    return Enrolment(
        document["_id"],
        document["learner_id"],
        document["centre_id"],
        document["assessor_id"],
        document["archived"],
        tuple(
            Cover(
                cover["assessor_id"],
                date.fromisoformat(cover["from_date"]),
                date.fromisoformat(cover["until_date"]),
            )
            for cover in document["covering"]
        ),
    )

"""How scheduling's data lies in MongoDB: collections, fields, indexes, and the mapping both ways."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from chassis.mongo import index
from services import caseload
from services.scheduling.domain.attendance import Participant
from services.scheduling.domain.rooms import RoomRef, SmartRoom
from services.scheduling.domain.session import Cancellation, Occurrence, SeriesPlace, Session
from services.scheduling.domain.slot import Busy, Resource, ResourceKind, from_minute
from services.scheduling.domain.words import Kind, Method, Outcome, SessionType

SESSIONS = "sessions"
CALENDARS = "calendars"
SMART_ROOMS = "smart_rooms"
CENTRES = "centres"
PROVIDERS = "providers"
QUALIFICATIONS = "qualifications"


INDEXES = {
    **caseload.INDEXES,
    SESSIONS: [
        index("assessor_id", "starts_at"),
        index("participants.learner_id", "starts_at"),
        index("centre_ids", "starts_at"),
        index("series.id"),
    ],
    CALENDARS: [],
    SMART_ROOMS: [index("name")],
    CENTRES: [],
    PROVIDERS: [],
    QUALIFICATIONS: [],
}


def calendar_id(provider_id: str, resource: Resource, day: date) -> str:
    """The id of a resource's calendar for one UTC day."""
    return f"{provider_id}:{resource.kind}:{resource.id}:{day.isoformat()}"


def calendar_fields(resource: Resource, day: date) -> dict[str, Any]:
    """What a calendar says besides its busy times."""
    return {"kind": resource.kind.value, "resource_id": resource.id, "day": day.isoformat()}


def busy_from(documents: Iterable[Mapping[str, Any]]) -> list[Busy]:
    """The busy times in these calendars."""
    return [
        Busy(
            Resource(ResourceKind(document["kind"]), document["resource_id"]),
            from_minute(entry["s"]),
            from_minute(entry["e"]),
            entry["sid"],
        )
        for document in documents
        for entry in document.get("busy", ())
    ]


def session_state(session: Session) -> dict[str, Any]:
    """A session as it is stored; `ends_at` and `state` stand beside what they are derived from, for queries."""
    return {
        "centre_ids": list(session.centre_ids),
        "assessor_id": session.assessor_id,
        "booked_by_id": session.booked_by_id,
        "booked_at": session.booked_at,
        "method": session.method.value,
        "type": session.type.value,
        "kind": session.kind.value,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "minutes": session.minutes,
        "time_zone": session.time_zone,
        "local_start": session.local_start.isoformat(timespec="minutes"),
        "location": session.location,
        "room": _room_state(session.room),
        "qualification_ids": list(session.qualification_ids),
        "planning_notes": session.planning_notes,
        "participants": [_participant_state(one) for one in session.participants],
        "auto_record": session.auto_record,
        "cancellation": asdict(session.cancellation) if session.cancellation else None,
        "sequence": session.sequence,
        "series": _series_state(session.series),
        "state": session.state.value,
    }


def session_from(document: Mapping[str, Any]) -> Session:
    """A stored session as the aggregate."""
    cancellation = document["cancellation"]
    return Session(
        id=document["_id"],
        provider_id=document["provider_id"],
        centre_ids=tuple(document["centre_ids"]),
        assessor_id=document["assessor_id"],
        booked_by_id=document["booked_by_id"],
        booked_at=document["booked_at"],
        method=Method(document["method"]),
        type=SessionType(document["type"]),
        kind=Kind(document["kind"]),
        starts_at=document["starts_at"],
        minutes=document["minutes"],
        time_zone=document["time_zone"],
        local_start=datetime.fromisoformat(document["local_start"]),
        location=document["location"],
        room=_room_from(document["room"]),
        qualification_ids=tuple(document["qualification_ids"]),
        planning_notes=document["planning_notes"],
        participants=tuple(_participant_from(one) for one in document["participants"]),
        auto_record=document["auto_record"],
        cancellation=cancellation
        and Cancellation(
            Outcome(cancellation["outcome"]),
            cancellation["reason"],
            cancellation["by_id"],
            cancellation["at"],
        ),
        sequence=document["sequence"],
        series=_series_from(document["series"]),
        version=document["v"],
    )


def room_state(room: SmartRoom) -> dict[str, Any]:
    """A Smart Room as it is stored."""
    return {
        "name": room.name,
        "centre_id": room.centre_id,
        "capacity": room.capacity,
        "join_url": room.join_url,
        "active": room.active,
    }


def room_from(document: Mapping[str, Any]) -> SmartRoom:
    """A stored Smart Room."""
    return SmartRoom(
        id=document["_id"],
        name=document["name"],
        centre_id=document["centre_id"],
        capacity=document["capacity"],
        join_url=document["join_url"],
        active=document["active"],
    )


def _room_state(room: RoomRef | None) -> dict[str, Any] | None:
    return {"id": room.id, "name": room.name} if room else None


def _room_from(state: Mapping[str, Any] | None) -> RoomRef | None:
    return RoomRef(state["id"], state["name"]) if state else None


def _participant_state(participant: Participant) -> dict[str, Any]:
    return {
        "learner_id": participant.learner_id,
        "enrolment_ids": list(participant.enrolment_ids),
        "outcome": participant.outcome.value,
        "actual_start_at": participant.actual_start_at,
        "actual_minutes": participant.actual_minutes,
        "notes": participant.notes,
    }


def _participant_from(state: Mapping[str, Any]) -> Participant:
    return Participant(
        state["learner_id"],
        tuple(state["enrolment_ids"]),
        Outcome(state["outcome"]),
        state["actual_start_at"],
        state["actual_minutes"],
        state["notes"],
    )


def _series_state(series: SeriesPlace | None) -> dict[str, Any] | None:
    if series is None:
        return None
    return {
        "id": series.id,
        "index": series.index,
        "occurrences": [
            {
                "session_id": one.session_id,
                "starts_at": one.starts_at,
                "ends_at": one.ends_at,
                "room": _room_state(one.room),
            }
            for one in series.occurrences
        ],
    }


def _series_from(state: Mapping[str, Any] | None) -> SeriesPlace | None:
    if state is None:
        return None
    occurrences = tuple(
        Occurrence(one["session_id"], one["starts_at"], one["ends_at"], _room_from(one["room"]))
        for one in state["occurrences"]
    )
    return SeriesPlace(state["id"], state["index"], occurrences)

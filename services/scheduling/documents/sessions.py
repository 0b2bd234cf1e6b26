"""Sessions as they are stored."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from services.scheduling.documents.rooms import room_ref_from, room_ref_state
from services.scheduling.domain.attendance import Participant
from services.scheduling.domain.history import Cancellation, Correction, Move, OutcomeChange
from services.scheduling.domain.series import ChangedOccurrence, Occurrence, SeriesChange, SeriesPlace
from services.scheduling.domain.session import Session
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import AttendanceMode, Kind, Method, Outcome, SessionType


def session_state(session: Session) -> dict[str, Any]:
    """A session as it is stored; `ends_at` and `state` stand beside what they are derived from, for queries."""
    return {
        "centre_ids": list(session.centre_ids),
        "assessor_id": session.assessor_id,
        "booked_by_id": session.booked_by_id,
        "booked_at": session.booked_at,
        "method": session.method.value,
        "type": session.type.value if session.type else None,
        "kind": session.kind.value,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "minutes": session.minutes,
        "time_zone": session.time_zone,
        "local_start": session.local_start.isoformat(timespec="minutes"),
        "location": session.location,
        "room": room_ref_state(session.room),
        "qualification_ids": list(session.qualification_ids),
        "planning_notes": session.planning_notes,
        "participants": [_participant_state(one) for one in session.participants],
        "auto_record": session.auto_record,
        "cancellation": asdict(session.cancellation) if session.cancellation else None,
        "sequence": session.sequence,
        "series": _series_state(session.series),
        "travel_minutes": session.travel_minutes,
        "room_lost_at": session.room_lost_at,
        "proposals": [
            {"local": one.local.isoformat(timespec="minutes"), "offset": one.offset_minutes}
            for one in session.proposals
        ],
        "state": session.state.value,
        "moved": session.moved,
        "moves": [asdict(one) for one in session.moves],
        "corrections": [asdict(one) for one in session.corrections],
        "recorded_afterwards": session.recorded_afterwards,
        "afterwards_reason": session.afterwards_reason,
        "about_session_id": session.about_session_id,
        "counts_from_booking": session.counts_from_booking,
        "invitations_sent_at": session.invitations_sent_at,
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
        type=SessionType(document["type"]) if document["type"] else None,
        kind=Kind(document["kind"]),
        starts_at=document["starts_at"],
        minutes=document["minutes"],
        time_zone=document["time_zone"],
        local_start=datetime.fromisoformat(document["local_start"]),
        location=document["location"],
        room=room_ref_from(document["room"]),
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
        travel_minutes=document.get("travel_minutes", 0),
        room_lost_at=document.get("room_lost_at"),
        proposals=tuple(
            LocalStart(datetime.fromisoformat(one["local"]), document["time_zone"], one["offset"])
            for one in document.get("proposals", ())
        ),
        moved=document.get("moved", 0),
        moves=tuple(Move(**one) for one in document.get("moves", ())),
        corrections=tuple(_correction_from(one) for one in document.get("corrections", ())),
        recorded_afterwards=document.get("recorded_afterwards", False),
        afterwards_reason=document.get("afterwards_reason"),
        about_session_id=document.get("about_session_id"),
        counts_from_booking=document.get("counts_from_booking", False),
        invitations_sent_at=document.get("invitations_sent_at"),
        version=document["v"],
    )


def _participant_state(participant: Participant) -> dict[str, Any]:
    return {
        "learner_id": participant.learner_id,
        "enrolment_ids": list(participant.enrolment_ids),
        "outcome": participant.outcome.value,
        "actual_start_at": participant.actual_start_at,
        "actual_minutes": participant.actual_minutes,
        "notes": participant.notes,
        "mode": participant.mode.value if participant.mode else None,
        "place": participant.place,
        "left_at": participant.left_at,
        "joined": participant.joined,
        "told": participant.told,
    }


def _participant_from(state: Mapping[str, Any]) -> Participant:
    return Participant(
        state["learner_id"],
        tuple(state["enrolment_ids"]),
        Outcome(state["outcome"]),
        state["actual_start_at"],
        state["actual_minutes"],
        state["notes"],
        AttendanceMode(state["mode"]) if state.get("mode") else None,
        state.get("place"),
        state.get("left_at"),
        state.get("joined", 0),
        state.get("told", 0),
    )


def _correction_from(state: Mapping[str, Any]) -> Correction:
    changes = tuple(
        OutcomeChange(one["learner_id"], Outcome(one["before"]), Outcome(one["after"]))
        for one in state["changes"]
    )
    return Correction(state["by_id"], state["at"], state["reason"], changes)


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
                "room": room_ref_state(one.room),
            }
            for one in series.occurrences
        ],
        "change": asdict(series.change) if series.change else None,
    }


def _series_from(state: Mapping[str, Any] | None) -> SeriesPlace | None:
    if state is None:
        return None
    occurrences = tuple(
        Occurrence(one["session_id"], one["starts_at"], one["ends_at"], room_ref_from(one["room"]))
        for one in state["occurrences"]
    )
    change = state.get("change")
    return SeriesPlace(
        state["id"],
        state["index"],
        occurrences,
        change
        and SeriesChange(change["id"], tuple(ChangedOccurrence(**one) for one in change["occurrences"])),
    )

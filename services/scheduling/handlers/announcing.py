"""What scheduling says about a session or a Smart Room."""

from contracts import scheduling as said
from contracts.scheduling import (
    CentreEventChanged,
    Guest,
    OfferChanged,
    RecordingEnded,
    SessionChanged,
    SmartRoomChanged,
)
from contracts.words import (
    AttendanceMode,
    OfferState,
    SessionKind,
    SessionMethod,
    SessionOutcome,
    SessionState,
    SessionType,
)
from services.scheduling.domain.attendance import Participant
from services.scheduling.domain.centre_diary import CentreEvent
from services.scheduling.domain.history import Cancellation
from services.scheduling.domain.offers import Offer
from services.scheduling.domain.recording import Recording
from services.scheduling.domain.rooms import RoomRef, SmartRoom
from services.scheduling.domain.series import SeriesChange, SeriesPlace
from services.scheduling.domain.session import Session
from services.scheduling.domain.words import Kind

MOST_CONCERNED = 64
"""Whose screens hear at once; the others see it when they look."""


def session_changed(session: Session) -> SessionChanged:
    """The session's public state. Notes about one learner and the reason of a cancellation stay here (SB-46), and so
    does what an Action says, which is not the learner's to read (DR-76)."""
    staffs_own = session.kind is Kind.ACTION
    return SessionChanged(
        id=session.id,
        concerns=(session.assessor_id, *(() if staffs_own else session.learner_ids)),
        centre_ids=session.centre_ids,
        assessor_id=session.assessor_id,
        booked_by_id=session.booked_by_id,
        method=SessionMethod(session.method),
        type=SessionType(session.type) if session.type else None,
        kind=SessionKind(session.kind),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        time_zone=session.time_zone,
        local_start=session.local_start.isoformat(timespec="minutes"),
        minutes=session.minutes,
        location=session.location,
        room=_room(session.room),
        qualification_ids=session.qualification_ids,
        planning_notes=None if staffs_own else session.planning_notes or None,
        participants=tuple(_participant(one) for one in session.participants),
        state=SessionState(session.state),
        cancellation=_cancellation(session.cancellation),
        auto_record=session.auto_record,
        sequence=session.sequence,
        series=_series(session.series),
        booked_at=session.booked_at,
        moved_sequence=session.moved,
        series_change=_series_change(session.series.change if session.series else None),
        recorded_afterwards=session.recorded_afterwards,
        about_session_id=session.about_session_id,
        counts_from_booking=session.counts_from_booking,
        room_lost_at=session.room_lost_at,
        invitations_sent_at=session.invitations_sent_at,
    )


def centre_event_changed(event: CentreEvent) -> CentreEventChanged:
    """The event's public state; its notes stay here."""
    meeting = event.meeting
    return CentreEventChanged(
        id=event.id,
        concerns=meeting.invited_ids[:MOST_CONCERNED],
        centre_id=event.centre_id,
        title=meeting.title,
        starts_at=event.slot.starts_at,
        ends_at=event.slot.ends_at,
        time_zone=meeting.start.zone,
        place=meeting.place or None,
        invited=tuple(Guest(person_id=id, sequence=event.joined.get(id, 0)) for id in meeting.invited_ids),
        left=tuple(Guest(person_id=id, sequence=at) for id, at in event.left.items()),
        moved_sequence=event.moved,
        cancelled=event.cancelled_at is not None,
    )


def smart_room_changed(room: SmartRoom) -> SmartRoomChanged:
    """The Smart Room's public state: its door (`join_url`) is not part of it."""
    return SmartRoomChanged(
        id=room.id, name=room.name, centre_id=room.centre_id, capacity=room.capacity, active=room.active
    )


def offer_changed(offer: Offer) -> OfferChanged:
    """The offer's public state; who was asked before, and what they said, stays here."""
    waiting = offer.waiting_for
    return OfferChanged(
        id=offer.id,
        concerns=(offer.assessor_id, *((waiting.learner_id,) if waiting else ())),
        assessor_id=offer.assessor_id,
        learner_id=waiting.learner_id if waiting else None,
        until=waiting.until if waiting else None,
        type=SessionType(waiting.type) if waiting else None,
        method=SessionMethod(offer.method),
        starts_at=offer.slot.starts_at,
        ends_at=offer.slot.ends_at,
        time_zone=offer.time_zone,
        location=offer.location,
        state=OfferState(offer.state),
        booked_session_id=offer.booked_session_id,
    )


def recording_ended(recording: Recording) -> RecordingEnded:
    """The recording's public state."""
    return RecordingEnded(
        id=recording.id,
        concerns=(recording.assessor_id, *recording.learner_ids),
        session_id=recording.session_id,
        assessor_id=recording.assessor_id,
        learner_ids=recording.learner_ids,
        centre_ids=recording.centre_ids,
        file=recording.file,
        content_type=recording.content_type,
        size=recording.size,
        started_at=recording.started_at,
        ended_at=recording.ended_at,
    )


def _room(room: RoomRef | None) -> said.Room | None:
    return said.Room(id=room.id, name=room.name) if room else None


def _participant(participant: Participant) -> said.Participant:
    return said.Participant(
        learner_id=participant.learner_id,
        enrolment_ids=participant.enrolment_ids,
        outcome=SessionOutcome(participant.outcome),
        actual_start_at=participant.actual_start_at,
        actual_minutes=participant.actual_minutes,
        mode=AttendanceMode(participant.mode) if participant.mode else None,
        left_at=participant.left_at,
        told_sequence=participant.told,
        newcomer=0 < participant.joined == participant.told,
    )


def _cancellation(cancellation: Cancellation | None) -> said.Cancellation | None:
    if cancellation is None:
        return None
    return said.Cancellation(
        outcome=SessionOutcome(cancellation.outcome), reason_code=None, cancelled_at=cancellation.at
    )


def _series(series: SeriesPlace | None) -> said.Series | None:
    if series is None:
        return None
    occurrences = tuple(
        said.Occurrence(
            session_id=one.session_id, starts_at=one.starts_at, ends_at=one.ends_at, room=_room(one.room)
        )
        for one in series.occurrences
    )
    return said.Series(id=series.id, index=series.index, count=series.count, occurrences=occurrences)


def _series_change(change: SeriesChange | None) -> said.SeriesChange | None:
    if change is None:
        return None
    occurrences = tuple(
        said.ChangedOccurrence(
            index=one.index, starts_at=one.starts_at, minutes=one.minutes, sequence=one.sequence
        )
        for one in change.occurrences
    )
    return said.SeriesChange(id=change.id, occurrences=occurrences)

"""What scheduling says. Ids, times and places; nothing about one participant that another may not read."""

from typing import Annotated, ClassVar

from pydantic import Field

from contracts.base import Contract, Part
from contracts.fields import Code, Id, Instant, Line, LocalTime, Notes, Zone
from contracts.reads import NotedRead
from contracts.words import (
    AttendanceMode,
    OfferState,
    SessionKind,
    SessionMethod,
    SessionOutcome,
    SessionState,
    SessionType,
)

LARGEST_SERIES = 26
"""Occurrences in one series: half a year of weeks."""

Minutes = Annotated[int, Field(ge=1, le=1440)]


class Room(Part):
    """The Smart Room held for a session."""

    id: Id
    name: Annotated[str, Field(min_length=1, max_length=60)]


class Participant(Part):
    """One learner in a session, and how it went for that learner (SB-46)."""

    learner_id: Id
    enrolment_ids: Annotated[
        tuple[Id, ...],
        Field(max_length=6, description="The learner's enrolments in the session's qualifications (SB-18)."),
    ]
    outcome: SessionOutcome
    actual_start_at: Annotated[Instant | None, Field(description="UTC; null until held (DR-13).")]
    actual_minutes: Minutes | None
    mode: Annotated[AttendanceMode | None, Field(description="How they took part, once held.")] = None
    left_at: Annotated[
        Instant | None, Field(description="When they gave their place up before the session (SB-41).")
    ] = None
    told_sequence: Annotated[
        int | None, Field(ge=0, le=9999, description="The sequence at which their own part changed last.")
    ] = None
    newcomer: Annotated[
        bool, Field(description="That change was that they came into the session after it was booked.")
    ] = False


class Cancellation(Part):
    """Who called a session off. Why, in a person's own words, does not travel."""

    outcome: Annotated[SessionOutcome, Field(description="One of the four cancelled_by outcomes.")]
    reason_code: Annotated[Code | None, Field(description="A word from the provider's list.")]
    cancelled_at: Instant


class Occurrence(Part):
    """One session of a series."""

    session_id: Id
    starts_at: Instant
    ends_at: Instant
    room: Room | None


class Series(Part):
    """The series a session was booked in, as booked: later moves and cancellations show in their session."""

    id: Id
    index: Annotated[int, Field(ge=1, le=LARGEST_SERIES, description="This session's place, from 1.")]
    count: Annotated[int, Field(ge=1, le=LARGEST_SERIES)]
    occurrences: Annotated[tuple[Occurrence, ...], Field(min_length=1, max_length=LARGEST_SERIES)]


class ChangedOccurrence(Part):
    """One session of a series as a change of several left it; `index` is its place among the occurrences."""

    index: Annotated[int, Field(ge=1, le=LARGEST_SERIES)]
    starts_at: Instant
    minutes: Minutes
    sequence: Annotated[int, Field(ge=0, le=9999)]


class SeriesChange(Part):
    """Several sessions of a series moved or were cancelled together: people hear of it once."""

    id: Id
    occurrences: Annotated[tuple[ChangedOccurrence, ...], Field(min_length=1, max_length=LARGEST_SERIES)]


class SessionChanged(
    Contract,
    name="scheduling.session.changed",
    major=1,
    heard_by=("reviews", "evidence", "progression", "notifications"),
):
    """A session: an assessor meets one learner or a group, at a place or in a Smart Room.

    Effects follow the state and each participant's outcome, never the change: a held session logs time for
    those whose outcome is a completed one. Who is no longer listed is no longer part of the session.
    Planning notes are shown to every participant (SB-29); notes about one learner never travel here.
    """

    CHANGES: ClassVar[tuple[str, ...]] = (
        "booked",
        "moved",
        "cancelled",
        "outcome_recorded",
        "outcome_corrected",
        "participants_changed",
        "room_lost",
        "room_kept",
        "invitations_sent",
        "notes_changed",
    )

    centre_ids: Annotated[
        tuple[Id, ...], Field(max_length=20, description="The centres of all participants.")
    ]
    assessor_id: Id
    booked_by_id: Id
    method: SessionMethod
    type: Annotated[SessionType | None, Field(description="Null for the kinds choc and action (SB-47).")]
    kind: SessionKind
    starts_at: Annotated[Instant, Field(description="Planned start, UTC.")]
    ends_at: Annotated[Instant, Field(description="Planned end, UTC: the next session may start then.")]
    time_zone: Annotated[Zone, Field(description="IANA zone the session was planned in.")]
    local_start: Annotated[LocalTime, Field(description="Planned start on the wall clock of that zone.")]
    minutes: Annotated[Minutes, Field(description="Planned length.")]
    location: Line | None
    room: Room | None
    qualification_ids: Annotated[tuple[Id, ...], Field(max_length=6)]
    planning_notes: Annotated[Notes | None, Field(description="Shown to every participant.")]
    participants: Annotated[
        tuple[Participant, ...],
        Field(max_length=40, description="At most 30 hold a place (SB-26); the others cancelled theirs."),
    ]
    state: Annotated[
        SessionState,
        Field(
            description="held: at least one participant was there; not_held: the time came and nobody was."
        ),
    ]
    cancellation: Cancellation | None
    auto_record: bool
    sequence: Annotated[
        int, Field(ge=0, le=2**31 - 1, description="iCalendar SEQUENCE: rises when a calendar must.")
    ]
    series: Series | None
    booked_at: Instant
    moved_sequence: Annotated[
        int | None,
        Field(ge=0, le=9999, description="The sequence of the last change that concerned everybody."),
    ] = None
    series_change: Annotated[
        SeriesChange | None,
        Field(description="What happened to this session last, when it was together with others."),
    ] = None
    recorded_afterwards: Annotated[
        bool, Field(description="It was put in after it had begun: nobody is invited (SB-14).")
    ] = False
    about_session_id: Annotated[
        Id | None, Field(description="The session an Action in the diary is about (DR-79).")
    ] = None
    counts_from_booking: Annotated[
        bool,
        Field(
            description="An Induction that moves its learners to In Training as it was booked, unless it is called "
            "off: the provider had it so at that time (SB-20, G03)."
        ),
    ] = False
    room_lost_at: Annotated[
        Instant | None,
        Field(
            description="Since when its Smart Room cannot be used and no other is free: the assessor decides."
        ),
    ] = None
    invitations_sent_at: Annotated[
        Instant | None,
        Field(
            description="When somebody last asked to send its calendar file to everybody once more (DR-23)."
        ),
    ] = None


class RecordingEnded(Contract, name="scheduling.recording.ended", major=1, heard_by=()):
    """The Smart Room system has finished a recording: its file waits to be taken over for each learner (SB-43)."""

    CHANGES: ClassVar[tuple[str, ...]] = ("ended",)

    session_id: Id
    assessor_id: Id
    learner_ids: Annotated[
        tuple[Id, ...], Field(max_length=40, description="Who held a place in the session.")
    ]
    centre_ids: Annotated[tuple[Id, ...], Field(max_length=20)]
    file: Annotated[str, Field(min_length=1, max_length=1000, description="Where the file lies.")]
    content_type: Annotated[str, Field(min_length=1, max_length=100)]
    size: Annotated[int, Field(ge=1, le=2**50, description="Bytes, as reported.")]
    started_at: Instant
    ended_at: Instant


class OfferChanged(Contract, name="scheduling.offer.changed", major=1, heard_by=("notifications",)):
    """The time of a session that was called off, offered to one learner after the other (B-04).

    `learner_id` is who is asked at the moment, until `until`; null when nobody is any more.
    """

    CHANGES: ClassVar[tuple[str, ...]] = ("offered", "declined", "taken", "over")

    assessor_id: Id
    learner_id: Id | None
    until: Instant | None
    type: Annotated[
        SessionType | None, Field(description="What would be booked for the learner who is asked.")
    ]
    method: SessionMethod
    starts_at: Instant
    ends_at: Instant
    time_zone: Zone
    location: Line | None
    state: OfferState
    booked_session_id: Annotated[
        Id | None, Field(description="The session that was booked when it was taken.")
    ]


class Guest(Part):
    """Somebody who is, or was, invited to an event, and with which change that came about."""

    person_id: Id
    sequence: Annotated[int, Field(ge=0, le=10**6, description="0: as it was planned.")]


class CentreEventChanged(
    Contract, name="scheduling.centre_event.changed", major=1, heard_by=("notifications",)
):
    """An event of a centre, to which people are invited (CE-09). What it is for in more words stays with the invited.

    Every change of its title, time or place is a new `moved_sequence`; who was invited later than that knows no other.
    """

    CHANGES: ClassVar[tuple[str, ...]] = ("planned", "changed", "cancelled")

    centre_id: Id
    title: Annotated[str, Field(min_length=1, max_length=120)]
    starts_at: Instant
    ends_at: Instant
    time_zone: Zone
    place: Line | None
    invited: Annotated[tuple[Guest, ...], Field(max_length=200)]
    left: Annotated[tuple[Guest, ...], Field(max_length=200, description="Who is not invited any more.")]
    moved_sequence: Annotated[int, Field(ge=0, le=10**6)]
    cancelled: bool


class SmartRoomChanged(Contract, name="scheduling.smart_room.changed", major=1, heard_by=()):
    """A Smart Room: bookable while active, by its centre or, without one, by every centre of the provider."""

    CHANGES: ClassVar[tuple[str, ...]] = ("created", "changed")

    name: Annotated[str, Field(min_length=1, max_length=60)]
    centre_id: Id | None
    capacity: Annotated[int, Field(ge=1, le=1000, description="People, the assessor included (SB-44).")]
    active: bool


class SchedulingRead(NotedRead, Contract, name="scheduling.read.noted", major=1, heard_by=("identity",)):
    """Somebody whose reading is watched was shown something of scheduling."""

    CHANGES: ClassVar[tuple[str, ...]] = ("noted",)

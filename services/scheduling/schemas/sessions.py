"""Sessions, in and out. Local times are naive, in the zone beside them; `…_at` is UTC."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from chassis.schemas import Id, In, Out
from contracts.scheduling import LARGEST_SERIES
from services.scheduling.domain.booking import Booking
from services.scheduling.domain.session import SeriesPlace, Session
from services.scheduling.domain.words import Frequency, Kind, Method, Outcome, SessionType, State
from services.scheduling.schemas.fields import Ids, Location, Minutes, Notes, Override, Reason, StartIn


class RepeatIn(In):
    """How a session repeats: give either `count` (all sessions, the first included) or `until` (the last day)."""

    frequency: Frequency
    count: Annotated[int | None, Field(le=1000)] = None
    until: date | None = None


class BookSessionIn(StartIn):
    """A session, a group (several learners) or a series (`repeat`)."""

    assessor_id: Annotated[Id | None, Field(description="An assessor who books may leave it out.")] = None
    learner_ids: Ids
    method: Method
    type: SessionType
    kind: Kind | None = None
    minutes: Minutes
    qualification_ids: Annotated[list[Id], Field(max_length=6)]
    location: Location | None = None
    planning_notes: Annotated[Notes, Field(description="Shown to every learner of the session.")] = ""
    auto_record: bool = False
    repeat: RepeatIn | None = None
    skip_conflicts: Annotated[bool, Field(description="Of a series, book the sessions that fit.")] = False
    override: Override = False


class MoveSessionIn(StartIn):
    """Another time for one session; without `minutes` it keeps its length."""

    minutes: Minutes | None = None
    override: Override = False


class CancelSessionIn(In):
    """Who called it off, and why; the learner reads the reason."""

    outcome: Outcome
    reason: Reason


class AttendanceIn(In):
    """What differs for one learner."""

    learner_id: Id
    outcome: Outcome
    actual_start_at: AwareDatetime | None = None
    actual_minutes: Minutes | None = None
    notes: Annotated[Notes | None, Field(description="About this learner; shown to no other learner.")] = None


class RecordOutcomeIn(In):
    """How the session went; `attendance` lists the learners for whom it differs."""

    outcome: Outcome
    actual_start_at: Annotated[
        AwareDatetime | None, Field(description="When it really began; not in the future.")
    ] = None
    actual_minutes: Minutes | None = None
    notes: Notes = ""
    attendance: Annotated[tuple[AttendanceIn, ...], Field(max_length=100)] = ()


class RoomOut(Out):
    """The Smart Room a session holds."""

    id: str
    name: str


class ParticipantOut(Out):
    """One learner's part. `notes` are null for everybody who may not read them (SB-46)."""

    learner_id: str
    enrolment_ids: list[str]
    outcome: Outcome
    actual_start_at: datetime | None
    actual_minutes: int | None
    notes: str | None


class SeriesOut(Out):
    """The session's place in its series."""

    id: str
    index: int
    count: Annotated[int, Field(le=LARGEST_SERIES)]

    @classmethod
    def of(cls, series: SeriesPlace) -> Self:
        """From the domain."""
        return cls(id=series.id, index=series.index, count=series.count)


class CancellationOut(Out):
    """Who called the session off, why and when."""

    outcome: Outcome
    reason: str
    cancelled_at: datetime


class SessionOut(Out):
    """A session as the caller may see it: a learner finds only themselves among the participants."""

    id: str
    version: int
    state: State
    centre_ids: list[str]
    assessor_id: str
    booked_by_id: str
    booked_at: datetime
    method: Method
    type: SessionType
    kind: Kind
    starts_at: datetime
    ends_at: datetime
    local_start: datetime
    time_zone: str
    minutes: int
    location: str | None
    room: RoomOut | None
    qualification_ids: list[str]
    planning_notes: str | None
    participants: list[ParticipantOut]
    places_taken: int
    auto_record: bool
    series: SeriesOut | None
    cancellation: CancellationOut | None

    @classmethod
    def of(cls, session: Session, version: int, *, seen_by: str | None = None) -> Self:
        """The session at `version`; `seen_by` is the learner who looks, None for staff."""
        room, cancellation = session.room, session.cancellation
        return cls(
            id=session.id,
            version=version,
            state=session.state,
            centre_ids=list(session.centre_ids),
            assessor_id=session.assessor_id,
            booked_by_id=session.booked_by_id,
            booked_at=session.booked_at,
            method=session.method,
            type=session.type,
            kind=session.kind,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            local_start=session.local_start,
            time_zone=session.time_zone,
            minutes=session.minutes,
            location=session.location,
            room=RoomOut(id=room.id, name=room.name) if room else None,
            qualification_ids=list(session.qualification_ids),
            planning_notes=session.planning_notes,
            participants=[
                ParticipantOut(
                    learner_id=one.learner_id,
                    enrolment_ids=list(one.enrolment_ids),
                    outcome=one.outcome,
                    actual_start_at=one.actual_start_at,
                    actual_minutes=one.actual_minutes,
                    notes=one.notes,
                )
                for one in session.participants
                if seen_by in (None, one.learner_id)
            ],
            places_taken=len(session.participants),
            auto_record=session.auto_record,
            series=SeriesOut.of(session.series) if session.series else None,
            cancellation=CancellationOut(
                outcome=cancellation.outcome, reason=cancellation.reason, cancelled_at=cancellation.at
            )
            if cancellation
            else None,
        )

    @classmethod
    def saved(cls, session: Session) -> Self:
        """The session as a command just left it: its version has risen by one."""
        return cls.of(session, session.version + 1)


class BookedOut(Out):
    """What was booked, in order of time."""

    sessions: list[SessionOut]
    skipped_months: Annotated[list[str], Field(description="Months without the day of a monthly repeat.")]
    skipped: Annotated[list[datetime], Field(description="Local starts that did not fit (skip_conflicts).")]

    @classmethod
    def of(cls, booking: Booking) -> Self:
        """From the handler's result."""
        return cls(
            sessions=[SessionOut.saved(session) for session in booking.sessions],
            skipped_months=list(booking.skipped_months),
            skipped=[start.local for start in booking.skipped],
        )


class JoinLinkOut(Out):
    """The way into the Smart Room."""

    url: str
    room: str
    closes_at: datetime

"""Sessions, in and out. Local times are naive, in the zone beside them; `…_at` is UTC."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from chassis.schemas import Id, In, Out, ShownId, WallTime
from contracts.scheduling import LARGEST_SERIES
from services.scheduling.domain.attendance import Participant
from services.scheduling.domain.booking import Booking, Changed
from services.scheduling.domain.planning import QUALIFICATIONS
from services.scheduling.domain.series import SeriesPlace
from services.scheduling.domain.session import Session
from services.scheduling.domain.words import (
    AttendanceMode,
    Frequency,
    Kind,
    Method,
    Outcome,
    SessionType,
    State,
)
from services.scheduling.schemas.fields import Ids, Location, Minutes, Notes, Override, Reason, StartIn
from services.scheduling.schemas.next_review import WarningOut


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
    qualification_ids: Annotated[list[Id], Field(max_length=QUALIFICATIONS)]
    location: Location | None = None
    planning_notes: Annotated[Notes, Field(description="Shown to every learner of the session.")] = ""
    auto_record: bool = False
    repeat: RepeatIn | None = None
    skip_conflicts: Annotated[bool, Field(description="Of a series, book the sessions that fit.")] = False
    override: Override = False
    afterwards_reason: Annotated[
        Reason | None,
        Field(description="Why a session that began more than 30 days ago is recorded only now."),
    ] = None


class MoveSessionIn(StartIn):
    """Another time for one session; without `minutes` it keeps its length."""

    minutes: Minutes | None = None
    override: Override = False


class PlanningNotesIn(In):
    """What is planned for a session, in place of what was said before."""

    planning_notes: Annotated[Notes, Field(description="Shown to every learner of the session.")]


class CancelSessionIn(In):
    """Who called it off, and why; the learner reads the reason."""

    outcome: Outcome
    reason: Reason
    cancelled_at: Annotated[
        AwareDatetime | None,
        Field(description="When it was called off; without it, now. Shows the notice given."),
    ] = None


class LeavingIn(In):
    """A learner gives their place up; the reason is read by that learner and staff."""

    learner_id: Id
    outcome: Outcome
    reason: Reason


class ChangeParticipantsIn(In):
    """Who leaves and who joins, as one change."""

    leaving: Annotated[tuple[LeavingIn, ...], Field(max_length=100)] = ()
    joining: Annotated[tuple[Id, ...], Field(max_length=100)] = ()


class AttendanceIn(In):
    """What differs for one learner."""

    learner_id: Id
    outcome: Outcome
    actual_start_at: AwareDatetime | None = None
    actual_minutes: Minutes | None = None
    notes: Annotated[Notes | None, Field(description="About this learner; shown to no other learner.")] = None
    mode: AttendanceMode | None = None
    place: Annotated[Location | None, Field(description="Where this learner took part.")] = None


class RecordOutcomeIn(In):
    """How the session went; `attendance` lists the learners for whom it differs."""

    outcome: Outcome
    actual_start_at: Annotated[
        AwareDatetime | None, Field(description="When it really began; not in the future.")
    ] = None
    actual_minutes: Minutes | None = None
    notes: Notes = ""
    mode: AttendanceMode | None = None
    place: Annotated[Location | None, Field(description="Where it took place; without it, as planned.")] = (
        None
    )
    attendance: Annotated[tuple[AttendanceIn, ...], Field(max_length=100)] = ()


class CorrectOutcomeIn(In):
    """What was recorded wrongly, learner by learner, and why it is put right; what is left out stays."""

    reason: Reason
    attendance: Annotated[tuple[AttendanceIn, ...], Field(min_length=1, max_length=100)]


class RoomOut(Out):
    """The Smart Room a session holds."""

    id: str
    name: str


class ParticipantOut(Out):
    """One learner's part. `notes` are null for everybody who may not read them (SB-46)."""

    learner_id: ShownId
    enrolment_ids: list[str]
    outcome: Outcome
    actual_start_at: datetime | None
    actual_minutes: int | None
    notes: str | None
    mode: AttendanceMode | None
    place: str | None
    left_at: datetime | None

    @classmethod
    def of(cls, participant: Participant) -> Self:
        """From the domain."""
        return cls(
            learner_id=participant.learner_id,
            enrolment_ids=list(participant.enrolment_ids),
            outcome=participant.outcome,
            actual_start_at=participant.actual_start_at,
            actual_minutes=participant.actual_minutes,
            notes=participant.notes,
            mode=participant.mode,
            place=participant.place,
            left_at=participant.left_at,
        )


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
    notice_minutes: Annotated[int, Field(description="From the cancellation to the planned start (DR-58).")]


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
    type: SessionType | None
    kind: Kind
    starts_at: datetime
    ends_at: datetime
    local_start: WallTime
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
    times_moved: int
    recorded_afterwards: bool
    afterwards_reason: str | None
    about_session_id: str | None
    room_lost_at: Annotated[
        datetime | None, Field(description="Since when its room cannot be used and no other is free.")
    ]
    proposals: Annotated[
        list[datetime], Field(description="The nearest local starts with a room, when it was lost.")
    ]

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
                ParticipantOut.of(one) for one in session.participants if seen_by in (None, one.learner_id)
            ],
            places_taken=len(session.sitting),
            auto_record=session.auto_record,
            series=SeriesOut.of(session.series) if session.series else None,
            cancellation=CancellationOut(
                outcome=cancellation.outcome,
                reason=cancellation.reason,
                cancelled_at=cancellation.at,
                notice_minutes=cancellation.notice_minutes(session.starts_at),
            )
            if cancellation
            else None,
            times_moved=len(session.moves),
            recorded_afterwards=session.recorded_afterwards,
            afterwards_reason=session.afterwards_reason,
            about_session_id=session.about_session_id,
            room_lost_at=session.room_lost_at,
            proposals=[one.local for one in session.proposals],
        )

    @classmethod
    def saved(cls, session: Session) -> Self:
        """The session as a command just left it: its version has risen by one."""
        return cls.of(session, session.version + 1)


class ChangedSessionOut(SessionOut):
    """A session as a change left it, and what is worth a word about it."""

    warnings: list[WarningOut]

    @classmethod
    def after(cls, changed: Changed) -> Self:
        """From the handler's result."""
        session = SessionOut.saved(changed.session)
        warnings = [WarningOut.of(warning) for warning in changed.warnings]
        return cls(**{field: getattr(session, field) for field in SessionOut.model_fields}, warnings=warnings)


class SessionsOut(Out):
    """The sessions one change was about, in order of time."""

    sessions: list[SessionOut]

    @classmethod
    def saved(cls, sessions: Sequence[Session]) -> Self:
        """The sessions as a command just left them."""
        return cls(sessions=[SessionOut.saved(session) for session in sessions])


class BookedOut(Out):
    """What was booked, in order of time."""

    sessions: list[SessionOut]
    skipped_months: Annotated[list[str], Field(description="Months without the day of a monthly repeat.")]
    skipped: Annotated[list[datetime], Field(description="Local starts that did not fit (skip_conflicts).")]
    warnings: list[WarningOut]

    @classmethod
    def of(cls, booking: Booking) -> Self:
        """From the handler's result."""
        return cls(
            sessions=[SessionOut.saved(session) for session in booking.sessions],
            skipped_months=list(booking.skipped_months),
            skipped=[start.local for start in booking.skipped],
            warnings=[WarningOut.of(warning) for warning in booking.warnings],
        )


class JoinLinkOut(Out):
    """The way into the Smart Room."""

    url: str
    room: str
    closes_at: datetime


class SessionCountsOut(Out):
    """How many planned sessions need somebody: planned before today, today, in the seven days after, later.

    Counting stops at `most`, which means: at least so many.
    """

    overdue: int
    today: int
    week: int
    later: int
    most: int

"""What progression reads and answers with."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from chassis.schemas import In, Out, ShownId, Text
from services.progression.domain.course import CertificateStatus, Course, Decision
from services.progression.domain.qualification import Qualification
from services.progression.domain.time_log import ActivityType, JobFlag, TimeLogEntry
from services.progression.domain.training import Training, TrainingStatus


class Level(StrEnum):
    """The levels of regulated qualifications."""

    ENTRY_1 = "entry_1"
    ENTRY_2 = "entry_2"
    ENTRY_3 = "entry_3"
    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"
    SIX = "6"
    SEVEN = "7"
    EIGHT = "8"


class QualificationType(StrEnum):
    """What sort of qualification it is (CE-17, vocabulary)."""

    AWARD = "award"
    CERTIFICATE = "certificate"
    DIPLOMA = "diploma"
    STANDARD = "standard"
    FRAMEWORK = "framework"
    SKILLS_QUALIFICATION = "skills_qualification"
    OTHER = "other"


class AddQualificationIn(In):
    """A qualification for the catalogue; `number` as regulators write it, with or without the strokes."""

    number: Annotated[Text, Field(min_length=8, max_length=20)]
    title: Annotated[Text, Field(min_length=1, max_length=200)]
    level: Level
    type: QualificationType


class QualificationOut(Out):
    """A qualification of the catalogue."""

    id: str
    number: str
    title: str
    level: str
    type: str

    @classmethod
    def of(cls, qualification: Qualification) -> "QualificationOut":
        """The qualification as clients see it."""
        return cls(
            id=qualification.id,
            number=qualification.number,
            title=qualification.title,
            level=qualification.level,
            type=qualification.type,
        )


class NamedOut(Out):
    """Something by id and name; the name is null until its owner has told it."""

    id: str
    name: str | None


class TimeLogEntryOut(Out):
    """One entry: how long, as what it counts and why. Not counted ones are in no total; their type is
    null."""

    id: str
    source: Literal["automatic"]
    session_id: str
    session_type: str | None
    on_day: date
    started_at: datetime
    minutes: int
    activity_type: ActivityType | None
    job_flag: JobFlag | None
    counted: bool
    why: str
    assessor: NamedOut

    @classmethod
    def of(cls, id: str, entry: TimeLogEntry, assessor_name: str | None) -> "TimeLogEntryOut":
        """The entry with the name of its assessor."""
        return cls(
            id=id,
            source="automatic",
            session_id=entry.session_id,
            session_type=entry.session_type,
            on_day=entry.on_day,
            started_at=entry.started_at,
            minutes=entry.minutes,
            activity_type=entry.classification.activity_type,
            job_flag=entry.classification.job_flag,
            counted=entry.counted,
            why=entry.classification.why,
            assessor=NamedOut(id=entry.assessor_id, name=assessor_name),
        )


class TotalsOut(Out):
    """Counted minutes of the whole time log, whatever page is shown."""

    on_the_job_minutes: int
    off_the_job_minutes: int
    total_minutes: int


class TimeLogOut(Out):
    """A page of the time log, newest first, with the totals of all of it."""

    learner_id: ShownId
    totals: TotalsOut
    items: list[TimeLogEntryOut]
    next: str | None


class MilestonesOut(Out):
    """The days of the first held sessions of these types; null until there was one (SB-24)."""

    gateway_ready: date | None
    epa: date | None


class DecisionKind(StrEnum):
    """What somebody decided about an enrolment."""

    BREAK = "break"
    RETURN = "return"
    EPA = "epa"
    COMPLETION = "completion"
    WITHDRAWAL = "withdrawal"
    CERTIFICATE_CLAIMED = "certificate_claimed"
    CERTIFICATE_APPROVED = "certificate_approved"
    CERTIFICATE_RECEIVED = "certificate_received"


class DecisionOut(Out):
    """A decision: from which day it holds, who took it and when. The reason is null for who may not read it."""

    kind: DecisionKind
    on: date
    by_id: str
    at: datetime
    reason: str | None
    expected_return_on: date | None

    @classmethod
    def all_of(cls, course: Course, *, with_reasons: bool) -> "list[DecisionOut]":
        """Every decision about an enrolment that stands, in the order they were taken."""
        found: list[tuple[DecisionKind, Decision | None, date | None]] = [
            (DecisionKind.EPA, course.epa, None),
            (DecisionKind.COMPLETION, course.completion, None),
            (DecisionKind.WITHDRAWAL, course.withdrawal, None),
        ]
        for one in course.breaks:
            found.append((DecisionKind.BREAK, one.began, one.expected_return_on))
            found.append((DecisionKind.RETURN, one.returned, None))
        for step in course.certificate:
            found.append((DecisionKind(f"certificate_{step.status}"), step.decision, None))
        decided = [
            cls(
                kind=kind,
                on=decision.on,
                by_id=decision.by_id,
                at=decision.at,
                reason=decision.reason if with_reasons else None,
                expected_return_on=expected,
            )
            for kind, decision, expected in found
            if decision
        ]
        return sorted(decided, key=lambda one: one.at)


class CertificateOut(Out):
    """How far the certificate is; the number is null until it is known."""

    status: CertificateStatus
    number: str | None


class TrainingOut(Out):
    """Where one enrolment stands. `since` is the day training began, null while registered; `end_on` the planned end,
    later by every break that is over.
    """

    enrolment_id: str
    qualification: QualificationOut | None
    centre: NamedOut
    training_status: TrainingStatus
    since: date | None
    first_day_of_learning: date | None
    milestones: MilestonesOut
    starts_on: date | None
    planned_end_on: date | None
    end_on: date | None
    certificate: CertificateOut
    decisions: list[DecisionOut]
    archived: bool
    version: int

    @classmethod
    def of(
        cls,
        training: Training,
        qualification: Qualification | None,
        centre: NamedOut,
        *,
        archived: bool,
        with_reasons: bool,
    ) -> "TrainingOut":
        """The training with what is known around it."""
        return cls(
            enrolment_id=training.enrolment_id,
            qualification=QualificationOut.of(qualification) if qualification else None,
            centre=centre,
            training_status=training.status,
            since=training.in_training_since,
            first_day_of_learning=training.first_day_of_learning,
            milestones=MilestonesOut(gateway_ready=training.gateway_ready_on, epa=training.epa_on),
            starts_on=training.course.starts_on,
            planned_end_on=training.course.planned_end_on,
            end_on=training.course.end_on,
            certificate=CertificateOut(
                status=training.course.certificate_status, number=training.course.number
            ),
            decisions=DecisionOut.all_of(training.course, with_reasons=with_reasons),
            archived=archived,
            version=training.version,
        )


class TrainingsOut(Out):
    """Every enrolment of a learner and where it stands."""

    learner_id: ShownId
    items: list[TrainingOut]


Reason = Annotated[Text, Field(min_length=1, max_length=500)]


class ProgrammeIn(In):
    """The planned first and last day of a programme."""

    starts_on: date
    planned_end_on: date


class DecisionIn(In):
    """From which day it holds, and why."""

    on: date
    reason: Reason


class BreakIn(DecisionIn):
    """A break in learning, and when the learner is expected back."""

    expected_return_on: date | None = None


class CertificateIn(DecisionIn):
    """How far the certificate is now, and its number once it is known."""

    status: CertificateStatus
    number: Annotated[Text, Field(min_length=1, max_length=60)] | None = None


class DecidedOut(Out):
    """Where the enrolment stands after a decision."""

    enrolment_id: str
    training_status: TrainingStatus
    end_on: date | None
    certificate: CertificateOut
    version: int

    @classmethod
    def of(cls, training: Training) -> "DecidedOut":
        """The training as it was written."""
        return cls(
            enrolment_id=training.enrolment_id,
            training_status=training.status,
            end_on=training.course.end_on,
            certificate=CertificateOut(
                status=training.course.certificate_status, number=training.course.number
            ),
            version=training.version + 1,
        )

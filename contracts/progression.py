"""What progression says: the catalogue of qualifications and where each learner stands in one."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from contracts.base import Contract, Part
from contracts.fields import Code, Id, Line
from contracts.reads import NotedRead
from contracts.words import CertificateStatus, TrainingStatus


class QualificationChanged(
    Contract,
    name="progression.qualification.changed",
    major=1,
    heard_by=("identity", "scheduling"),
):
    """A qualification learners may be enrolled on while it is active."""

    CHANGES: ClassVar[tuple[str, ...]] = ("created", "changed")

    number: Annotated[Code, Field(description="The awarding body's number.")]
    title: Line
    level: Annotated[Code, Field(description="As the awarding body writes it: 3, entry_2.")]
    type: Annotated[Code, Field(description="What sort of qualification it is.")]
    active: bool


class LearningBreak(Part):
    """A break in learning. It ends the day before the learner is back."""

    began_on: date
    returned_on: Annotated[date | None, Field(description="null: it goes on.")]


class TrainingChanged(
    Contract, name="progression.enrolment.changed", major=1, heard_by=("identity", "scheduling")
):
    """How far one enrolment has come. The id is the enrolment's, as identity knows it."""

    CHANGES: ClassVar[tuple[str, ...]] = (
        "opened",
        "status_changed",
        "first_day_recorded",
        "milestone_recorded",
        "programme_changed",
        "break_began",
        "returned",
        "epa_began",
        "completed",
        "withdrawn",
        "reopened",
        "certificate_changed",
    )

    learner_id: Id
    qualification_id: Id
    training_status: TrainingStatus
    in_training_since: Annotated[
        date | None, Field(description="The day of the first held Induction (SB-20).")
    ]
    first_day_of_learning: Annotated[
        date | None, Field(description="The day of the first held Initial (SB-23).")
    ]
    cause_session_id: Annotated[
        Id | None, Field(description="The session that brought the last change about.")
    ]
    gateway_ready_on: Annotated[
        date | None, Field(description="The day of the first held Gateway Ready session (SB-24).")
    ] = None
    epa_on: Annotated[date | None, Field(description="The day of the first held EPA session (SB-24).")] = None
    starts_on: Annotated[date | None, Field(description="The planned first day of the programme.")] = None
    end_on: Annotated[
        date | None, Field(description="The planned last day, later by every break that is over (CE-66).")
    ] = None
    break_began_on: Annotated[
        date | None, Field(description="Since when the learner is on a break in learning; null: is not.")
    ] = None
    breaks: Annotated[
        tuple[LearningBreak, ...],
        Field(
            max_length=20,
            description="The last 20 breaks in learning, oldest first: no clock runs then (CE-66).",
        ),
    ] = ()
    ended_on: Annotated[date | None, Field(description="The day of completion or withdrawal.")] = None
    certificate: Annotated[CertificateStatus | None, Field(description="How far it is (CE-65).")] = None


class ProgressionRead(NotedRead, Contract, name="progression.read.noted", major=1, heard_by=("identity",)):
    """Somebody whose reading is watched was shown something of progression."""

    CHANGES: ClassVar[tuple[str, ...]] = ("noted",)

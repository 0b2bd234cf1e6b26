"""What the routes about blocking, archiving and revoked access take and give."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import Field

from chassis.schemas import Id, In, Out, ShownId, Text
from services.identity.domain.archiving import ArchiveScope
from services.identity.domain.blocking import Block
from services.identity.domain.prompting import Prompted
from services.identity.domain.roles import Role

Reason = Annotated[Text, Field(min_length=1, max_length=500)]
LearnerIds = Annotated[
    tuple[Id, ...], Field(min_length=1, max_length=50, description="All of them are changed, or none.")
]
ArchivedIds = Annotated[
    tuple[Id, ...], Field(min_length=1, max_length=200, description="All of them are changed, or none.")
]


class BlockIn(In):
    """Why somebody is kept out."""

    reason: Reason


class BlockOut(Out):
    """Who keeps somebody out, since when and why; `by_centre` blocks are lifted by the centre only (X22)."""

    by_person_id: str
    by_role: Role
    by_centre: bool
    at: datetime
    reason: str

    @classmethod
    def of(cls, block: Block) -> Self:
        """The block."""
        return cls(
            by_person_id=block.by_person_id,
            by_role=block.by_role,
            by_centre=block.by_centre,
            at=block.at,
            reason=block.reason,
        )


class ArchiveEnrolmentsIn(In):
    """Enrolments to archive, and the reason for not waiting for a certificate (CE-51)."""

    enrolment_ids: ArchivedIds
    override_reason: Reason | None = None


class ArchiveLearnersIn(In):
    """Learners to archive whole, and the reason for not waiting for a certificate (CE-51)."""

    learner_ids: LearnerIds
    override_reason: Reason | None = None


class RetrieveEnrolmentsIn(In):
    """Enrolments to get back."""

    enrolment_ids: ArchivedIds


class RetrieveLearnersIn(In):
    """Learners to get back whole."""

    learner_ids: LearnerIds


class ArchiveRowOut(Out):
    """A row of the archive list (CE-55). `scope` is null while nothing is archived."""

    enrolment_id: str
    qualification_number: str
    qualification_title: str
    learner_id: ShownId
    learner_number: str | None
    given_name: str
    family_name: str
    date_of_birth: date | None
    training_status: str | None
    archived: bool
    scope: ArchiveScope | None


class PromptIn(In):
    """The centre that is asked to archive."""

    centre_id: Id


class PromptedOut(Out):
    """An enrolment whose certificate was received and that is still in use."""

    enrolment_id: str
    learner_id: ShownId
    qualification_id: str
    prompted_at: datetime | None


class PromptedListOut(Out):
    """How many enrolments of the centre wait to be archived; `items` are those of them that the caller reads about, at
    most 200.
    """

    waiting: int
    items: list[PromptedOut]

    @classmethod
    def of(cls, prompted: Prompted) -> Self:
        """What was asked for."""
        return cls(
            waiting=prompted.waiting,
            items=[
                PromptedOut(
                    enrolment_id=one.id,
                    learner_id=one.learner_id,
                    qualification_id=one.qualification_id,
                    prompted_at=one.archive_prompted_at,
                )
                for one in prompted.sampled
            ],
        )


class RevocationOut(Out):
    """Access that ended: no token issued before `revoked_at` is good; without a session, none of the person's."""

    person_id: str
    session_id: str | None
    reason_code: str
    revoked_at: datetime

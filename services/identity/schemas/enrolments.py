"""What the routes of enrolments take and give."""

from datetime import date
from typing import Self

from chassis.schemas import Id, In, Out, ShownId
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.provider import Nation


class EnrolmentIn(In):
    """A learner on a qualification at a centre. `employer_id` is the person who acts for the employer; `nation` is
    given when other rules hold than those of the centre's.
    """

    learner_id: Id
    centre_id: Id
    qualification_id: Id
    assessor_id: Id | None = None
    iqa_id: Id | None = None
    employer_id: Id | None = None
    nation: Nation | None = None


class AllocationIn(In):
    """Who looks after an enrolment: both places are filled at once (CE-24)."""

    assessor_id: Id
    iqa_id: Id


class CoverOut(Out):
    """Another assessor covers, from the first day to the last, in the centre's time zone."""

    assessor_id: str
    from_date: date
    until_date: date


class EnrolmentOut(Out):
    """An enrolment."""

    id: str
    learner_id: ShownId
    centre_id: str
    qualification_id: str
    assessor_id: str | None
    iqa_id: str | None
    employer_id: str | None
    blocked: bool
    archived: bool
    covering: list[CoverOut]
    shared_with_centre_id: str | None
    nation: Nation | None
    version: int

    @classmethod
    def of(cls, enrolment: Enrolment, version: int) -> Self:
        """The enrolment at a version."""
        return cls(
            id=enrolment.id,
            learner_id=enrolment.learner_id,
            centre_id=enrolment.centre_id,
            qualification_id=enrolment.qualification_id,
            assessor_id=enrolment.assessor_id,
            iqa_id=enrolment.iqa_id,
            employer_id=enrolment.employer_id,
            blocked=enrolment.blocked,
            archived=enrolment.archived,
            covering=[
                CoverOut(
                    assessor_id=cover.assessor_id, from_date=cover.from_date, until_date=cover.until_date
                )
                for cover in enrolment.covering
            ],
            shared_with_centre_id=enrolment.shared_with,
            nation=enrolment.nation,
            version=version,
        )


class AssessorCountOut(Out):
    """How many learners an assessor has; `assessor_id` is null for those who have none yet."""

    assessor_id: str | None
    learners: int


class EnrolmentCountsOut(Out):
    """How many learners there are, each counted once, and how many each assessor has; who has two assessors counts for
    both.
    """

    learners: int
    assessors: list[AssessorCountOut]

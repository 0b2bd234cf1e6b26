"""What the routes about staff links and allocations take and give."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import Field

from chassis.schemas import Id, In, Out, ShownId
from services.identity.domain.allocation import Period, Place
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.provider import Nation
from services.identity.domain.staff_link import Purpose, StaffLink

EnrolmentIds = Annotated[
    tuple[Id, ...], Field(min_length=1, max_length=200, description="All of them are changed, or none.")
]


class StaffLinkIn(In):
    """Somebody may deliver or quality assure a qualification; from today until further notice when no days are
    given. Days are in the provider's time zone.
    """

    person_id: Id
    qualification_id: Id
    purpose: Purpose
    from_date: date | None = None
    until_date: date | None = None


class LinkEndIn(In):
    """The last day of a staff link."""

    until_date: date


class StaffLinkOut(Out):
    """Who may deliver or quality assure what, and from when to when."""

    id: str
    person_id: str
    qualification_id: str
    purpose: Purpose
    from_date: date
    until_date: date | None
    version: int

    @classmethod
    def of(cls, link: StaffLink, version: int) -> Self:
        """The link at a version."""
        return cls(
            id=link.id,
            person_id=link.person_id,
            qualification_id=link.qualification_id,
            purpose=link.purpose,
            from_date=link.from_date,
            until_date=link.until_date,
            version=version,
        )


class ListedStaffLinkOut(StaffLinkOut):
    """A staff link with the name to show."""

    person_name: str


class AllocationsIn(In):
    """Learners who wait on a qualification, and who is to look after them (CE-24)."""

    qualification_id: Id
    enrolment_ids: EnrolmentIds
    assessor_id: Id
    iqa_id: Id


class HandOverIn(In):
    """Learners of a qualification go from one assessor, or IQA, to another (CE-19, CE-20)."""

    place: Place
    qualification_id: Id
    from_person_id: Id
    to_person_id: Id
    enrolment_ids: EnrolmentIds


class StandInIn(In):
    """Another assessor covers, from the first day to the last, in the centre's time zone (G07)."""

    enrolment_ids: EnrolmentIds
    assessor_id: Id
    from_date: date
    until_date: date


class StandInEndIn(In):
    """The last day that an assessor covers; what was to begin later is taken back."""

    enrolment_ids: EnrolmentIds
    assessor_id: Id
    until_date: date


class SharingIn(In):
    """The centre that is to look after an enrolment too (CE-30)."""

    centre_id: Id


class NationIn(In):
    """The nation whose rules hold for an enrolment; null: its centre's."""

    nation: Nation | None


class ChangedEnrolmentOut(Out):
    """An enrolment that was changed along with others."""

    id: str
    version: int


class ChangedEnrolmentsOut(Out):
    """What was changed in one go."""

    items: list[ChangedEnrolmentOut]

    @classmethod
    def of(cls, enrolments: list[Enrolment]) -> Self:
        """The enrolments as they were written."""
        return cls(items=[ChangedEnrolmentOut(id=one.id, version=one.version + 1) for one in enrolments])


class WaitingOut(Out):
    """How many enrolments on a qualification wait for an assessor or an IQA: the green number (CE-26)."""

    qualification_id: str
    number: str
    title: str
    waiting: int


class WaitingCountsOut(Out):
    """The green numbers; `learners` counts everybody who waits somewhere once (CE-08), `overdue` those of them who have
    waited for longer than the provider allows (CE-15).
    """

    learners: int
    overdue: int
    qualifications: list[WaitingOut]


class PeriodOut(Out):
    """Who held a place, from when to when."""

    place: Place
    person_id: str
    from_at: datetime
    until_at: datetime | None

    @classmethod
    def of(cls, period: Period) -> Self:
        """The period."""
        return cls(
            place=period.place,
            person_id=period.person_id,
            from_at=period.from_at,
            until_at=period.until_at,
        )


class HistoryOut(Out):
    """Who has looked after an enrolment, oldest first (CE-22)."""

    learner_id: ShownId
    items: list[PeriodOut]

"""Enrolling learners and allocating their assessor and IQA."""

from dataclasses import dataclass

from chassis.tx import command, expect_version, not_known_yet
from services.identity import access
from services.identity.documents import ENROLMENTS
from services.identity.domain.blocking import PersonArchived
from services.identity.domain.enrolment import Enrolment, must_hold
from services.identity.domain.errors import (
    AlreadyEnrolled,
    EnrolmentNotFound,
    PersonNotFound,
    QualificationNotFound,
    QualificationRetired,
)
from services.identity.domain.person import Person, PersonState
from services.identity.domain.provider import Nation
from services.identity.domain.roles import Role
from services.identity.handlers.announcing import enrolment_changed
from services.identity.handlers.staff_links import must_be_eligible
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class Enrol:
    """Put a learner on a qualification at a centre, with whoever looks after them as far as that is known."""

    learner_id: str
    centre_id: str
    qualification_id: str
    assessor_id: str | None
    iqa_id: str | None
    employer_id: str | None
    nation: Nation | None = None


@command(creates=ENROLMENTS)
async def enrol(tx: Tx, cmd: Enrol) -> Enrolment:
    """Enrol a learner.

    Raises Forbidden, CentreNotFound, PersonNotFound, QualificationNotFound, NotKnownYet for a qualification
    that is too new to have been heard of, QualificationRetired, AlreadyEnrolled, PersonArchived,
    StaffNotEligible and the refusals of an allocation.
    """
    access.may_enrol(tx.actor, cmd.centre_id)
    if cmd.assessor_id or cmd.iqa_id:
        access.may_allocate(tx.actor)
    await _must_be_open(tx, cmd.qualification_id)
    learner = await _person(tx, cmd.learner_id, "learner_id")
    must_hold(learner, Role.LEARNER, cmd.centre_id, field="learner_id")
    if learner.state is PersonState.ARCHIVED:
        raise PersonArchived("This learner is archived. Retrieve them first.", field="learner_id")
    employer = await _person(tx, cmd.employer_id, "employer_id") if cmd.employer_id else None
    if employer:
        must_hold(employer, Role.EMPLOYER_USER, cmd.centre_id, field="employer_id")
    await _must_be_new(tx, cmd)
    assessor = await _person(tx, cmd.assessor_id, "assessor_id") if cmd.assessor_id else None
    iqa = await _person(tx, cmd.iqa_id, "iqa_id") if cmd.iqa_id else None
    waiting = Enrolment(
        id=tx.new_id(),
        provider_id=tx.provider_id,
        learner_id=learner.id,
        centre_id=cmd.centre_id,
        qualification_id=cmd.qualification_id,
        employer_id=employer.id if employer else None,
        blocked=learner.state is PersonState.BLOCKED,
        nation=cmd.nation,
        listed_as=learner.listed_as,
    )
    enrolment = waiting.allocated(assessor, iqa).dated(tx.now)
    await must_be_eligible(tx, cmd.qualification_id, assessor=assessor, iqa=iqa)
    tx.enrolments.save(enrolment)
    tx.publish(enrolment_changed(enrolment), change="created")
    return enrolment


@dataclass(frozen=True, slots=True)
class Allocate:
    """Give an enrolment its assessor and its IQA. `version` is the one the caller read."""

    enrolment_id: str
    assessor_id: str
    iqa_id: str
    version: int


async def allocate(tx: Tx, cmd: Allocate) -> Enrolment:
    """Allocate or change assessor and IQA (CE-19, CE-20, CE-24). Who stays need not be eligible any more (CE-68).

    Raises EnrolmentNotFound, Forbidden, VersionChanged, PersonNotFound, StaffNotEligible, NotInThatRole,
    SamePersonTwice and EnrolmentArchived.
    """
    enrolment = await tx.enrolments.get(tx.provider_id, cmd.enrolment_id)
    if enrolment is None:
        raise EnrolmentNotFound("There is no such enrolment.")
    access.may_change_allocation(tx.actor, enrolment)
    expect_version(enrolment.version, cmd.version)
    assessor = await _person(tx, cmd.assessor_id, "assessor_id")
    iqa = await _person(tx, cmd.iqa_id, "iqa_id")
    allocated = enrolment.allocated(assessor, iqa).dated(tx.now)
    await must_be_eligible(
        tx,
        enrolment.qualification_id,
        assessor=assessor if assessor.id != enrolment.assessor_id else None,
        iqa=iqa if iqa.id != enrolment.iqa_id else None,
    )
    tx.enrolments.save(allocated)
    tx.publish(enrolment_changed(allocated), change="allocated")
    return allocated


@dataclass(frozen=True, slots=True)
class ChooseNation:
    """An enrolment is under another nation's rules than its centre's; None: under its centre's."""

    enrolment_id: str
    nation: Nation | None
    version: int


async def choose_nation(tx: Tx, cmd: ChooseNation) -> Enrolment:
    """Say whose rules hold for an enrolment (NATION: on the centre, overridable per enrolment).

    Raises EnrolmentNotFound, Forbidden, VersionChanged and EnrolmentArchived.
    """
    enrolment = access.may_choose_nation(tx.actor, await tx.enrolments.get(tx.provider_id, cmd.enrolment_id))
    expect_version(enrolment.version, cmd.version)
    chosen = enrolment.under_rules_of(cmd.nation)
    tx.enrolments.save(chosen)
    tx.publish(enrolment_changed(chosen), change="changed")
    return chosen


async def _person(tx: Tx, person_id: str, field: str) -> Person:
    person = await tx.people.get(tx.provider_id, person_id)
    if person is None or not access.knows(tx.actor, person):
        raise PersonNotFound("There is no such person.", field=field)
    return person


async def _must_be_open(tx: Tx, qualification_id: str) -> None:
    qualification = await tx.qualifications.get(tx.provider_id, qualification_id)
    if qualification is None:
        raise not_known_yet(qualification_id, tx.now) or QualificationNotFound(
            "There is no such qualification.", field="qualification_id"
        )
    if not qualification.active:
        raise QualificationRetired(
            f"Nobody new may be enrolled on {qualification.title}.", field="qualification_id"
        )


async def _must_be_new(tx: Tx, cmd: Enrol) -> None:
    existing = await tx.enrolments.open_one(tx.provider_id, cmd.learner_id, cmd.qualification_id)
    if existing:
        raise AlreadyEnrolled(
            "The learner is on this qualification already.",
            field="qualification_id",
            enrolment_id=existing.id,
        )

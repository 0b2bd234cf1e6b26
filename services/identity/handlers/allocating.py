"""Allocating learners in bulk, handing them over, and standing in for an assessor (CE-19 to CE-27, G07)."""

from dataclasses import dataclass
from datetime import date

from chassis.tx import command
from services.identity import access
from services.identity.domain.allocation import NothingChanges, Place
from services.identity.domain.enrolment import Cover, Enrolment
from services.identity.domain.errors import PersonNotFound, SamePersonTwice
from services.identity.domain.person import Person
from services.identity.handlers.many import Hindered, changed, chosen, save_all
from services.identity.handlers.staff_links import must_be_eligible
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class AllocateMany:
    """Give learners who wait on a qualification their assessor and their IQA."""

    qualification_id: str
    enrolment_ids: tuple[str, ...]
    assessor_id: str
    iqa_id: str


@command(spans=True)
async def allocate_many(tx: Tx, cmd: AllocateMany) -> list[Enrolment]:
    """Allocate all of them or none (CE-24, CE-27).

    Raises Forbidden, EnrolmentsNotFound, PersonNotFound, SamePersonTwice, StaffNotEligible, and NotAllocatable
    with every learner who is archived, on another qualification, allocated already or at another centre.
    """
    access.may_allocate(tx.actor)
    waiting = await chosen(tx, cmd.enrolment_ids)
    assessor = await _staff(tx, cmd.assessor_id, "assessor_id")
    iqa = await _staff(tx, cmd.iqa_id, "iqa_id")
    if assessor.id == iqa.id:
        raise SamePersonTwice(
            "Nobody is assessor and IQA of the same enrolment. Choose two people.", field="iqa_id"
        )
    await must_be_eligible(tx, cmd.qualification_id, assessor=assessor, iqa=iqa)

    def allocate(enrolment: Enrolment) -> Enrolment:
        _must_be_on(enrolment, cmd.qualification_id)
        if enrolment.assessor_id and enrolment.iqa_id:
            raise Hindered("has an assessor and an IQA already", "already_allocated")
        return enrolment.allocated(assessor, iqa).dated(tx.now)

    allocated = await changed(tx, waiting, allocate)
    save_all(tx, allocated, change="allocated")
    return allocated


@dataclass(frozen=True, slots=True)
class HandOver:
    """Move learners of a qualification from one assessor, or IQA, to another."""

    place: Place
    qualification_id: str
    from_person_id: str
    to_person_id: str
    enrolment_ids: tuple[str, ...]


@command(spans=True)
async def hand_over(tx: Tx, cmd: HandOver) -> list[Enrolment]:
    """Change the assessor or the IQA of all of them or of none; the other place stays (CE-19, CE-20).

    Raises Forbidden, NothingChanges, EnrolmentsNotFound, PersonNotFound, StaffNotEligible, and NotAllocatable
    with every learner who is archived, on another qualification or not with the first person.
    """
    access.may_allocate(tx.actor)
    theirs = await chosen(tx, cmd.enrolment_ids)
    if cmd.from_person_id == cmd.to_person_id:
        raise NothingChanges("Choose somebody else to hand the learners to.", field="to_person_id")
    person = await _staff(tx, cmd.to_person_id, "to_person_id")
    to_assess = cmd.place is Place.ASSESSOR
    await must_be_eligible(
        tx,
        cmd.qualification_id,
        assessor=person if to_assess else None,
        iqa=None if to_assess else person,
        field="to_person_id",
    )

    def change(enrolment: Enrolment) -> Enrolment:
        _must_be_on(enrolment, cmd.qualification_id)
        if enrolment.holder(cmd.place) != cmd.from_person_id:
            raise Hindered("is with somebody else", "not_with_them")
        return enrolment.handed_over(cmd.place, person).dated(tx.now)

    handed_over = await changed(tx, theirs, change)
    save_all(tx, handed_over, change="allocated")
    return handed_over


@dataclass(frozen=True, slots=True)
class StandIn:
    """Another assessor looks after learners from a first day to a last, in the centre's zone."""

    enrolment_ids: tuple[str, ...]
    assessor_id: str
    from_date: date
    until_date: date


@command(spans=True)
async def stand_in(tx: Tx, cmd: StandIn) -> list[Enrolment]:
    """Let an assessor cover for another one (G07). Who covers need not be linked to the qualification.

    Raises Forbidden, CoverEndsBeforeItBegins, EnrolmentsNotFound, PersonNotFound, and NotAllocatable with
    everybody who cannot be covered by this person.
    """
    access.may_allocate(tx.actor)
    enrolments = await chosen(tx, cmd.enrolment_ids)
    cover = Cover(cmd.assessor_id, cmd.from_date, cmd.until_date)
    assessor = await _staff(tx, cmd.assessor_id, "assessor_id")
    covered = await changed(tx, enrolments, lambda one: one.covered(cover, assessor))
    save_all(tx, covered, change="covered")
    return covered


@dataclass(frozen=True, slots=True)
class EndStandIn:
    """An assessor covers for another one until this day and no longer."""

    enrolment_ids: tuple[str, ...]
    assessor_id: str
    last_day: date


@command(spans=True)
async def end_stand_in(tx: Tx, cmd: EndStandIn) -> list[Enrolment]:
    """End or take back covering grants, all of them or none.

    Raises Forbidden, EnrolmentsNotFound, and NotAllocatable with everybody this person does not cover.
    """
    access.may_allocate(tx.actor)
    enrolments = await chosen(tx, cmd.enrolment_ids)
    ended = await changed(tx, enrolments, lambda one: one.cover_ended(cmd.assessor_id, cmd.last_day))
    save_all(tx, ended, change="covered")
    return ended


async def _staff(tx: Tx, person_id: str, field: str) -> Person:
    person = await tx.people.get(tx.provider_id, person_id)
    if person is None or not access.knows(tx.actor, person):
        raise PersonNotFound("There is no such person.", field=field)
    return person


def _must_be_on(enrolment: Enrolment, qualification_id: str) -> None:
    if enrolment.archived:
        raise Hindered("is archived", "archived")
    if enrolment.qualification_id != qualification_id:
        raise Hindered("is on another qualification", "other_qualification")

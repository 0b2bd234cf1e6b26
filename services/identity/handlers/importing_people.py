"""Rows about people, with or without an enrolment: read, looked at, carried out (B-17)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from chassis.actor import Actor
from chassis.errors import Refusal
from services.identity import access
from services.identity.domain.blocking import PersonArchived
from services.identity.domain.enrolment import Enrolment, must_hold
from services.identity.domain.errors import (
    CentreNotFound,
    NotInThatRole,
    PersonNotFound,
    QualificationNotFound,
    QualificationRetired,
    RowTwice,
)
from services.identity.domain.imports import (
    Import,
    ImportState,
    Row,
    RowResult,
    WantedPerson,
    read_person,
)
from services.identity.domain.person import Person, PersonState
from services.identity.domain.provider import Provider
from services.identity.domain.qualification import Qualification
from services.identity.domain.roles import Role, RoleGrant, checked_grants
from services.identity.handlers.announcing import enrolment_changed, person_changed
from services.identity.handlers.staff_links import must_be_eligible
from services.identity.ports import Tx

_COLUMN_OF = {"roles.0.role": "role", "roles.0.centre_ids": "centre"}


def read(provider_id: str, rows: Sequence[Mapping[str, str]]) -> list[Row]:
    """The rows of a file in their order; refused by themselves: those that cannot be read, or repeat an earlier one."""
    seen: set[tuple[str, str | None]] = set()
    found = []
    for number, values in enumerate(rows, start=1):
        row = Row(number, values)
        try:
            wanted = read_person(provider_id, values)
            pair = (wanted.key, wanted.qualification)
            if pair in seen:
                raise RowTwice("The same person and qualification stand in an earlier row.", field="key")
            seen.add(pair)
        except Refusal as refusal:
            row = row.refused(refusal, _COLUMN_OF)
        found.append(row)
    return found


async def take(tx: Tx, found: Import, sender: Actor, rows: Sequence[Row]) -> None:
    """Look at the rows or carry them out. Of several about one person the first is carried out now, the others later,
    when the person is known.
    """
    asked = {row.number: read_person(tx.provider_id, row.values) for row in rows}
    around = await Surroundings.of(tx, list(asked.values()))
    seen: set[str] = set()
    for row in rows:
        wanted = asked[row.number]
        if found.state is ImportState.RUNNING and wanted.person_id in seen:
            continue
        seen.add(wanted.person_id)
        try:
            plan = await _planned(tx, sender, wanted, around)
        except Refusal as refusal:
            tx.imports.finish(found, row.refused(refusal, _COLUMN_OF))
            continue
        if found.state is ImportState.RUNNING:
            _carry_out(tx, plan)
        tx.imports.finish(found, replace(row, result=plan.result, person_id=plan.person.id))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a row comes to: the person, new or known, and the enrolment when a new one is wanted."""

    person: Person
    enrolment: Enrolment | None

    @property
    def result(self) -> RowResult:
        """Whether anything changes."""
        if self.person.version == 0:
            return RowResult.ADDED
        return RowResult.ENROLLED if self.enrolment else RowResult.UNCHANGED


@dataclass(slots=True)
class Surroundings:
    """What rows are about, read once for all of them: the provider, its people, who learns what already, and what
    was looked up by name.
    """

    provider: Provider
    by_id: dict[str, Person]
    by_address: dict[str, list[Person]]
    enrolled: set[tuple[str, str]]
    centres: dict[str, str | None] = field(default_factory=dict)
    qualifications: dict[str, Qualification | None] = field(default_factory=dict)
    eligible: set[tuple[str, Role, str]] = field(default_factory=set)

    @classmethod
    async def of(cls, tx: Tx, wanted: Sequence[WantedPerson]) -> "Surroundings":
        """The surroundings of these rows."""
        provider = await tx.providers.get(tx.provider_id)
        assert provider, "an import of a provider that does not exist"
        addresses = {address for one in wanted for address in (one.email, one.assessor, one.iqa) if address}
        people = await tx.people.those(tx.provider_id, {one.person_id for one in wanted})
        by_address: dict[str, list[Person]] = {}
        for person in await tx.people.at_addresses(tx.provider_id, addresses):
            by_address.setdefault((person.email or "").casefold(), []).append(person)
        known = {*people, *(person.id for found in by_address.values() for person in found)}
        enrolments = await tx.enrolments.of_learners(tx.provider_id, known) if known else []
        enrolled = {(one.learner_id, one.qualification_id) for one in enrolments if not one.archived}
        return cls(provider, people, by_address, enrolled)

    def at(self, address: str) -> Person | None:
        """The person with this address, when there is exactly one."""
        found = self.by_address.get(address.casefold(), [])
        return found[0] if len(found) == 1 else None

    async def centre(self, tx: Tx, name: str) -> str | None:
        """The id of the centre with this name or id."""
        if name not in self.centres:
            self.centres[name] = await tx.centres.called(tx.provider_id, name)
        return self.centres[name]

    async def qualification(self, tx: Tx, number: str) -> Qualification | None:
        """The qualification with this number."""
        if number not in self.qualifications:
            self.qualifications[number] = await tx.qualifications.numbered(tx.provider_id, number)
        return self.qualifications[number]

    async def must_be_eligible(
        self, tx: Tx, qualification_id: str, assessor: Person | None, iqa: Person | None
    ) -> None:
        """Raise StaffNotEligible unless both are linked to the qualification today, asking once for all rows."""
        if assessor and (assessor.id, Role.ASSESSOR, qualification_id) not in self.eligible:
            await must_be_eligible(tx, qualification_id, assessor=assessor, field="assessor")
            self.eligible.add((assessor.id, Role.ASSESSOR, qualification_id))
        if iqa and (iqa.id, Role.IQA, qualification_id) not in self.eligible:
            await must_be_eligible(tx, qualification_id, iqa=iqa, field="iqa")
            self.eligible.add((iqa.id, Role.IQA, qualification_id))


async def _planned(tx: Tx, sender: Actor, wanted: WantedPerson, around: Surroundings) -> Plan:
    """The plan of a row. Raises every refusal that adding and enrolling one by one has."""
    centre_id = await around.centre(tx, wanted.centre)
    if centre_id is None or not access.covers(sender, centre_id):
        raise CentreNotFound("There is no such centre.", field="centre")
    grants = checked_grants([RoleGrant(wanted.role, (centre_id,))])
    access.may_register(sender, grants)
    person = around.by_id.get(wanted.person_id) or (around.at(wanted.email) if wanted.email else None)
    person = person or _new(wanted, around.provider, grants)
    if not person.holds(wanted.role, centre_id):
        raise NotInThatRole(
            "Somebody with this key or address is known, but not in this role at this centre.", field="email"
        )
    if wanted.role is not Role.LEARNER:
        return Plan(person, None)
    return Plan(person, await _enrolment(tx, sender, wanted, person, centre_id, around))


def _new(wanted: WantedPerson, provider: Provider, grants: tuple[RoleGrant, ...]) -> Person:
    return Person(
        id=wanted.person_id,
        provider_id=provider.id,
        given_name=wanted.given_name,
        family_name=wanted.family_name,
        display_name=f"{wanted.given_name} {wanted.family_name}",
        email=wanted.email,
        roles=grants,
        state=PersonState.PENDING,
        language=wanted.language or provider.language,
        time_zone=provider.time_zone,
    )


async def _enrolment(
    tx: Tx, sender: Actor, wanted: WantedPerson, person: Person, centre_id: str, around: Surroundings
) -> Enrolment | None:
    if wanted.qualification is None:
        return None
    qualification = await around.qualification(tx, wanted.qualification)
    if qualification is None:
        raise QualificationNotFound("There is no such qualification.", field="qualification")
    if not qualification.active:
        raise QualificationRetired("Nobody new may be enrolled on this.", field="qualification")
    if (person.id, qualification.id) in around.enrolled:
        return None
    if wanted.assessor or wanted.iqa:
        access.may_allocate(sender)
    if person.state is PersonState.ARCHIVED:
        raise PersonArchived("This learner is archived. Retrieve them first.", field="key")
    waiting = Enrolment(
        id=tx.new_id(),
        provider_id=tx.provider_id,
        learner_id=person.id,
        centre_id=centre_id,
        qualification_id=qualification.id,
        blocked=person.state is PersonState.BLOCKED,
        listed_as=person.listed_as,
    )
    assessor = _staff(wanted.assessor, Role.ASSESSOR, centre_id, "assessor", around)
    iqa = _staff(wanted.iqa, Role.IQA, centre_id, "iqa", around)
    enrolment = waiting.allocated(assessor, iqa).dated(tx.now)
    await around.must_be_eligible(tx, qualification.id, assessor, iqa)
    return enrolment


def _staff(
    address: str | None, role: Role, centre_id: str, field: str, around: Surroundings
) -> Person | None:
    if address is None:
        return None
    person = around.at(address)
    if person is None:
        raise PersonNotFound("Nobody here has this e-mail address.", field=field)
    must_hold(person, role, centre_id, field=field)
    return person


def _carry_out(tx: Tx, plan: Plan) -> None:
    if plan.person.version == 0:
        tx.people.save(plan.person)
        tx.publish(person_changed(plan.person), change="created")
    if plan.enrolment:
        tx.enrolments.save(plan.enrolment)
        tx.publish(enrolment_changed(plan.enrolment), change="created")

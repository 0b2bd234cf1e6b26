"""Bulk import: a file is taken in, looked through row by row, and carried out row by row (B-17).

Some rows at a time are one atomic change that holds their results too, so an import goes on where it was interrupted,
and a row that was carried out before, in this file or another, changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from chassis.actor import Actor
from chassis.errors import Refusal
from chassis.tx import command
from services.identity import access
from services.identity.documents import IMPORTS
from services.identity.domain.blocking import PersonArchived
from services.identity.domain.enrolment import Enrolment, must_hold
from services.identity.domain.errors import (
    CentreNotFound,
    ImportNotFound,
    NotChecked,
    NotInThatRole,
    PersonNotFound,
    QualificationNotFound,
    QualificationRetired,
    RowTwice,
)
from services.identity.domain.imports import Import, ImportState, Row, RowResult, Wanted, read_row
from services.identity.domain.person import Person, PersonState
from services.identity.domain.provider import Provider
from services.identity.domain.qualification import Qualification
from services.identity.domain.roles import Role, RoleGrant, checked_grants
from services.identity.handlers.announcing import enrolment_changed, person_changed
from services.identity.handlers.staff_links import must_be_eligible
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Rows of a file, as texts by column."""

    rows: tuple[Mapping[str, str], ...]


@command(creates=IMPORTS, spans=True)
async def take_in(tx: Tx, cmd: TakeIn) -> Import:
    """Keep the rows; the job looks through them. Raises Forbidden."""
    access.may_import(tx.actor)
    actor = tx.actor
    taken = Import(
        id=tx.new_id(),
        provider_id=tx.provider_id,
        state=ImportState.CHECKING,
        row_count=len(cmd.rows),
        person_id=actor.person_id,
        role=actor.role,
        centre_ids=tuple(sorted(actor.centre_ids)),
        created_at=tx.now,
    )
    tx.imports.save(taken)
    tx.imports.add_rows(taken, _rows(tx.provider_id, cmd.rows))
    return taken


def _rows(provider_id: str, rows: tuple[Mapping[str, str], ...]) -> list[Row]:
    seen: set[tuple[str, str | None]] = set()
    found = []
    for number, values in enumerate(rows, start=1):
        row = Row(number, values)
        try:
            wanted = read_row(provider_id, values)
            pair = (wanted.key, wanted.qualification)
            if pair in seen:
                raise RowTwice("The same person and qualification stand in an earlier row.", field="key")
            seen.add(pair)
        except Refusal as refusal:
            row = _refused(row, refusal)
        found.append(row)
    return found


@dataclass(frozen=True, slots=True)
class Run:
    """Carry out what the preview showed."""

    import_id: str


async def run(tx: Tx, cmd: Run) -> Import:
    """Let the job carry the rows out; one that is under way or done stays so.

    Raises ImportNotFound, Forbidden, and NotChecked before the preview is complete.
    """
    found = await tx.imports.get(tx.provider_id, cmd.import_id)
    access.may_import(tx.actor)
    if found is None or not access.sees_import(tx.actor, found):
        raise ImportNotFound("There is no such import.")
    if found.state is ImportState.CHECKING:
        raise NotChecked("The rows are still being looked through. Please wait for the preview.")
    if found.state is not ImportState.CHECKED:
        return found
    running = replace(found, state=ImportState.RUNNING)
    tx.imports.save(running)
    return replace(running, version=running.version + 1)


@dataclass(frozen=True, slots=True)
class MoveOn:
    """Every row of the import had its turn."""

    import_id: str


async def move_on(tx: Tx, cmd: MoveOn) -> None:
    """Checking becomes checked, running becomes done."""
    found = await tx.imports.get(tx.provider_id, cmd.import_id)
    if found and found.moved_on() is not found and found.moved_on().state is not found.state:
        tx.imports.save(found.moved_on())


@dataclass(frozen=True, slots=True)
class TakeTurns:
    """It is these rows' turn to be looked at (checking) or carried out (running)."""

    import_id: str
    numbers: tuple[int, ...]


@command(spans=True)
async def take_turns(tx: Tx, cmd: TakeTurns) -> None:
    """Look at rows or carry them out, in the name of whoever sent the file, and note what came of each.

    Of several rows about one person the first has its turn now, the others later, when the person is known.
    """
    found = await tx.imports.get(tx.provider_id, cmd.import_id)
    if found is None or found.state not in (ImportState.CHECKING, ImportState.RUNNING):
        return
    sender = Actor(found.person_id, found.provider_id, found.role, frozenset(found.centre_ids))
    rows = await tx.imports.rows(tx.provider_id, cmd.import_id, cmd.numbers)
    asked = {row.number: read_row(tx.provider_id, row.values) for row in rows}
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
            tx.imports.finish(found, _refused(row, refusal))
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
    async def of(cls, tx: Tx, wanted: Sequence[Wanted]) -> "Surroundings":
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


async def _planned(tx: Tx, sender: Actor, wanted: Wanted, around: Surroundings) -> Plan:
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


def _new(wanted: Wanted, provider: Provider, grants: tuple[RoleGrant, ...]) -> Person:
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
    tx: Tx, sender: Actor, wanted: Wanted, person: Person, centre_id: str, around: Surroundings
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


def _refused(row: Row, refusal: Refusal) -> Row:
    return replace(
        row,
        result=RowResult.REFUSED,
        code=refusal.code(),
        field=(refusal.field or "").replace("roles.0.role", "role").replace("roles.0.centre_ids", "centre"),
        detail=refusal.detail,
    )

"""Keeping the records of employers: adding, changing, and making one of two (DR-113)."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from chassis.tx import command, expect_version
from services.identity import access
from services.identity.documents import EMPLOYERS
from services.identity.domain.employer import (
    AddressOfLearner,
    Contact,
    Employer,
    EmployerMerged,
    EmployerNumberTaken,
    MergedWithItself,
    Workplace,
    number_key,
)
from services.identity.domain.errors import CentreNotFound
from services.identity.domain.roles import Role
from services.identity.handlers.announcing import employer_changed
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class EmployerRecord:
    """Everything that is recorded of an employer."""

    number: str
    name: str
    centre_ids: tuple[str, ...]
    larger_company: bool
    domains: tuple[str, ...]
    recorded_emails: tuple[str, ...]
    workplaces: tuple[Workplace, ...]
    contacts: tuple[Contact, ...]

    def on(self, employer: Employer) -> Employer:
        """The employer with this record. Raises the refusals of `Employer.checked`."""
        return replace(
            employer,
            number=self.number,
            name=self.name,
            centre_ids=self.centre_ids,
            larger_company=self.larger_company,
            domains=self.domains,
            recorded_emails=self.recorded_emails,
            workplaces=self.workplaces,
            contacts=self.contacts,
        ).checked()


@dataclass(frozen=True, slots=True)
class AddEmployer:
    """An employer that some centres begin to work with."""

    record: EmployerRecord


@command(creates=EMPLOYERS)
async def add_employer(tx: Tx, cmd: AddEmployer) -> Employer:
    """Record an employer.

    Raises Forbidden, CentreNotFound, EmployerNumberTaken, AddressOfLearner and the refusals of `Employer.checked`.
    """
    access.may_keep_employers(tx.actor)
    new = Employer(tx.new_id(), tx.provider_id, cmd.record.number, cmd.record.name, ())
    employer = cmd.record.on(new)
    await must_be_sound(tx, new, employer)
    tx.employers.save(employer)
    tx.publish(employer_changed(employer), change="created")
    return employer


@dataclass(frozen=True, slots=True)
class ChangeEmployer:
    """An employer's record, said anew: another name, another identifier, other addresses. `version` is the one read."""

    employer_id: str
    record: EmployerRecord
    version: int


async def change_employer(tx: Tx, cmd: ChangeEmployer) -> Employer:
    """Replace what is recorded of an employer.

    Raises Forbidden, EmployerNotFound, VersionChanged, EmployerMerged, and what `add_employer` raises.
    """
    found = await tx.employers.get(tx.provider_id, cmd.employer_id)
    before = access.may_change_employer(tx.actor, found)
    expect_version(before.version, cmd.version)
    must_stand_alone(before)
    employer = cmd.record.on(before)
    await must_be_sound(tx, before, employer)
    tx.employers.save(employer)
    tx.publish(employer_changed(employer), change="changed")
    return employer


@dataclass(frozen=True, slots=True)
class MergeEmployer:
    """An employer that was recorded twice, or was bought: its record goes into another one's."""

    employer_id: str
    into_employer_id: str
    version: int


@command(spans=True)
async def merge_employer(tx: Tx, cmd: MergeEmployer) -> Employer:
    """Give the other record everything of this one, which stays to be read and points there: who supervised whom for
    it is not rewritten.

    Raises Forbidden, EmployerNotFound, VersionChanged, EmployerMerged, MergedWithItself and TooMuchToMerge.
    """
    merged = access.may_change_employer(tx.actor, await tx.employers.get(tx.provider_id, cmd.employer_id))
    expect_version(merged.version, cmd.version)
    into = access.may_change_employer(tx.actor, await tx.employers.get(tx.provider_id, cmd.into_employer_id))
    if merged.id == into.id:
        raise MergedWithItself("Choose another employer to merge this one into.", field="into_employer_id")
    access.may_merge(tx.actor, merged, into)
    for employer in (merged, into):
        must_stand_alone(employer)
    for employer in (replace(merged, merged_into=into.id), into.with_records_of(merged)):
        tx.employers.save(employer)
        tx.publish(employer_changed(employer), change="merged")
    return replace(merged, merged_into=into.id)


async def must_be_sound(tx: Tx, before: Employer, after: Employer) -> None:
    """Raise CentreNotFound, EmployerNumberTaken and AddressOfLearner unless the record may become like that."""
    access.may_set_employers_centres(tx.actor, before.centre_ids, after.centre_ids)
    if await tx.centres.unknown(tx.provider_id, after.centre_ids):
        raise CentreNotFound("There is no such centre.", field="centre_ids")
    other = await tx.employers.numbered(tx.provider_id, number_key(after.number))
    if other and other.id != after.id:
        known = {"employer_id": other.id} if access.works_with(tx.actor, other) else {}
        raise EmployerNumberTaken("Another employer has this identifier already.", field="number", **known)
    await _must_not_be_learners(tx, after.recorded_emails)


async def _must_not_be_learners(tx: Tx, emails: Collection[str]) -> None:
    for person in await tx.people.at_addresses(tx.provider_id, emails):
        if any(grant.role is Role.LEARNER for grant in person.roles):
            raise AddressOfLearner(
                "One of these addresses is a learner's. Record the employer's own.", field="recorded_emails"
            )


def must_stand_alone(employer: Employer) -> None:
    """Raise EmployerMerged for a record that another one has taken in."""
    if employer.merged_into:
        raise EmployerMerged(
            "This record has been merged into another one.", employer_id=employer.merged_into
        )

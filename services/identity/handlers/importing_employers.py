"""Rows about employers: read, looked at, carried out (B-17, DR-113). A row adds to what is recorded, and takes nothing
away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chassis.actor import Actor
from chassis.errors import Refusal
from services.identity import access
from services.identity.domain.employer import Employer, EmployerNumberTaken, number_key
from services.identity.domain.errors import CentreNotFound
from services.identity.domain.imports import (
    Import,
    ImportState,
    Row,
    RowResult,
    WantedEmployer,
    read_employer,
)
from services.identity.handlers.announcing import employer_changed
from services.identity.handlers.employers import must_be_sound, must_stand_alone
from services.identity.ports import Tx

_COLUMN_OF = {"centre_ids": "centre", "workplaces": "workplace", "contacts": "contact"}


def read(_: str, rows: Sequence[Mapping[str, str]]) -> list[Row]:
    """The rows of a file in their order; refused by themselves: those that cannot be read."""
    return [_read(Row(number, values)) for number, values in enumerate(rows, start=1)]


def _read(row: Row) -> Row:
    try:
        read_employer(row.values)
    except Refusal as refusal:
        return row.refused(refusal, _COLUMN_OF)
    return row


async def take(tx: Tx, found: Import, sender: Actor, rows: Sequence[Row]) -> None:
    """Look at the rows or carry them out. Each workplace and each contact of an employer has a row of its own: of
    several about one employer the first is carried out now, the others later, when the employer is known.
    """
    known: dict[str, Employer] = {}
    seen: set[str] = set()
    for row in rows:
        wanted = read_employer(row.values)
        key = number_key(wanted.number)
        if found.state is ImportState.RUNNING and key in seen:
            continue
        seen.add(key)
        try:
            before = known.get(key) or await tx.employers.numbered(tx.provider_id, key)
            after = await _with_row(tx, sender, before, wanted)
        except Refusal as refusal:
            tx.imports.finish(found, row.refused(refusal, _COLUMN_OF))
            continue
        result = _result(before, after)
        if found.state is ImportState.CHECKING:
            known[key] = after
        elif result is not RowResult.UNCHANGED:
            tx.employers.save(after)
            tx.publish(employer_changed(after), change="changed" if before else "created")
        tx.imports.finish(found, replace(row, result=result))


def _result(before: Employer | None, after: Employer) -> RowResult:
    if before is None:
        return RowResult.ADDED
    return RowResult.UNCHANGED if after == before else RowResult.CHANGED


async def _with_row(tx: Tx, sender: Actor, before: Employer | None, wanted: WantedEmployer) -> Employer:
    """The employer with what the row says of it; its name stays. Raises every refusal that recording one has."""
    access.may_keep_employers(sender)
    centre_id = await tx.centres.called(tx.provider_id, wanted.centre)
    if centre_id is None or not access.covers(sender, centre_id):
        raise CentreNotFound("There is no such centre.", field="centre")
    if before and not access.works_with(sender, before):
        raise EmployerNumberTaken("Another employer has this identifier already.", field="number")
    if before:
        must_stand_alone(before)
    said = Employer(
        id=before.id if before else tx.new_id(),
        provider_id=tx.provider_id,
        number=wanted.number,
        name=wanted.name,
        centre_ids=(centre_id,),
        larger_company=wanted.larger_company or bool(before and before.larger_company),
        domains=wanted.domains,
        recorded_emails=wanted.recorded_emails,
        workplaces=wanted.workplaces,
        contacts=wanted.contacts,
    ).checked()
    after = before.with_records_of(said) if before else said
    await must_be_sound(tx, before or replace(said, centre_ids=()), after)
    return after

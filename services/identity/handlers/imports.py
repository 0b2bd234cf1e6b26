"""Bulk import: a file is taken in, looked through row by row, and carried out row by row (B-17).

Some rows at a time are one atomic change that holds their results too, so an import goes on where it was interrupted,
and a row that was carried out before, in this file or another, changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chassis.actor import Actor
from chassis.tx import command
from services.identity import access
from services.identity.documents import IMPORTS
from services.identity.domain.errors import ImportNotFound, NotChecked
from services.identity.domain.imports import Import, ImportKind, ImportState
from services.identity.domain.roles import Role, RoleGrant
from services.identity.handlers import importing_employers, importing_people
from services.identity.handlers.permission_sets import permissions_of
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Rows of a file, as texts by column."""

    kind: ImportKind
    rows: tuple[Mapping[str, str], ...]


@command(creates=IMPORTS, spans=True)
async def take_in(tx: Tx, cmd: TakeIn) -> Import:
    """Keep the rows; the job looks through them. Raises Forbidden."""
    actor = tx.actor
    access.may_import(actor, cmd.kind)
    taken = Import(
        id=tx.new_id(),
        provider_id=tx.provider_id,
        state=ImportState.CHECKING,
        row_count=len(cmd.rows),
        person_id=actor.person_id,
        role=actor.role,
        centre_ids=tuple(sorted(actor.centre_ids)),
        created_at=tx.now,
        kind=cmd.kind,
    )
    tx.imports.save(taken)
    read = importing_employers.read if cmd.kind is ImportKind.EMPLOYERS else importing_people.read
    tx.imports.add_rows(taken, read(tx.provider_id, cmd.rows))
    return taken


@dataclass(frozen=True, slots=True)
class Run:
    """Carry out what the preview showed."""

    import_id: str


async def run(tx: Tx, cmd: Run) -> Import:
    """Let the job carry the rows out; one that is under way or done stays so.

    Raises ImportNotFound, Forbidden, and NotChecked before the preview is complete.
    """
    access.may_import(tx.actor)
    found = await tx.imports.get(tx.provider_id, cmd.import_id)
    if found is None or not access.sees_import(tx.actor, found):
        raise ImportNotFound("There is no such import.")
    access.may_import(tx.actor, found.kind)
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
    """Look at rows or carry them out, in the name of whoever sent the file and as far as they may now, and note what
    came of each.
    """
    found = await tx.imports.get(tx.provider_id, cmd.import_id)
    if found is None or found.state not in (ImportState.CHECKING, ImportState.RUNNING):
        return
    sender = await _sender(tx, found)
    rows = await tx.imports.rows(tx.provider_id, cmd.import_id, cmd.numbers)
    if found.kind is ImportKind.EMPLOYERS:
        await importing_employers.take(tx, found, sender, rows)
    else:
        await importing_people.take(tx, found, sender, rows)


async def _sender(tx: Tx, found: Import) -> Actor:
    """Whoever sent the file. What a Custom Manager may do is looked up anew: it may have been taken back meanwhile."""
    permissions: frozenset[str] | None = None
    if found.role == Role.CUSTOM_MANAGER:
        person = await tx.people.get(tx.provider_id, found.person_id)
        grants = person.roles if person else ()
        grant = next(
            (one for one in grants if one.role is Role.CUSTOM_MANAGER), RoleGrant(Role.CUSTOM_MANAGER)
        )
        permissions = await permissions_of(tx, tx.provider_id, grant)
    return Actor(
        found.person_id,
        found.provider_id,
        found.role,
        frozenset(found.centre_ids),
        permissions=permissions,
    )

"""Defining what Custom Managers may do, and giving it to them (G04)."""

from collections.abc import Iterable
from dataclasses import dataclass

from chassis.tx import command, expect_version
from services.identity import access
from services.identity.documents import PERMISSION_SETS
from services.identity.domain.errors import PersonNotFound
from services.identity.domain.permission_set import (
    ALWAYS,
    MOST_HOLDERS,
    Permission,
    PermissionSet,
    PermissionSetNameTaken,
    PermissionSetNotFound,
    SetState,
    TooManyHolders,
    set_state,
)
from services.identity.domain.person import Person
from services.identity.domain.roles import Role, RoleGrant
from services.identity.handlers.announcing import person_changed
from services.identity.handlers.revoking import let_renew
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class DefineSet:
    """A new set of permissions for the caller's provider."""

    name: str
    permissions: tuple[Permission, ...]


@command(creates=PERMISSION_SETS)
async def define_set(tx: Tx, cmd: DefineSet) -> PermissionSet:
    """Define a set. Raises Forbidden and PermissionSetNameTaken."""
    access.may_configure(tx.actor)
    state = _said(tx, cmd.name, cmd.permissions)
    await _must_be_free(tx, state)
    defined = PermissionSet(tx.new_id(), tx.provider_id, state)
    tx.permission_sets.save(defined)
    return defined


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A set is called and holds something else from now on. `version` is the one the caller read."""

    permission_set_id: str
    version: int
    name: str
    permissions: tuple[Permission, ...]


@command(spans=True)
async def change_set(tx: Tx, cmd: ChangeSet) -> PermissionSet:
    """Change a set. Whoever holds it goes on with what it holds now: the tokens they have are refused.

    Raises Forbidden, PermissionSetNotFound, VersionChanged, PermissionSetRetired and PermissionSetNameTaken.
    """
    found = await _defined(tx, cmd.permission_set_id, cmd.version)
    state = _said(tx, cmd.name, cmd.permissions)
    await _must_be_free(tx, state, but=found.id)
    changed = found.changed(state)
    tx.permission_sets.save(changed)
    if changed.state.permissions != found.state.permissions:
        for person in await tx.people.holding(tx.provider_id, found.id):
            await let_renew(tx, person.id, "permissions_changed")
    return changed


@dataclass(frozen=True, slots=True)
class RetireSet:
    """A set is needed no more. `version` is the one the caller read."""

    permission_set_id: str
    version: int


async def retire_set(tx: Tx, cmd: RetireSet) -> PermissionSet:
    """Put a set away that nobody holds.

    Raises Forbidden, PermissionSetNotFound, VersionChanged, PermissionSetRetired and PermissionSetHeld.
    """
    found = await _defined(tx, cmd.permission_set_id, cmd.version)
    holders = await tx.people.holding(tx.provider_id, found.id)
    retired = found.retired(tx.now, held_by=len(holders))
    tx.permission_sets.save(retired)
    return retired


@dataclass(frozen=True, slots=True)
class GiveSet:
    """A Custom Manager is given a set, or with None has none any more. `version` is the person's."""

    person_id: str
    version: int
    permission_set_id: str | None


@command(spans=True)
async def give_set(tx: Tx, cmd: GiveSet) -> Person:
    """Say what a Custom Manager may do; it counts at once.

    Raises Forbidden, PersonNotFound, VersionChanged, NotACustomManager, PermissionSetNotFound, PermissionSetRetired and
    TooManyHolders.
    """
    person = await tx.people.get(tx.provider_id, cmd.person_id)
    access.may_give_permissions(tx.actor, person)
    if person is None:
        raise PersonNotFound("There is no such person.")
    expect_version(person.version, cmd.version)
    given = person.given(cmd.permission_set_id)
    if given == person:
        return person
    for set_id in filter(None, (person.permission_set_id, cmd.permission_set_id)):
        found = await _existing(tx, set_id)
        if set_id == cmd.permission_set_id:
            found.must_be_in_use()
            if len(await tx.people.holding(tx.provider_id, set_id)) >= MOST_HOLDERS:
                raise TooManyHolders(f"No more than {MOST_HOLDERS} people hold one set. Define another one.")
        tx.permission_sets.save(found)
    tx.people.save(given)
    tx.publish(person_changed(given), change="roles_changed")
    await let_renew(tx, person.id, "permissions_changed")
    return given


async def permissions_of(tx: Tx, provider_id: str, grant: RoleGrant) -> frozenset[Permission] | None:
    """What the role held is made of; None for a role that says it all by itself."""
    if grant.role is not Role.CUSTOM_MANAGER:
        return None
    if grant.permission_set_id is None:
        return ALWAYS
    found = await tx.permission_sets.get(provider_id, grant.permission_set_id)
    return found.state.permissions if found else ALWAYS


def _said(tx: Tx, name: str, permissions: Iterable[Permission]) -> SetState:
    return set_state(name, permissions, by_id=tx.actor.person_id, now=tx.now)


async def _defined(tx: Tx, set_id: str, version: int) -> PermissionSet:
    access.may_configure(tx.actor)
    found = await _existing(tx, set_id)
    expect_version(found.version, version)
    return found


async def _existing(tx: Tx, set_id: str) -> PermissionSet:
    found = await tx.permission_sets.get(tx.provider_id, set_id)
    if found is None:
        raise PermissionSetNotFound("There is no such set of permissions.", field="permission_set_id")
    return found


async def _must_be_free(tx: Tx, state: SetState, *, but: str | None = None) -> None:
    other = await tx.permission_sets.called(tx.provider_id, state.name)
    if other and other.id != but:
        raise PermissionSetNameTaken(
            "There is a set with this name already.", field="name", permission_set_id=other.id
        )

"""What Custom Managers may do: the list of permissions, sets of them, and who holds which (G04)."""

from typing import Annotated

from fastapi import Query, Response

from chassis.http import Ask, Command, Router
from chassis.paging import Cursor, Limit, Page
from chassis.schemas import Id
from services.identity.domain.permission_set import PermissionSet
from services.identity.domain.person import Person
from services.identity.handlers import permission_sets
from services.identity.handlers.permission_sets import ChangeSet, DefineSet, GiveSet, RetireSet
from services.identity.queries import permission_sets as queries
from services.identity.schemas.people import PersonOut
from services.identity.schemas.permission_sets import (
    GivenSetIn,
    PermissionSetIn,
    PermissionSetOut,
    PermissionsOut,
    WholePermissionSetOut,
)

router = Router(tags=["permissions"])


@router.get("/permissions", response_model=PermissionsOut)
async def list_permissions(ask: Ask) -> PermissionsOut:
    """Everything a set of permissions may hold."""
    return queries.permissions(ask.actor)


@router.post("/permission-sets", status_code=201, response_model=PermissionSetOut)
async def define_permission_set(body: PermissionSetIn, command: Command) -> Response:
    """Define what Custom Managers may be given."""
    defining = DefineSet(body.name, body.permissions)
    return await command.run(permission_sets.define_set, defining, answer=_saved, status=201)


@router.get("/permission-sets", response_model=Page[PermissionSetOut])
async def list_permission_sets(
    ask: Ask,
    retired: Annotated[bool, Query(description="Those that are retired instead of those in use.")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[PermissionSetOut]:
    """The provider's sets by name."""
    return await queries.permission_sets(ask.db, ask.actor, retired=retired, limit=limit, cursor=cursor)


@router.get("/permission-sets/{id}", response_model=WholePermissionSetOut)
async def get_permission_set(id: Id, ask: Ask) -> Response:
    """A set, who holds it and what it was before."""
    found = await queries.permission_set(ask.db, ask.actor, id)
    return ask.answer(found, version=found.version)


@router.put("/permission-sets/{id}", response_model=PermissionSetOut)
async def change_permission_set(id: Id, body: PermissionSetIn, command: Command) -> Response:
    """Change a set: at once for everybody who holds it."""
    changing = ChangeSet(id, command.require_version(), body.name, body.permissions)
    return await command.run(permission_sets.change_set, changing, answer=_saved)


@router.post("/permission-sets/{id}/retirement", response_model=PermissionSetOut)
async def retire_permission_set(id: Id, command: Command) -> Response:
    """Put a set away that nobody holds any more."""
    retiring = RetireSet(id, command.require_version())
    return await command.run(permission_sets.retire_set, retiring, answer=_saved)


@router.put("/people/{id}/permission-set", response_model=PersonOut)
async def give_permission_set(id: Id, body: GivenSetIn, command: Command) -> Response:
    """Say what a Custom Manager may do, at once; with null only booking is left. The version is the person's."""
    giving = GiveSet(id, command.require_version(), body.permission_set_id)
    return await command.run(permission_sets.give_set, giving, answer=_given)


def _saved(found: PermissionSet) -> PermissionSetOut:
    return PermissionSetOut.at(found, version=found.version + 1)


def _given(person: Person) -> PersonOut:
    return PersonOut.of(person, version=person.version + 1)

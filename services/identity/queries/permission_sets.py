"""What screens read of permissions (G04)."""

from chassis.actor import Actor
from chassis.listing import WITHOUT_PLUMBING, Order, page_of
from chassis.mongo import Database, scoped
from chassis.paging import Page
from services.identity import access, documents
from services.identity.domain.permission_set import ALWAYS, MEANINGS, MOST_HOLDERS, PermissionSetNotFound
from services.identity.queries import Filter, _one
from services.identity.schemas.permission_sets import (
    HolderOut,
    PermissionOut,
    PermissionSetOut,
    PermissionsOut,
    SetStateOut,
    WholePermissionSetOut,
)


def permissions(actor: Actor) -> PermissionsOut:
    """Everything a set may hold. Raises Forbidden."""
    access.may_read_permission_sets(actor)
    return PermissionsOut(
        items=[
            PermissionOut(permission=one, meaning=meaning, always=one in ALWAYS)
            for one, meaning in MEANINGS.items()
        ]
    )


async def permission_sets(
    db: Database, actor: Actor, *, retired: bool, limit: int, cursor: str | None
) -> Page[PermissionSetOut]:
    """The provider's sets by name, those in use or those that are retired. Raises Forbidden."""
    access.may_read_permission_sets(actor)
    wanted: Filter = {"retired_at": {"$ne": None} if retired else None}
    found, following = await page_of(
        db, documents.PERMISSION_SETS, actor.provider_id, [wanted], Order("name"), limit=limit, cursor=cursor
    )
    items = [PermissionSetOut.at(documents.permission_set_from(one), one["v"]) for one in found]
    return Page[PermissionSetOut](items=items, next=following)


async def permission_set(db: Database, actor: Actor, set_id: str) -> WholePermissionSetOut:
    """A set with its holders and its history. Raises Forbidden and PermissionSetNotFound."""
    access.may_read_permission_sets(actor)
    stored = await _one(db, documents.PERMISSION_SETS, actor.provider_id, set_id)
    if stored is None:
        raise PermissionSetNotFound("There is no such set of permissions.")
    found = documents.permission_set_from(stored)
    holding = db[documents.PEOPLE].find(scoped(actor.provider_id, permission_set_id=set_id), WITHOUT_PLUMBING)
    people = await holding.sort("sort_name", 1).to_list(MOST_HOLDERS)
    holders = [person for person in map(documents.person_from, people) if access.knows(actor, person)]
    return WholePermissionSetOut(
        **PermissionSetOut.at(found, found.version).model_dump(),
        holders=[HolderOut.of(person) for person in holders],
        before=[SetStateOut.of(state) for state in found.before],
    )

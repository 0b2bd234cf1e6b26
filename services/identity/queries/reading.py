"""How every query of identity reads: within reach, without what only the runner needs, in pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from chassis.actor import Actor
from chassis.mongo import Database, scoped
from chassis.paging import decode_cursor, encode_cursor
from chassis.tx import Document
from services.identity import access
from services.identity.access import Reach
from services.identity.domain.roles import Role

Filter = Mapping[str, Any]

STATE_ONLY = {"ob": 0, "au": 0, "idem": 0}
CASELOAD_FIELD = {
    Role.LEARNER.value: "learner_id",
    Role.ASSESSOR.value: "assessor_id",
    Role.IQA.value: "iqa_id",
    Role.EMPLOYER_USER.value: "employer_id",
}


def visible_enrolments(actor: Actor) -> Filter:
    """The enrolments the actor may see; those with a caseload see nothing that is archived (CE-52)."""
    match access.reach_of(actor):
        case Reach.PROVIDER:
            return {}
        case Reach.CENTRES:
            return {"centre_id": {"$in": sorted(actor.centre_ids)}}
        case Reach.CASELOAD:
            return {CASELOAD_FIELD[actor.role]: actor.person_id, "archived": False}
        case Reach.SELF:
            return {"_id": {"$in": []}}


async def one(db: Database, collection: str, provider_id: str, id: str) -> Document | None:
    """The document, or None when the provider has none with this id."""
    return await db[collection].find_one(scoped(provider_id, _id=id), STATE_ONLY)


async def page(
    db: Database,
    collection: str,
    provider_id: str,
    wanted: Sequence[Filter],
    sort: str,
    limit: int,
    cursor: str | None,
) -> tuple[list[Document], str | None]:
    """The documents after the cursor in the order of `sort` and id, and the cursor of the next page."""
    conditions = [*wanted]
    if cursor is not None:
        last, last_id = (str(part) for part in decode_cursor(cursor, 2))
        conditions.append({"$or": [{sort: {"$gt": last}}, {sort: last, "_id": {"$gt": last_id}}]})
    order = [("_id", 1)] if sort == "_id" else [(sort, 1), ("_id", 1)]
    within = scoped(provider_id, {"$and": conditions})
    found = await db[collection].find(within, STATE_ONLY).sort(order).limit(limit + 1).to_list(limit + 1)
    if len(found) <= limit:
        return found, None
    last_one = found[limit - 1]
    return found[:limit], encode_cursor(last_one[sort], last_one["_id"])

"""What screens read of employers."""

import re
from dataclasses import dataclass

from chassis.actor import Actor
from chassis.listing import Order, page_of
from chassis.mongo import Database
from chassis.paging import Page
from services.identity import access, documents
from services.identity.documents.employers import employer_from
from services.identity.queries import Filter, _one, _words
from services.identity.schemas.employers import EmployerOut


@dataclass(frozen=True, slots=True)
class EmployersSought:
    """Which employers a list shows; merged ones are in none."""

    centre_id: str | None
    search: str | None


async def employers(
    db: Database, actor: Actor, sought: EmployersSought, *, limit: int, cursor: str | None
) -> Page[EmployerOut]:
    """The employers that the caller's centres work with, by name. Raises Forbidden."""
    access.may_list_employers(actor)
    wanted: list[Filter] = [{"merged_into": None}]
    if not access.covers_all(actor):
        wanted.append({"centre_ids": {"$in": sorted(actor.centre_ids)}})
    if sought.centre_id:
        wanted.append({"centre_ids": sought.centre_id})
    wanted += [{"search": {"$regex": f"^{re.escape(word)}"}} for word in _words(sought.search)]
    found, following = await page_of(
        db, documents.EMPLOYERS, actor.provider_id, wanted, Order("sort_name"), limit=limit, cursor=cursor
    )
    return Page[EmployerOut](
        items=[EmployerOut.of(employer_from(one), one["v"]) for one in found], next=following
    )


async def employer(db: Database, actor: Actor, employer_id: str) -> EmployerOut:
    """One employer. Raises Forbidden and EmployerNotFound."""
    found = await _one(db, documents.EMPLOYERS, actor.provider_id, employer_id)
    read = access.may_read_employer(actor, employer_from(found) if found else None)
    return EmployerOut.of(read, read.version)

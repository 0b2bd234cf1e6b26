"""What several screens read alike."""

from collections.abc import Collection
from datetime import date, datetime

from chassis.actor import Actor
from chassis.errors import NotFound
from chassis.mongo import Database, scoped
from chassis.tx import not_known_yet
from services.caseload.documents import PEOPLE, person_from
from services.scheduling import access, documents
from services.scheduling.domain.slot import Busy, Resource


async def check_near(db: Database, actor: Actor, person_id: str, now: datetime) -> None:
    """Raises `NotFound` (or `NotKnownYet`) unless the person works or learns where the actor does."""
    row = await db[PEOPLE].find_one(scoped(actor.provider_id, _id=person_id))
    if row is None:
        raise not_known_yet(person_id, now) or NotFound("There is no such person.")
    if not access.is_colleague(actor, person_from(row)):
        raise NotFound("There is no such person.")


async def busy_times(
    db: Database, provider_id: str, resources: Collection[Resource], days: Collection[date]
) -> list[Busy]:
    """What holds these resources on these UTC days: one read by id."""
    ids = [documents.calendar_id(provider_id, resource, day) for resource in resources for day in days]
    rows = await db[documents.CALENDARS].find(scoped(provider_id, _id={"$in": ids})).to_list(len(ids))
    return documents.busy_from(rows)

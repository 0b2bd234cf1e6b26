"""What several screens read alike."""

from collections.abc import Collection
from datetime import date

from chassis.mongo import Database, scoped
from services.scheduling import documents
from services.scheduling.domain.slot import Busy, Hold, Resource


async def busy_times(
    db: Database, provider_id: str, resources: Collection[Resource], days: Collection[date]
) -> list[Busy]:
    """What refuses a booking of these resources on these UTC days."""
    entries = await entries_in(db, provider_id, resources, days)
    return [entry for entry in entries if entry.hold is not Hold.EVENT]


async def entries_in(
    db: Database, provider_id: str, resources: Collection[Resource], days: Collection[date]
) -> list[Busy]:
    """All that stands in the calendars of these resources on these UTC days, events too: one read by id."""
    ids = [documents.calendar_id(provider_id, resource, day) for resource in resources for day in days]
    rows = await db[documents.CALENDARS].find(scoped(provider_id, _id={"$in": ids})).to_list(len(ids))
    return documents.entries_from(rows)

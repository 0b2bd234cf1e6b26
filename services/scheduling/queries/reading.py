"""What several screens read alike."""

from collections.abc import Collection
from datetime import date

from chassis.mongo import Database, scoped
from services.scheduling import documents
from services.scheduling.domain.slot import Busy, Resource

WITHOUT_PLUMBING = {"ob": 0, "au": 0, "idem": 0}


async def busy_times(
    db: Database, provider_id: str, resources: Collection[Resource], days: Collection[date]
) -> list[Busy]:
    """What holds these resources on these UTC days: one read by id."""
    ids = [documents.calendar_id(provider_id, resource, day) for resource in resources for day in days]
    rows = await db[documents.CALENDARS].find(scoped(provider_id, _id={"$in": ids})).to_list(len(ids))
    return documents.busy_from(rows)

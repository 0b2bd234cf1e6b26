"""The names that stand in what people read."""

from collections.abc import Iterable

from chassis.mongo import Database, scoped
from services.notifications.documents import PEOPLE, person_from
from services.notifications.domain.notification import Person


async def people_of(db: Database, provider_id: str, ids: Iterable[str]) -> dict[str, Person]:
    """Those of the provider's people that are known here, by id."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = await db[PEOPLE].find(scoped(provider_id, _id={"$in": wanted})).to_list(len(wanted))
    return {document["_id"]: person_from(document) for document in found}

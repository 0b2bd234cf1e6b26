"""Events and tasks of centres as people may see them."""

from typing import Any

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from chassis.mongo import Database, scoped
from services.caseload import reaches
from services.scheduling import access, documents
from services.scheduling.domain.slot import Slot
from services.scheduling.schemas.centre_diary import EventOut, TaskOut

MOST_EVENTS = 500
MOST_TASKS = 500


async def events(db: Database, actor: Actor, span: Slot, centre_id: str | None = None) -> list[EventOut]:
    """Those that touch the span: one's own invitations, or the centre's for its office (CE-09)."""
    times = {"starts_at": {"$lt": span.ends_at}, "ends_at": {"$gt": span.starts_at}, "cancelled_at": None}
    at_centre = {} if centre_id is None else {"centre_id": centre_id}
    query = scoped(actor.provider_id, {**times, "$and": [access.visible_events(actor), at_centre]})
    rows = await db[documents.EVENTS].find(query).sort([("starts_at", 1), ("_id", 1)]).to_list(MOST_EVENTS)
    stored = [documents.event_from(row) for row in rows]
    return [EventOut.of(one, one.version) for one in stored]


async def event(db: Database, actor: Actor, event_id: str) -> tuple[EventOut, int]:
    """One event and its version. Raises `NotFound`."""
    query = scoped(actor.provider_id, access.visible_events(actor), _id=event_id)
    row = await db[documents.EVENTS].find_one(query)
    if row is None:
        raise NotFound("There is no such event.")
    found = documents.event_from(row)
    return EventOut.of(found, found.version), found.version


async def tasks(db: Database, actor: Actor, centre_id: str | None, done: bool | None) -> list[TaskOut]:
    """The tasks of a centre, or of all one's centres, by day due (CE-10). Raises `Forbidden` and `NotFound`."""
    if not access.sees_centre_diary(actor):
        raise Forbidden("Tasks are for the centre's office.")
    about: dict[str, Any] = {} if done is None else {"done": done}
    if centre_id is not None:
        if not reaches(actor, [centre_id]):
            raise NotFound("There is no such centre.")
        about["centre_id"] = centre_id
    else:
        about |= access.at_own_centres(actor)
    found = db[documents.TASKS].find(scoped(actor.provider_id, about)).sort([("due", 1), ("_id", 1)])
    stored = [documents.task_from(row) for row in await found.to_list(MOST_TASKS)]
    return [TaskOut.of(one, one.version) for one in stored]

"""What screens read: the evidence library."""

from datetime import datetime
from typing import Any

from chassis.actor import Actor
from chassis.listing import Order, page_of
from chassis.mongo import Database, scoped
from chassis.paging import Page
from services.caseload import local_day
from services.caseload.queries import learner_for, names_of, part_of
from services.evidence.access import Sight, library_sight
from services.evidence.documents import (
    SESSIONS,
    session_from,
)
from services.evidence.domain.library import Attendee, LibrarySession
from services.evidence.schemas import LibraryItemOut

NEWEST = Order("starts_at", down=True, moment=True)


async def evidence_library(
    db: Database, actor: Actor, learner_id: str, now: datetime, *, limit: int, cursor: str | None
) -> Page[LibraryItemOut]:
    """The learner's library as far as the actor sees it, newest first; `now` is UTC.

    Raises NotFound, NotKnownYet for a learner so new that identity's word is still on its way, Forbidden, and
    Invalid for a cursor that is not ours.
    """
    learner = await learner_for(db, actor, learner_id, now)
    leads = actor.role == "assessor" and await _leads(db, actor, learner_id)
    sight = library_sight(actor, learner, leads=leads, today=local_day(now))
    if sight is Sight.LED_SESSIONS:
        wanted = _listed({"learner_id": learner_id}) | {"assessor_id": actor.person_id}
    else:
        wanted = _listed(part_of(learner))
    found, following = await page_of(
        db, SESSIONS, actor.provider_id, [wanted], NEWEST, limit=limit, cursor=cursor
    )
    sessions = [session_from(document) for document in found]
    names = await names_of(db, actor.provider_id, {session.assessor_id for session in sessions})
    items = [
        LibraryItemOut.of(session, _own(session, learner_id), names.get(session.assessor_id))
        for session in sessions
    ]
    return Page(items=items, next=following)


def _listed(part: dict[str, Any]) -> dict[str, Any]:
    return {"attendees": {"$elemMatch": part | {"listed": True}}}


def _own(session: LibrarySession, learner_id: str) -> Attendee:
    own = session.attendee(learner_id)
    assert own is not None
    return own


async def _leads(db: Database, actor: Actor, learner_id: str) -> bool:
    led = scoped(actor.provider_id, _listed({"learner_id": learner_id}), assessor_id=actor.person_id)
    return await db[SESSIONS].find_one(led, {"_id": 1}) is not None

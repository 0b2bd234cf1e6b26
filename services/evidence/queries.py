"""What screens read: the evidence library."""

from datetime import datetime
from typing import Any

from chassis.actor import Actor
from chassis.errors import Invalid
from chassis.mongo import Database, scoped
from chassis.paging import Page, decode_cursor, encode_cursor
from services.caseload import local_day
from services.caseload.queries import learner_for, names_of, part_of
from services.evidence.access import Sight, library_sight
from services.evidence.documents import (
    SESSIONS,
    session_from,
)
from services.evidence.domain.library import Attendee, LibrarySession
from services.evidence.schemas import LibraryItemOut


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
        wanted = _listed({"learner_id": learner_id}) | _after(cursor) | {"assessor_id": actor.person_id}
    else:
        wanted = _listed(part_of(learner)) | _after(cursor)
    found = db[SESSIONS].find(scoped(actor.provider_id, wanted)).sort([("starts_at", -1), ("_id", -1)])
    sessions = [session_from(document) for document in await found.to_list(limit + 1)]
    return await _page(db, actor.provider_id, learner_id, sessions, limit)


def _listed(part: dict[str, Any]) -> dict[str, Any]:
    return {"attendees": {"$elemMatch": part | {"listed": True}}}


def _after(cursor: str | None) -> dict[str, Any]:
    if cursor is None:
        return {}
    starts_at, id = decode_cursor(cursor, 2)
    try:
        before = datetime.fromisoformat(starts_at)
    except (TypeError, ValueError) as error:
        raise Invalid("This page cursor is not one of ours; start again.", field="cursor") from error
    return {"$or": [{"starts_at": {"$lt": before}}, {"starts_at": before, "_id": {"$lt": str(id)}}]}


async def _page(
    db: Database, provider_id: str, learner_id: str, sessions: list[LibrarySession], limit: int
) -> Page[LibraryItemOut]:
    shown, last = sessions[:limit], sessions[limit - 1 : limit]
    names = await names_of(db, provider_id, {session.assessor_id for session in shown})
    items = [
        LibraryItemOut.of(session, _own(session, learner_id), names.get(session.assessor_id))
        for session in shown
    ]
    more = len(sessions) > limit
    return Page(items=items, next=encode_cursor(last[0].starts_at.isoformat(), last[0].id) if more else None)


def _own(session: LibrarySession, learner_id: str) -> Attendee:
    own = session.attendee(learner_id)
    assert own is not None
    return own


async def _leads(db: Database, actor: Actor, learner_id: str) -> bool:
    led = scoped(actor.provider_id, _listed({"learner_id": learner_id}), assessor_id=actor.person_id)
    return await db[SESSIONS].find_one(led, {"_id": 1}) is not None

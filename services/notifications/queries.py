"""What people read: their own notifications."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from chassis.actor import Actor
from chassis.errors import Invalid
from chassis.mongo import Database, scoped
from chassis.paging import decode_cursor, encode_cursor
from services.notifications.documents import NOTIFICATIONS, PEOPLE, notification_from, person_from
from services.notifications.domain.notification import Person
from services.notifications.domain.wording import word
from services.notifications.schemas import NotificationOut, NotificationsOut

MOST_UNREAD = 1000
"""The unread count stops here."""


async def own_notifications(
    db: Database, actor: Actor, *, unread_only: bool, limit: int, cursor: str | None
) -> NotificationsOut:
    """A page of the actor's own notifications, newest first. Raises `Invalid` for a foreign cursor."""
    wanted = ({"read_at": None} if unread_only else {}) | (_after(cursor) if cursor else {})
    own = scoped(actor.provider_id, wanted, person_id=actor.person_id)
    found = db[NOTIFICATIONS].find(own).sort([("created_at", -1), ("_id", -1)]).limit(limit + 1)
    documents = await found.to_list(limit + 1)
    page = [notification_from(document) for document in documents[:limit]]
    people = await _people(
        db, actor.provider_id, {actor.person_id, *(each.occasion.assessor_id for each in page)}
    )
    reader = people.get(actor.person_id, Person.unknown(actor.person_id))
    unread = scoped(actor.provider_id, person_id=actor.person_id, read_at=None)
    count = await db[NOTIFICATIONS].count_documents(unread, limit=MOST_UNREAD)
    more = len(documents) > limit
    return NotificationsOut(
        items=[
            NotificationOut.of(each, word(each.occasion, reader, people.get(each.occasion.assessor_id)))
            for each in page
        ],
        next=encode_cursor(page[-1].created_at.isoformat(), page[-1].id) if more else None,
        unread=count,
    )


async def _people(db: Database, provider_id: str, ids: Iterable[str]) -> dict[str, Person]:
    wanted = sorted(ids)
    found = await db[PEOPLE].find(scoped(provider_id, _id={"$in": wanted})).to_list(len(wanted))
    return {document["_id"]: person_from(document) for document in found}


def _after(cursor: str) -> dict[str, Any]:
    created_at, id = decode_cursor(cursor, 2)
    try:
        moment = datetime.fromisoformat(created_at)
        if moment.tzinfo is None or not isinstance(id, str):
            raise ValueError(cursor)
    except (TypeError, ValueError):
        raise Invalid(
            "This page cursor is not one of ours; start again from the first page.", field="cursor"
        ) from None
    return {"$or": [{"created_at": {"$lt": moment}}, {"created_at": moment, "_id": {"$lt": id}}]}

"""Announcements as people read them, and as administrators keep them."""

from collections.abc import Collection
from datetime import datetime

from chassis.actor import Actor
from chassis.listing import Order, page_of
from chassis.mongo import Database, scoped
from services.caseload import local_day
from services.notifications import access
from services.notifications.documents import ANNOUNCEMENTS, READINGS, announcement_from
from services.notifications.schemas.announcements import AnnouncementOut, AnnouncementsOut

NEWEST = Order("published_at", down=True, moment=True)
MOST_UNREAD = 500
"""The unread count looks at so many announcements."""


async def announcements(
    db: Database, actor: Actor, now: datetime, *, kept: bool, limit: int, cursor: str | None
) -> AnnouncementsOut:
    """A page of what concerns the actor today, or of what they keep; newest first.

    Raises `Invalid` for a foreign cursor, and `Forbidden` for somebody who keeps none.
    """
    wanted = access.kept_by(actor) if kept else access.concerning(actor, local_day(now))
    found, following = await page_of(
        db, ANNOUNCEMENTS, actor.provider_id, [wanted], NEWEST, limit=limit, cursor=cursor
    )
    page = [announcement_from(document) for document in found]
    read = await _read(db, actor, [one.id for one in page])
    return AnnouncementsOut(
        items=[AnnouncementOut.of(one, read_at=read.get(one.id), kept=kept) for one in page],
        next=following,
        unread=await unread_announcements(db, actor, now),
    )


async def unread_announcements(db: Database, actor: Actor, now: datetime) -> int:
    """How many announcements concern the actor today and are not read yet."""
    wanted = scoped(actor.provider_id, access.concerning(actor, local_day(now)))
    found = await db[ANNOUNCEMENTS].find(wanted, {"_id": 1}).limit(MOST_UNREAD).to_list(MOST_UNREAD)
    return len(found) - len(await _read(db, actor, [document["_id"] for document in found]))


async def _read(db: Database, actor: Actor, ids: Collection[str]) -> dict[str, datetime]:
    """When the actor read those of these announcements that they have read."""
    own = scoped(actor.provider_id, person_id=actor.person_id, announcement_id={"$in": list(ids)})
    found = await db[READINGS].find(own).to_list(len(ids)) if ids else []
    return {document["announcement_id"]: document["read_at"] for document in found}

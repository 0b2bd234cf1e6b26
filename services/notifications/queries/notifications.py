"""What people read: their own notifications."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from chassis.actor import Actor
from chassis.listing import Order, page_of
from chassis.mongo import Database, scoped
from services.notifications.documents import (
    APPOINTMENTS,
    FEEDS,
    NOTIFICATIONS,
    PREFERENCES,
    PROVIDERS,
    appointment_from,
    feed_from,
    preferences_from,
    told_from,
)
from services.notifications.domain.calendar_feed import (
    LOOK_AHEAD,
    LOOK_BACK,
    Agenda,
    Feed,
    gone,
)
from services.notifications.domain.notices import Notice
from services.notifications.domain.notification import Notification, Person
from services.notifications.domain.preferences import Preferences
from services.notifications.domain.wording import word, word_notice
from services.notifications.queries.people import people_of
from services.notifications.schemas.notifications import NotificationOut, NotificationsOut

NEWEST = Order("created_at", down=True, moment=True)
MOST_UNREAD = 1000
"""The unread count stops here."""


async def own_notifications(
    db: Database, actor: Actor, *, unread_only: bool, limit: int, cursor: str | None
) -> NotificationsOut:
    """A page of the actor's own notifications, newest first. Raises `Invalid` for a foreign cursor."""
    own = {"person_id": actor.person_id} | ({"read_at": None} if unread_only else {})
    found, following = await page_of(
        db, NOTIFICATIONS, actor.provider_id, [own], NEWEST, limit=limit, cursor=cursor
    )
    page = [told_from(document) for document in found]
    mentioned = {id for each in page for id in _mentioned(each)}
    people = await people_of(db, actor.provider_id, {actor.person_id, *mentioned})
    reader = people.get(actor.person_id, Person.unknown(actor.person_id))
    unread = scoped(actor.provider_id, person_id=actor.person_id, read_at=None)
    count = await db[NOTIFICATIONS].count_documents(unread, limit=MOST_UNREAD)
    return NotificationsOut(
        items=[_worded(each, reader, people) for each in page],
        next=following,
        unread=count,
    )


def _mentioned(told: Notification | Notice) -> Iterable[str]:
    """Whose names stand in it."""
    if isinstance(told, Notification):
        return (told.occasion.assessor_id,)
    return filter(None, (told.matter.learner_id, told.matter.other_id))


def _worded(told: Notification | Notice, reader: Person, people: Mapping[str, Person]) -> NotificationOut:
    if isinstance(told, Notification):
        return NotificationOut.of(told, word(told.occasion, reader, people.get(told.occasion.assessor_id)))
    return NotificationOut.noted(told, word_notice(told.matter, reader, people))


async def own_preferences(db: Database, actor: Actor) -> Preferences:
    """What the actor said about mails."""
    document = await db[PREFERENCES].find_one(scoped(actor.provider_id, _id=actor.person_id))
    return preferences_from(document, actor.person_id)


async def own_feed(db: Database, actor: Actor) -> Feed:
    """The actor's own calendar feed, on or off."""
    document = await db[FEEDS].find_one(scoped(actor.provider_id, _id=actor.person_id))
    return feed_from(document) if document else Feed(actor.person_id)


async def agenda(db: Database, provider_id: str, digest: str, now: datetime, *, most: int) -> Agenda:
    """What the feed at the address with this digest shows: the last weeks and the next year, at most so many sessions.

    Raises FeedGone when the address leads nowhere, or its owner may not come in any more.
    """
    feed = await db[FEEDS].find_one(scoped(provider_id, digest=digest))
    person = (await people_of(db, provider_id, [feed["_id"]])).get(feed["_id"]) if feed else None
    if person is None or not person.active:
        raise gone()
    times = {"$gte": now - LOOK_BACK, "$lt": now + LOOK_AHEAD}
    found = db[APPOINTMENTS].find(scoped(provider_id, people=person.id, starts_at=times))
    documents = await found.sort("starts_at", 1).limit(most).to_list(most)
    appointments = tuple(appointment_from(document) for document in documents)
    provider = await db[PROVIDERS].find_one(scoped(provider_id, _id=provider_id))
    return Agenda(
        person=person,
        provider_name=provider["name"] if provider else "",
        appointments=appointments,
        assessors=await people_of(db, provider_id, {each.assessor_id for each in appointments}),
    )

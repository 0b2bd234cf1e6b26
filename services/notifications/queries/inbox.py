"""What waits for somebody, counted once for every screen that shows it (PT-37, PT-38)."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chassis.actor import Actor
from chassis.mongo import Database, scoped
from services.notifications.documents import APPOINTMENTS, CONVERSATIONS, OFFERS
from services.notifications.domain.to_do import Duty, Section, Waiting
from services.notifications.queries.announcements import unread_announcements
from services.notifications.queries.messages import unread_messages
from services.notifications.queries.people import people_of
from services.notifications.schemas.inbox import InboxOut, SectionOut

SHOWN = 50
"""Of each kind; the count goes on."""

MOST = 1000
"""Counting stops here."""


async def inbox(db: Database, actor: Actor, now: datetime) -> InboxOut:
    """What the actor has to do in this role, and how much they have not read."""
    found, info, messages = await asyncio.gather(
        asyncio.gather(*(_section(db, actor, duty, now) for duty in _DUTIES.get(actor.role, ()))),
        unread_announcements(db, actor, now),
        unread_messages(db, actor),
    )
    sections = [section for section in found if section.count]
    about = {one.person_id for section in sections for one in section.first if one.person_id}
    names = {id: person.name for id, person in (await people_of(db, actor.provider_id, about)).items()}
    return InboxOut(
        to_do=sum(section.count for section in sections),
        info=info,
        messages=messages,
        sections=[SectionOut.of(section, names) for section in sections],
    )


_DUTIES: Mapping[str, tuple[Duty, ...]] = {
    "learner": (Duty.ANSWER_OFFER,),
    "assessor": (Duty.ANSWER_MESSAGE, Duty.RECORD_OUTCOME, Duty.CLOSE_ENTRY),
}
"""Who has what to do; everybody else has nothing that waits here."""


async def _section(db: Database, actor: Actor, duty: Duty, now: datetime) -> Section:
    collection, at, about, wanted = _source(duty, actor.person_id, now)
    query = scoped(actor.provider_id, wanted)
    count = await db[collection].count_documents(query, limit=MOST)
    documents = await db[collection].find(query).sort(at, 1).limit(SHOWN).to_list(SHOWN) if count else []
    return Section(duty, count, [Waiting(one["_id"], one[at], one.get(about)) for one in documents])


def _source(duty: Duty, me: str, now: datetime) -> tuple[str, str, str, dict[str, Any]]:
    """The collection, its fields for the moment and for whom it is about, and what of it waits."""
    over = {"assessor_id": me, "open": True, "ends_at": {"$lt": now}}
    match duty:
        case Duty.ANSWER_OFFER:
            return OFFERS, "starts_at", "", {"learner_id": me, "until": {"$gt": now}}
        case Duty.ANSWER_MESSAGE:
            unanswered = {"assessor_id": me, "last_from_id": {"$ne": me}}
            return CONVERSATIONS, "last_at", "writer_id", unanswered
        case Duty.RECORD_OUTCOME:
            return APPOINTMENTS, "starts_at", "", over | {"entry": False}
        case Duty.CLOSE_ENTRY:
            return APPOINTMENTS, "starts_at", "", over | {"entry": True}

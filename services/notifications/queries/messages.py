"""Conversations as the two who have them read them."""

from chassis.actor import Actor
from chassis.listing import Order, page_of
from chassis.mongo import Database, scoped
from services.notifications.documents import CONVERSATIONS, MESSAGES, conversation_from, message_from
from services.notifications.domain.conversation import Conversation, NoSuchConversation
from services.notifications.queries.people import people_of
from services.notifications.schemas.messages import (
    ConversationOut,
    ConversationsOut,
    MessageOut,
    MessagesOut,
)

LAST = Order("last_at", down=True, moment=True)
NEWEST = Order("created_at", down=True, moment=True)
MOST_UNREAD = 1000
"""The unread count looks at so many conversations."""


async def own_conversations(
    db: Database, actor: Actor, *, limit: int, cursor: str | None
) -> ConversationsOut:
    """A page of the actor's conversations, newest first. Raises `Invalid` for a foreign cursor."""
    own = {"people": actor.person_id}
    found, following = await page_of(
        db, CONVERSATIONS, actor.provider_id, [own], LAST, limit=limit, cursor=cursor
    )
    page = [conversation_from(document) for document in found]
    named = {id for one in page for id in (*one.people, one.learner_id)}
    people = await people_of(db, actor.provider_id, named)
    items = [ConversationOut.of(one, actor.person_id, people) for one in page]
    return ConversationsOut(items=items, next=following)


async def own_messages(
    db: Database, actor: Actor, conversation_id: str, *, limit: int, cursor: str | None
) -> MessagesOut:
    """A page of one of the actor's conversations. Raises `NoSuchConversation`, and `Invalid` for a foreign cursor."""
    own = scoped(actor.provider_id, _id=conversation_id, people=actor.person_id)
    document = await db[CONVERSATIONS].find_one(own)
    if document is None:
        raise NoSuchConversation("You have no such conversation.")
    conversation = conversation_from(document)
    of_it = {"conversation_id": conversation_id}
    found, following = await page_of(
        db, MESSAGES, actor.provider_id, [of_it], NEWEST, limit=limit, cursor=cursor
    )
    people = await people_of(db, actor.provider_id, {*conversation.people, conversation.learner_id})
    return MessagesOut(
        items=[MessageOut.of(message_from(one), actor.person_id, people) for one in found],
        next=following,
        conversation=ConversationOut.of(conversation, actor.person_id, people),
    )


async def unread_messages(db: Database, actor: Actor) -> int:
    """How many messages the actor has not seen yet."""
    unread = db[CONVERSATIONS].find(scoped(actor.provider_id, unread_by=actor.person_id))
    found: list[Conversation] = [conversation_from(one) for one in await unread.to_list(MOST_UNREAD)]
    return sum(one.unread(actor.person_id) for one in found)

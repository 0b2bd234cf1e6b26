"""Routes of messages between a learner or an employer and the assessor."""

import json
from typing import Annotated

from fastapi import Depends, Path, Request, Response

from chassis.http import Ask, Command, Router, everyone
from chassis.paging import Cursor, Limit
from chassis.schemas import Id
from services.notifications import handlers
from services.notifications.domain.conversation import Conversation, MessagesCarryNoFiles
from services.notifications.queries import messages as queries
from services.notifications.schemas import messages as schemas
from services.notifications.settings import Settings

router = Router(tags=["messages"])

ConversationId = Annotated[Id, Path(description="The conversation's id.")]


async def without_files(request: Request) -> None:
    """Refuse a message that brings a file, and say where files go (SA-34)."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_json = kind == "application/json" or kind.endswith("+json")
    if kind and (not is_json or _brings_a_file(await request.body())):
        raise MessagesCarryNoFiles(
            "A message carries no files. Work for assessment goes in by Upload Work.", field="attachments"
        )


def _brings_a_file(body: bytes) -> bool:
    try:
        said = json.loads(body)
    except ValueError:
        return False
    return isinstance(said, dict) and any("attach" in name or "file" in name for name in said)


@router.get("/messages", response_model=schemas.ConversationsOut)
@everyone
async def list_conversations(ask: Ask, limit: Limit = 20, cursor: Cursor = None) -> schemas.ConversationsOut:
    """The caller's conversations, the one with the newest message first."""
    return await queries.own_conversations(ask.db, ask.actor, limit=limit, cursor=cursor)


@router.post(
    "/messages",
    status_code=201,
    response_model=schemas.SentOut,
    dependencies=[Depends(without_files)],
)
@everyone
async def write_message(body: schemas.MessageIn, command: Command) -> Response:
    """Write to the assessor of an enrolment, or go on with a conversation. It is mailed once; files are refused."""
    settings = command.kit.settings
    assert isinstance(settings, Settings)
    cmd = handlers.WriteMessage(
        enrolment_id=body.enrolment_id,
        conversation_id=body.conversation_id,
        subject=body.subject,
        text=body.text,
        most_an_hour=settings.messages_an_hour,
    )
    return await command.run(handlers.write_message, cmd, answer=schemas.SentOut.of, status=201)


@router.get("/messages/{conversation_id}", response_model=schemas.MessagesOut)
@everyone
async def read_messages(
    ask: Ask, conversation_id: ConversationId, limit: Limit = 50, cursor: Cursor = None
) -> schemas.MessagesOut:
    """One of the caller's conversations, newest message first."""
    return await queries.own_messages(ask.db, ask.actor, conversation_id, limit=limit, cursor=cursor)


@router.put("/messages/{conversation_id}/read", response_model=schemas.SeenOut)
@everyone
async def mark_conversation_read(
    body: schemas.SeenIn, command: Command, conversation_id: ConversationId
) -> Response:
    """Note how many messages of a conversation the caller has seen. What was seen stays so; no `If-Match` is needed."""
    reader = command.actor.person_id

    def answer(conversation: Conversation) -> schemas.SeenOut:
        return schemas.SeenOut(id=conversation.id, unread=conversation.unread(reader))

    cmd = handlers.ReadConversation(conversation_id, body.seen)
    return await command.run(handlers.read_conversation, cmd, answer=answer)

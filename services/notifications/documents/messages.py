"""Conversations, their messages and how much somebody wrote lately, as they are stored."""

from collections.abc import Mapping
from typing import Any

from services.notifications.documents.notifications import mail_state
from services.notifications.domain.conversation import Conversation, Message, Pen
from services.notifications.domain.notification import MailStatus


def conversation_state(conversation: Conversation) -> dict[str, Any]:
    """A conversation as it is stored; `people` and `unread_by` stand there for queries."""
    return {
        "enrolment_id": conversation.enrolment_id,
        "learner_id": conversation.learner_id,
        "assessor_id": conversation.assessor_id,
        "writer_id": conversation.writer_id,
        "subject": conversation.subject,
        "last_text": conversation.last_text,
        "last_from_id": conversation.last_from_id,
        "last_at": conversation.last_at,
        "count": conversation.count,
        "seen": dict(conversation.seen),
        "people": list(conversation.people),
        "unread_by": [id for id in conversation.people if conversation.unread(id)],
    }


def conversation_from(document: Mapping[str, Any]) -> Conversation:
    """A stored conversation."""
    return Conversation(
        id=document["_id"],
        enrolment_id=document["enrolment_id"],
        learner_id=document["learner_id"],
        assessor_id=document["assessor_id"],
        writer_id=document["writer_id"],
        subject=document["subject"],
        last_text=document["last_text"],
        last_from_id=document["last_from_id"],
        last_at=document["last_at"],
        count=document["count"],
        seen=document["seen"],
        version=document["v"],
    )


def message_state(message: Message) -> dict[str, Any]:
    """A new message as it is stored; its mail is due at once."""
    return {
        "conversation_id": message.conversation_id,
        "from_id": message.from_id,
        "person_id": message.person_id,
        "subject": message.subject,
        "text": message.text,
        "created_at": message.created_at,
        "mail": mail_state(MailStatus.WAITING, message.created_at),
    }


def message_from(document: Mapping[str, Any]) -> Message:
    """A stored message."""
    return Message(
        id=document["_id"],
        provider_id=document["provider_id"],
        conversation_id=document["conversation_id"],
        from_id=document["from_id"],
        person_id=document["person_id"],
        subject=document["subject"],
        text=document["text"],
        created_at=document["created_at"],
    )


def pen_from(document: Mapping[str, Any] | None, person_id: str) -> Pen:
    """How much somebody wrote lately; nothing without a document."""
    return Pen(person_id, tuple(document["written_at"]), document["v"]) if document else Pen(person_id)

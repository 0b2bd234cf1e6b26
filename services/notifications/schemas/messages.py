"""Messages and conversations, in and out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from chassis.paging import Page
from chassis.schemas import Id, In, Out, ShownId, Text
from services.notifications.domain.conversation import Conversation, Message
from services.notifications.domain.notification import Person


class MessageIn(In):
    """A message to the assessor of an enrolment, or the next one of a conversation: name one of the two."""

    enrolment_id: Annotated[Id | None, Field(description="Whose assessor it goes to.")] = None
    conversation_id: Annotated[Id | None, Field(description="What it goes on with.")] = None
    subject: Annotated[
        Annotated[Text, StringConstraints(min_length=1, max_length=120)] | None,
        Field(description="Needed with an enrolment; with a conversation null: as before."),
    ] = None
    text: Annotated[Text, StringConstraints(min_length=1, max_length=4000)]

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Self:
        if (self.enrolment_id is None) == (self.conversation_id is None):
            raise ValueError("Name either an enrolment or a conversation.")
        return self


class SeenIn(In):
    """How many of a conversation's messages the caller has seen: its `count` as it was shown."""

    seen: Annotated[int, Field(ge=0, le=10**6)]


class MessageOut(Out):
    """One message; `own`: the caller wrote it."""

    id: str
    conversation_id: str
    own: bool
    from_name: str
    subject: str
    text: str
    sent_at: datetime

    @classmethod
    def of(cls, message: Message, reader_id: str, people: Mapping[str, Person]) -> Self:
        """The message as one of the two reads it."""
        return cls(
            id=message.id,
            conversation_id=message.conversation_id,
            own=message.from_id == reader_id,
            from_name=_name(people, message.from_id),
            subject=message.subject,
            text=message.text,
            sent_at=message.created_at,
        )


class SentOut(Out):
    """A message that was sent."""

    id: str
    conversation_id: str

    @classmethod
    def of(cls, message: Message) -> Self:
        """The message."""
        return cls(id=message.id, conversation_id=message.conversation_id)


class ConversationOut(Out):
    """What the caller and somebody else write to each other about an enrolment, and the last message of it."""

    id: str
    enrolment_id: str
    learner_id: ShownId
    learner_name: str
    with_name: str
    subject: str
    last_text: str
    last_own: bool
    last_at: datetime
    count: int
    unread: int

    @classmethod
    def of(cls, conversation: Conversation, reader_id: str, people: Mapping[str, Person]) -> Self:
        """The conversation as one of the two reads it."""
        assert conversation.last_at is not None
        return cls(
            id=conversation.id,
            enrolment_id=conversation.enrolment_id,
            learner_id=conversation.learner_id,
            learner_name=_name(people, conversation.learner_id),
            with_name=_name(people, conversation.other(reader_id)),
            subject=conversation.subject,
            last_text=conversation.last_text,
            last_own=conversation.last_from_id == reader_id,
            last_at=conversation.last_at,
            count=conversation.count,
            unread=conversation.unread(reader_id),
        )


class ConversationsOut(Page[ConversationOut]):
    """A page of the caller's conversations, the one with the newest message first."""


class MessagesOut(Page[MessageOut]):
    """A page of one conversation, newest first."""

    conversation: ConversationOut


class SeenOut(Out):
    """How many messages of the conversation are left unread."""

    id: str
    unread: int


def _name(people: Mapping[str, Person], id: str) -> str:
    return people[id].name if id in people else ""

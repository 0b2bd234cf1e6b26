"""Writing to the assessor, and answering (SA-34, SA-68)."""

from dataclasses import dataclass

from chassis.errors import Invalid, NotFound
from chassis.tx import command, not_known_yet
from contracts.notifications import ConversationChanged
from services.caseload import local_day
from services.notifications import access
from services.notifications.domain.conversation import (
    Conversation,
    ConversationIsOver,
    Message,
    NobodyToWriteTo,
    NoSuchConversation,
)
from services.notifications.ports import NotificationsTx


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteMessage:
    """Write to the assessor of an enrolment, which needs a subject, or go on with a conversation: one of the two.
    `most_an_hour` is how much one person may write.
    """

    enrolment_id: str | None
    conversation_id: str | None
    subject: str | None
    text: str
    most_an_hour: int


@dataclass(frozen=True, slots=True)
class ReadConversation:
    """The caller has seen so many of its messages."""

    conversation_id: str
    seen: int


@command(creates="messages", spans=True)
async def write_message(tx: NotificationsTx, cmd: WriteMessage) -> Message:
    """Keep the message for both and mail it to the other.

    Raises `NotFound`, `NotKnownYet`, `Forbidden`, `NobodyToWriteTo`, `NoSuchConversation`, `ConversationIsOver`,
    `TooManyMessages`, and `Invalid` without a subject.
    """
    message_id, sender = tx.new_id(), tx.actor.person_id
    if cmd.enrolment_id:
        conversation = await _about(tx, cmd.enrolment_id)
        if not cmd.subject:
            raise Invalid("Say in a few words what it is about.", field="subject")
    else:
        conversation = await _own(tx, cmd.conversation_id or "")
        await _check_goes_on(tx, conversation)
    subject = cmd.subject or conversation.subject
    pen = (await tx.conversations.pen(sender)).wrote(tx.now, cmd.most_an_hour)
    message = Message(
        id=message_id,
        provider_id=tx.actor.provider_id,
        conversation_id=conversation.id,
        from_id=sender,
        person_id=conversation.other(sender),
        subject=subject,
        text=cmd.text,
        created_at=tx.now,
    )
    tx.conversations.add(message)
    _save(tx, conversation.with_one_more(sender, subject, cmd.text, tx.now), "written")
    tx.conversations.keep_pen(pen)
    return message


@command()
async def read_conversation(tx: NotificationsTx, cmd: ReadConversation) -> Conversation:
    """Note how many of the messages the caller has seen. Repeating it is harmless. Raises `NoSuchConversation`."""
    conversation = await _own(tx, cmd.conversation_id)
    seen = conversation.seen_by(tx.actor.person_id, cmd.seen)
    if seen != conversation:
        _save(tx, seen, "read")
    return seen


async def _about(tx: NotificationsTx, enrolment_id: str) -> Conversation:
    """The conversation with the assessor of an enrolment, perhaps before its first message."""
    enrolment = await tx.caseload.enrolment(enrolment_id)
    if enrolment is None:
        absent = NotFound("There is no such enrolment.", field="enrolment_id")
        raise not_known_yet(enrolment_id, tx.now) or absent
    learner = await tx.caseload.learner(enrolment.learner_id)
    access.check_writes(tx.actor, enrolment, learner, local_day(tx.now))
    if enrolment.assessor_id is None or enrolment.archived:
        raise NobodyToWriteTo("Nobody looks after this qualification at the moment. Please ask your centre.")
    new = Conversation.between(
        enrolment_id=enrolment.id,
        learner_id=enrolment.learner_id,
        assessor_id=enrolment.assessor_id,
        writer_id=tx.actor.person_id,
    )
    return await tx.conversations.get(new.id) or new


async def _own(tx: NotificationsTx, conversation_id: str) -> Conversation:
    conversation = await tx.conversations.get(conversation_id)
    if conversation is None or tx.actor.person_id not in conversation.people:
        raise NoSuchConversation("You have no such conversation.", field="conversation_id")
    return conversation


async def _check_goes_on(tx: NotificationsTx, conversation: Conversation) -> None:
    enrolment = await tx.caseload.enrolment(conversation.enrolment_id)
    learner = await tx.caseload.learner(conversation.learner_id)
    if (
        enrolment is None
        or enrolment.archived
        or enrolment.assessor_id != conversation.assessor_id
        or not access.is_writer(conversation.writer_id, enrolment, learner, local_day(tx.now))
    ):
        raise ConversationIsOver("One of you has nothing to do with this qualification any more.")


def _save(tx: NotificationsTx, conversation: Conversation, change: str) -> None:
    assert conversation.last_at is not None
    tx.conversations.save(conversation)
    tx.publish(
        ConversationChanged(
            id=conversation.id,
            concerns=conversation.people,
            enrolment_id=conversation.enrolment_id,
            learner_id=conversation.learner_id,
            assessor_id=conversation.assessor_id,
            writer_id=conversation.writer_id,
            count=conversation.count,
            last_from_id=conversation.last_from_id,
            last_at=conversation.last_at,
        ),
        change=change,
    )

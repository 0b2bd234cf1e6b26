"""Conversations, and the enrolments they are about, on documents."""

from chassis.tx import Tx
from services.caseload import Enrolment, Learner
from services.caseload.documents import ENROLMENTS, SUPERVISIONS, enrolment_from, supervisors_from
from services.notifications import documents
from services.notifications.documents import CONVERSATIONS, MESSAGES, PENS
from services.notifications.domain.conversation import Conversation, Message, Pen


class StoredConversations:
    """`ports.Conversations`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, id: str) -> Conversation | None:
        """The provider's conversation, or None."""
        document = await self._tx.get(CONVERSATIONS, id, self._tx.provider_id)
        return documents.conversation_from(document) if document else None

    def save(self, conversation: Conversation) -> None:
        """Write it with this Tx, which tells of it."""
        state = documents.conversation_state(conversation)
        self._tx.save(CONVERSATIONS, conversation.id, state, version=conversation.version)

    def add(self, message: Message) -> None:
        """Write a new message with this Tx."""
        self._tx.keep(MESSAGES, message.id, documents.message_state(message), version=0)

    async def pen(self, person_id: str) -> Pen:
        """The person's own."""
        return documents.pen_from(await self._tx.get(PENS, person_id, self._tx.provider_id), person_id)

    def keep_pen(self, pen: Pen) -> None:
        """Write it with this Tx, so that two messages at once count as two."""
        self._tx.keep(PENS, pen.person_id, {"written_at": list(pen.written_at)}, version=pen.version)


class StoredCaseload:
    """`ports.Caseload`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def enrolment(self, id: str) -> Enrolment | None:
        """As identity told of it."""
        document = await self._tx.get(ENROLMENTS, id, self._tx.provider_id)
        return enrolment_from(document) if document else None

    async def learner(self, id: str) -> Learner:
        """As identity told of them."""
        found = await self._tx.find(ENROLMENTS, self._tx.provider_id, learner_id=id)
        enrolments = tuple(enrolment_from(document) for document in found)
        supervision = await self._tx.get(SUPERVISIONS, id, self._tx.provider_id)
        return Learner(
            id,
            frozenset(enrolment.centre_id for enrolment in enrolments),
            enrolments,
            supervisors=supervisors_from(supervision) if supervision else (),
        )

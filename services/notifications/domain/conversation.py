"""What a learner, or the employer of one, and the assessor write to each other about an enrolment (SA-34, SA-68)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID, uuid5

from chassis.errors import Kind, NotFound, Refusal

_NAMESPACE = UUID("7d1f2c0b-93a4-5a0e-8f51-5b0f4c6c7b1e")
_HOUR = timedelta(hours=1)


class NoSuchConversation(NotFound):
    """There is none, or it is between others."""


class NobodyToWriteTo(Refusal):
    """The enrolment has no assessor yet, or nobody looks after it any more."""


class ConversationIsOver(Refusal):
    """One of the two has nothing to do with the enrolment any more."""


class MessagesCarryNoFiles(Refusal):
    """Work for assessment goes in by Upload Work, never by a message."""

    kind: ClassVar[Kind] = Kind.INVALID


class TooManyMessages(Refusal):
    """The sender has written as many messages as may be within an hour."""

    kind: ClassVar[Kind] = Kind.TOO_MANY


@dataclass(frozen=True, slots=True)
class Message:
    """One message, which is its own mail: kept once for both, sent to one of them."""

    id: str
    provider_id: str
    conversation_id: str
    from_id: str
    person_id: str
    """Whom it goes to."""
    subject: str
    text: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """All that two people wrote to each other about one enrolment. `seen` says by person how many of the messages they
    have read or written.
    """

    id: str
    enrolment_id: str
    learner_id: str
    assessor_id: str
    writer_id: str
    subject: str = ""
    last_text: str = ""
    last_from_id: str = ""
    last_at: datetime | None = None
    count: int = 0
    seen: Mapping[str, int] = field(default_factory=dict)
    version: int = 0

    @classmethod
    def between(
        cls, *, enrolment_id: str, learner_id: str, assessor_id: str, writer_id: str
    ) -> "Conversation":
        """The one of these two about this enrolment, before the first message."""
        name = f"{enrolment_id}/{assessor_id}/{writer_id}"
        return cls(
            id=str(uuid5(_NAMESPACE, name)),
            enrolment_id=enrolment_id,
            learner_id=learner_id,
            assessor_id=assessor_id,
            writer_id=writer_id,
        )

    @property
    def people(self) -> tuple[str, str]:
        """The two of them."""
        return (self.assessor_id, self.writer_id)

    def other(self, person_id: str) -> str:
        """Whom one of them writes to."""
        return self.writer_id if person_id == self.assessor_id else self.assessor_id

    def unread(self, person_id: str) -> int:
        """How many messages one of them has not seen. Who writes has seen what came before."""
        return self.count - self.seen.get(person_id, 0)

    def with_one_more(self, from_id: str, subject: str, text: str, at: datetime) -> "Conversation":
        """After another message."""
        count = self.count + 1
        return replace(
            self,
            subject=subject,
            last_text=text,
            last_from_id=from_id,
            last_at=at,
            count=count,
            seen={**self.seen, from_id: count},
        )

    def seen_by(self, person_id: str, count: int) -> "Conversation":
        """One of them has seen so many of the messages; what was seen once stays seen."""
        seen = max(self.seen.get(person_id, 0), min(count, self.count))
        return replace(self, seen={**self.seen, person_id: seen})


@dataclass(frozen=True, slots=True)
class Pen:
    """When somebody has written within the last hour."""

    person_id: str
    written_at: tuple[datetime, ...] = ()
    version: int = 0

    def wrote(self, now: datetime, most: int) -> "Pen":
        """After one more message. Raises `TooManyMessages`."""
        recent = tuple(at for at in self.written_at if now - at < _HOUR)
        if len(recent) >= most:
            refusal = TooManyMessages(
                f"You may send {most} messages an hour. Please wait a little.", most=most
            )
            refusal.retry_after = max(1, round((recent[-most] + _HOUR - now).total_seconds()))
            raise refusal
        return replace(self, written_at=(*recent, now))

"""Messages as they come from the broker."""

from collections.abc import Mapping
from dataclasses import dataclass

from aio_pika.abc import AbstractIncomingMessage, FieldValue

from contracts.base import Contract, Received

ATTEMPT = "attempt"
"""Our header: how often the message was put off. The broker's own counts differ by version (b.2)."""

_BROKERS_OWN = ("x-death", "x-first-death", "x-last-death", "x-delivery-count")


@dataclass(frozen=True, slots=True)
class Message:
    """A message nobody has understood yet. Everything but the body may be missing: then it is empty, or 0."""

    body: bytes
    type: str
    message_id: str
    correlation_id: str
    attempt: int
    headers: Mapping[str, FieldValue]

    @classmethod
    def of(cls, incoming: AbstractIncomingMessage) -> "Message":
        """Read a message. Headers the broker added on the way are left out, so that copies start afresh."""
        headers = {
            name: value for name, value in incoming.headers.items() if not name.startswith(_BROKERS_OWN)
        }
        attempt = headers.pop(ATTEMPT, 0)
        return cls(
            body=incoming.body,
            type=incoming.type or "",
            message_id=incoming.message_id or "",
            correlation_id=str(incoming.correlation_id or ""),
            attempt=attempt if isinstance(attempt, int) and attempt > 0 else 0,
            headers=headers,
        )


@dataclass(frozen=True, slots=True)
class Delivery:
    """An event that has arrived, and the message it came in."""

    event: Received[Contract]
    message: Message

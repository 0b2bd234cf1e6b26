"""Messages as they come from the broker."""

from collections.abc import Mapping
from dataclasses import dataclass

from aio_pika.abc import AbstractIncomingMessage, FieldValue

from contracts.base import Contract, Received

ATTEMPT = "attempt"
"""Our header: how often the message was put off. The broker's own counts differ by version (b.2)."""

_DELIVERY_COUNT = "x-delivery-count"
_BROKERS_OWN = ("x-death", "x-first-death", "x-last-death", _DELIVERY_COUNT)


@dataclass(frozen=True, slots=True)
class Message:
    """A message nobody has understood yet. Everything but the body may be missing: then it is empty, or 0.

    `attempt` is how often we put it off, `handed_back` how often its readers died or returned it since then.
    """

    body: bytes
    type: str
    message_id: str
    correlation_id: str
    attempt: int
    handed_back: int
    headers: Mapping[str, FieldValue]

    @classmethod
    def of(cls, incoming: AbstractIncomingMessage) -> "Message":
        """Read a message. Headers the broker added on the way are left out, so that copies start afresh."""
        headers = {
            name: value for name, value in incoming.headers.items() if not name.startswith(_BROKERS_OWN)
        }
        return cls(
            body=incoming.body,
            type=incoming.type or "",
            message_id=incoming.message_id or "",
            correlation_id=str(incoming.correlation_id or ""),
            attempt=_count(headers.pop(ATTEMPT, 0)),
            handed_back=_count(incoming.headers.get(_DELIVERY_COUNT, 0)),
            headers=headers,
        )


def _count(value: FieldValue) -> int:
    return value if isinstance(value, int) and value > 0 else 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """An event that has arrived, and the message it came in."""

    event: Received[Contract]
    message: Message

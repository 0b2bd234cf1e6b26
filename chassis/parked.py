"""The parking lot: messages a service could not handle, kept where people can look (b.6)."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

KEPT_BYTES = 1024 * 1024
"""An event is at most 64 KiB; of anything larger the beginning is enough to see what it was."""


class Reason(StrEnum):
    """Why a message was parked."""

    SCHEMA = "schema"  # it breaks its contract, or is of a type nobody here knows
    HANDLER = "handler"  # the handler failed every time
    CRASHES = "crashes"  # the broker handed it over too often: its reader died, or handed it back


@dataclass(frozen=True, slots=True)
class ParkedMessage:
    """A message set aside. `attempts` counts the deliveries that failed; `size` is that of the whole body."""

    service: str
    type: str
    reason: Reason
    detail: str
    attempts: int
    body: bytes
    size: int
    message_id: str
    correlation_id: str
    headers: Mapping[str, object]
    parked_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def id(self) -> str:
        """The same for the same message, so that parking it twice leaves one."""
        return self.message_id or hashlib.sha256(self.body).hexdigest()


Park = Callable[[ParkedMessage], Awaitable[None]]
"""Returns when the message is kept for good (majority); parking it again changes nothing."""

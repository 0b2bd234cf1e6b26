"""What the runner writes through: MongoDB (`chassis.mongo`), or memory in handler tests (`chassis.testing`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from chassis.tx import Change, IdempotencyRecord, Mode, Reader


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """An event as it waits in its aggregate's document: sealed, ready to be published byte for byte."""

    id: str
    type: str
    subject: str
    version: int
    correlation_id: str
    body: str

    def stored(self) -> dict[str, Any]:
        """The form kept in the document's outbox."""
        return {
            "id": self.id,
            "type": self.type,
            "subject": self.subject,
            "v": self.version,
            "correlation_id": self.correlation_id,
            "body": self.body,
        }

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> "OutboxEntry":
        """An entry read back from a document's outbox."""
        return cls(
            entry["id"], entry["type"], entry["subject"], entry["v"], entry["correlation_id"], entry["body"]
        )


@dataclass(frozen=True, slots=True)
class Write:
    """One document write: the change and everything that must be stored with it or not at all."""

    change: Change
    now: datetime
    events: tuple[OutboxEntry, ...] = ()
    audit: Mapping[str, Any] | None = None
    record: IdempotencyRecord | None = None

    def attachments(self) -> dict[str, list[dict[str, Any]]]:
        """What is appended to the document's arrays: events, the audit entry, the remembered answer."""
        record = self.record
        remembered = record and {
            "k": record.key,
            "fp": record.fingerprint,
            "s": record.status,
            "r": record.body,
            "v": record.version,
            "at": self.now,
        }
        return {
            "ob": [event.stored() for event in self.events],
            "au": [dict(self.audit)] if self.audit else [],
            "idem": [remembered] if remembered else [],
        }


@dataclass(frozen=True, slots=True)
class Commit:
    """Everything one command or event changes."""

    writes: Sequence[Write]
    operations: Mapping[str, Sequence[Any]]
    spans: bool


class LostRace(Exception):
    """Somebody else changed one of the documents first; the runner runs the handler again."""


class AlreadyExists(Exception):
    """A new document's id is taken: a repeat of the request that made it."""

    def __init__(self, change: Change) -> None:
        super().__init__(f"{change.collection} {change.id} exists")
        self.change = change


class Backend(Reader, Protocol):
    """Reads documents and writes one commit atomically."""

    async def commit(self, commit: Commit) -> None:
        """Write everything or nothing. Raises `LostRace` or `AlreadyExists`."""
        ...

    async def made_before(self, collection: str, id: str, key: str) -> tuple[bool, IdempotencyRecord | None]:
        """Whether the document exists, in whatever scope, and the answer remembered in it under an idempotency key."""
        ...


GUARDED = (Mode.PROJECTION, Mode.ONCE)
"""Modes that never lose a race: being late means there is nothing to do."""

"""The transaction a handler runs in: what it reads, what it changes, what it announces.

A handler gets a `Tx` (a service's own subclass, with its ports as attributes) and never commits, touches the network
or looks at the clock. The runner (`chassis.runner`) writes what the Tx collected as one atomic change, and may run
the handler again after a conflict, so a handler has no other side effect.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Any, Protocol, TypeVar

from chassis.actor import Actor
from chassis.errors import NotKnownYet, TooBusy, VersionChanged
from chassis.ids import IdSequence, age_of
from contracts.base import Contract

Document = dict[str, Any]
"""A stored document: `_id`, `provider_id`, `v` (version) and the state."""

PENDING_LIMIT = 500
"""Unsent events or remembered requests one document may hold before it refuses more (reliability.md b.4)."""


YOUNG_SECONDS = 60
"""How long an id that this service has not heard of may still be on its way (decisions.md, Read your writes)."""


class Mode(Enum):
    """How a change is written."""

    AGGREGATE = auto()  # versioned, with its event
    PRIVATE = auto()  # versioned, announced to nobody
    PROJECTION = auto()  # guard 1: only if newer
    ONCE = auto()  # guard 2: only if absent


@dataclass(frozen=True, slots=True)
class Change:
    """One document to be written. `version` is the one read (0: new); for projections the one to become."""

    mode: Mode
    collection: str
    id: str
    provider_id: str
    state: Mapping[str, Any]
    version: int
    before: Mapping[str, Any] | None = None

    @property
    def next_version(self) -> int:
        """The version the document has afterwards."""
        return self.version + 1 if self.mode in (Mode.AGGREGATE, Mode.PRIVATE) else self.version


@dataclass(frozen=True, slots=True)
class IdempotencyRecord:
    """What was answered to a request that is being repeated."""

    key: str
    fingerprint: str
    status: int
    body: str
    version: int | None


class AlreadyDone(Exception):
    """The request was carried out before: the runner answers from the record."""

    def __init__(self, record: IdempotencyRecord) -> None:
        super().__init__("the request was carried out before")
        self.record = record


@dataclass(frozen=True, slots=True)
class Wanted:
    """The provider's documents whose fields equal these values; a tuple means any of its members."""

    collection: str
    provider_id: str
    equals: Mapping[str, Any]


class Reader(Protocol):
    """What a Tx reads documents through: MongoDB, or memory in handler tests."""

    async def read(self, wanted: Sequence[Wanted]) -> list[list[Document]]:
        """What is found of each thing wanted, in no particular order; all of it is asked for together."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """What a Tx is opened with."""

    reader: Reader
    actor: Actor
    now: datetime
    ids: IdSequence
    key: str | None = None


@dataclass(slots=True)
class Pending:
    """What a Tx collected, for the runner to write."""

    changes: list[Change] = field(default_factory=list)
    events: list[tuple[Contract, str]] = field(default_factory=list)
    operations: dict[str, list[Any]] = field(default_factory=dict)


class Tx:
    """One atomic change in the making. Services subclass it in `store.py` and set their ports up in `open`."""

    def __init__(self, context: Context) -> None:
        self.actor = context.actor
        self.provider_id = context.actor.provider_id
        self.now = context.now
        self.pending = Pending()
        self._reader = context.reader
        self._ids = context.ids
        self._key = context.key
        self._loaded: dict[tuple[str, str], Document] = {}
        self._asked: list[tuple[Wanted, asyncio.Future[list[Document]]]] = []
        self._asking: asyncio.Task[None] | None = None
        self.open()

    def open(self) -> None:
        """Set up the service's ports (overridden by services)."""

    def new_id(self) -> str:
        """The next id; a repeat of the same command or event gets the same ids."""
        return self._ids.next()

    def publish(self, event: Contract, *, change: str) -> None:
        """Announce the finished aggregate; `event.id` is the id of an aggregate saved in this Tx."""
        self.pending.events.append((event, change))

    async def get(self, collection: str, id: str, provider_id: str) -> Document | None:
        """The document, or None when the provider has none with this id."""
        found = await self.get_many(collection, [id], provider_id)
        return found[0] if found else None

    async def get_many(self, collection: str, ids: Iterable[str], provider_id: str) -> list[Document]:
        """The documents with these ids that belong to the provider."""
        wanted = tuple(ids)
        return await self.find(collection, provider_id, _id=wanted) if wanted else []

    async def find(self, collection: str, provider_id: str, **equals: Any) -> list[Document]:
        """The provider's documents whose fields equal these values (a tuple: any of its members).

        For small look-ups that have an index.
        """
        return self._seen(collection, await self._ask(Wanted(collection, provider_id, equals)))

    def save(
        self,
        collection: str,
        id: str,
        state: Mapping[str, Any],
        *,
        version: int,
        provider_id: str | None = None,
    ) -> None:
        """Write an aggregate read at `version` (0: new). Its event must be published in the same Tx."""
        self._change(Mode.AGGREGATE, collection, id, state, version, provider_id)

    def keep(
        self,
        collection: str,
        id: str,
        state: Mapping[str, Any],
        *,
        version: int,
        provider_id: str | None = None,
    ) -> None:
        """Write a document that is announced to nobody, read at `version` (0: new)."""
        self._change(Mode.PRIVATE, collection, id, state, version, provider_id)

    def project(self, collection: str, id: str, state: Mapping[str, Any], *, version: int) -> None:
        """Write what another service's aggregate looks like, unless a newer version is known (guard 1)."""
        self._change(Mode.PROJECTION, collection, id, state, version, None)

    def once(self, collection: str, id: str, state: Mapping[str, Any]) -> None:
        """Insert the document, or do nothing when it exists: `id` is the key of the fact (guard 2)."""
        self._change(Mode.ONCE, collection, id, state, 1, None)

    def enlist(self, collection: str, operations: Sequence[Any]) -> None:
        """Add write operations to the transaction of a spanning command, before its documents."""
        self.pending.operations.setdefault(collection, []).extend(operations)

    async def _ask(self, wanted: Wanted) -> list[Document]:
        """What is asked for together (`asyncio.gather`) is one question to the store."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[Document]] = loop.create_future()
        self._asked.append((wanted, answer))
        if len(self._asked) == 1:
            self._asking = loop.create_task(self._read())
        return await answer

    async def _read(self) -> None:
        await asyncio.sleep(0)  # a `gather` within a `gather` asks one turn later
        asked, self._asked = self._asked, []
        try:
            answers = await self._reader.read([wanted for wanted, _ in asked])
        except asyncio.CancelledError:
            for _, waiting in asked:
                waiting.cancel()
            raise
        except Exception as error:
            for _, waiting in asked:
                if not waiting.done():
                    waiting.set_exception(error)
            return
        for (_, waiting), found in zip(asked, answers, strict=True):
            if not waiting.done():
                waiting.set_result(found)

    def _change(
        self,
        mode: Mode,
        collection: str,
        id: str,
        state: Mapping[str, Any],
        version: int,
        provider_id: str | None,
    ) -> None:
        before = self._loaded.get((collection, id))
        if before and max(len(before.get("ob", ())), len(before.get("idem", ()))) >= PENDING_LIMIT:
            raise TooBusy("This has been changed too often in a short time. Please try again in a moment.")
        scope = provider_id or self.provider_id
        self.pending.changes.append(Change(mode, collection, id, scope, state, version, before))

    def _seen(self, collection: str, documents: list[Document]) -> list[Document]:
        for document in documents:
            self._loaded[(collection, document["_id"])] = document
            for entry in document.get("idem", ()) if self._key else ():
                if entry["k"] == self._key:
                    raise AlreadyDone(record_from(entry))
        return documents


def record_from(entry: Mapping[str, Any]) -> IdempotencyRecord:
    """The stored form of an answer, read back."""
    return IdempotencyRecord(entry["k"], entry["fp"], entry["s"], entry["r"], entry["v"])


def expect_version(current: int, expected: int) -> None:
    """Raise `VersionChanged` unless the caller saw the current version."""
    if current != expected:
        raise VersionChanged(
            "Somebody changed this since you opened it. Load it again and repeat your change.",
            current_version=current,
        )


def not_known_yet(id: str, now: datetime) -> NotKnownYet | None:
    """The refusal for an id that may still be on its way here; None when it is too old for that."""
    age = age_of(id, now)
    if age is None or abs(age) > YOUNG_SECONDS:
        return None
    return NotKnownYet("This was created a moment ago and is still on its way here. Please try again.", id=id)


Handler = Callable[..., Awaitable[Any]]
H = TypeVar("H", bound=Handler)


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """What a handler declares about its command: the collection it creates in, and whether it spans documents."""

    creates: str | None = None
    spans: bool = False


def command(*, creates: str | None = None, spans: bool = False) -> Callable[[H], H]:
    """Declare a handler. `creates`: its first new id becomes a document of that collection, so that a repeated
    request finds its answer there. `spans`: it changes several documents, so the runner opens a transaction."""

    def declare(handler: H) -> H:
        handler.__command__ = CommandSpec(creates, spans)  # type: ignore[attr-defined]
        return handler

    return declare


def spec_of(handler: Handler) -> CommandSpec:
    """What the handler declared; by default it changes one existing document."""
    spec = getattr(handler, "__command__", CommandSpec())
    assert isinstance(spec, CommandSpec)
    return spec

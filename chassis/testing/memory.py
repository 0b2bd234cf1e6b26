"""Handlers without a database: the backend's promises kept on dictionaries.

Held honest by `tests/chassis/test_backend.py`, which runs the same suite on this and on MongoDB.
"""

import copy
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from chassis.actor import Actor
from chassis.backend import GUARDED, AlreadyExists, Commit, LostRace, Write
from chassis.ids import fresh_id
from chassis.runner import Answer, Request, Runner
from chassis.subscriptions import Subscription
from chassis.tx import Document, Handler, IdempotencyRecord, Mode, Tx, Wanted, record_from
from contracts.base import Contract, Received, open_envelope

Collections = dict[str, dict[str, Document]]
Operation = Callable[[dict[str, Document]], None]
"""What `Tx.enlist` takes here instead of a MongoDB operation; raises `LostRace`."""


class MemoryBackend:
    """Documents in dictionaries; a commit happens whole or not at all."""

    def __init__(self) -> None:
        self.collections: Collections = {}

    def documents(self, collection: str) -> dict[str, Document]:
        """The stored documents of a collection by id."""
        return self.collections.setdefault(collection, {})

    async def read(self, wanted: Sequence[Wanted]) -> list[list[Document]]:
        """What is found of each thing wanted."""
        return [self._matching(one) for one in wanted]

    def _matching(self, wanted: Wanted) -> list[Document]:
        fields = {"provider_id": wanted.provider_id, **wanted.equals}
        stored = self.documents(wanted.collection).values()
        return copy.deepcopy([d for d in stored if all(_equal(d, k, v) for k, v in fields.items())])

    async def made_before(self, collection: str, id: str, key: str) -> tuple[bool, IdempotencyRecord | None]:
        """Whether the document exists, and the answer remembered in it under the key."""
        document = self.documents(collection).get(id)
        entries = document.get("idem", ()) if document else ()
        record = next((record_from(entry) for entry in entries if entry["k"] == key), None)
        return document is not None, record

    async def commit(self, commit: Commit) -> None:
        """Write everything or nothing."""
        draft: Collections = {}
        for name, operations in commit.operations.items():
            draft[name] = copy.deepcopy(self.documents(name))
            for operation in operations:
                operation(draft[name])
        for write in commit.writes:  # which put a new document in the place of the old one
            name = write.change.collection
            _apply(draft.setdefault(name, dict(self.documents(name))), write)
        self.collections |= draft


def _equal(document: Document, path: str, value: Any) -> bool:
    found: Any = document
    for step in path.split("."):
        if isinstance(found, list):
            found = [item.get(step) for item in found]
            continue
        found = found.get(step) if isinstance(found, Mapping) else None
    wanted = value if isinstance(value, tuple) else (value,)
    return any(one in found if isinstance(found, list) else found == one for one in wanted)


def _apply(stored: dict[str, Document], write: Write) -> None:
    change = write.change
    old = stored.get(change.id)
    if change.mode in GUARDED:
        owned = old is None or (old["provider_id"] == change.provider_id and change.mode is Mode.PROJECTION)
        if owned and (old is None or old["v"] < change.version):
            stored[change.id] = (old or _new(write)) | dict(change.state) | {"v": change.version}
        return
    if change.version == 0:
        if old is not None:
            raise AlreadyExists(change)
        stored[change.id] = _new(write) | dict(change.state) | {"v": 1} | write.attachments()
        return
    if old is None or old["v"] != change.version or old["provider_id"] != change.provider_id:
        raise LostRace
    grown = {name: [*old.get(name, ()), *entries] for name, entries in write.attachments().items()}
    stored[change.id] = old | dict(change.state) | {"v": old["v"] + 1} | grown


def _new(write: Write) -> Document:
    return {"_id": write.change.id, "provider_id": write.change.provider_id}


class MemoryRunner:
    """Runs handlers of one service on memory, and keeps the events they announced.

    `now` stands still until a test moves it. `tx` may be a subclass that swaps a port for a fake in `open`.
    """

    def __init__(self, tx: type[Tx], *, now: datetime | None = None) -> None:
        self.backend = MemoryBackend()
        self.now = now or datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        self.events: list[Received[Contract]] = []
        self._runner = Runner(tx, self.backend, on_commit=self._collect, clock=lambda: self.now)

    def documents(self, collection: str) -> dict[str, Document]:
        """The stored documents of a collection by id."""
        return self.backend.documents(collection)

    async def answer(
        self, handler: Handler, cmd: Any, *, actor: Actor, key: str | None = None, fingerprint: str = ""
    ) -> Answer:
        """Run a command and return the whole answer; with `key`, a repeat is replayed."""
        request = Request(key=key, origin_key=key or fresh_id(), fingerprint=fingerprint)
        return await self._runner.run(handler, cmd, actor=actor, request=request)

    async def run(self, handler: Handler, cmd: Any, *, actor: Actor, key: str | None = None) -> Any:
        """Run a command and return the handler's result."""
        return (await self.answer(handler, cmd, actor=actor, key=key)).result

    async def hear(self, subscriptions: Sequence[Subscription], *received: Received[Any]) -> None:
        """Deliver events to the subscriptions, in this order."""
        for event in received:
            await self._runner.hear(subscriptions, event)

    def _collect(self, writes: Sequence[Write]) -> None:
        for write in writes:
            self.events += [open_envelope(entry.body.encode()) for entry in write.events]

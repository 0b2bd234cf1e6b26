"""Runs handlers: one command or one event is one atomic change (architecture.md, Seven words)."""

import asyncio
import hashlib
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel

from chassis import failpoints, metrics
from chassis.actor import Actor
from chassis.backend import GUARDED, AlreadyExists, Backend, Commit, LostRace, OutboxEntry, Write
from chassis.errors import IdempotencyKeyReused, Refusal, TooBusy
from chassis.ids import IdSequence, fresh_id
from chassis.subscriptions import Subscription
from chassis.tx import (
    AlreadyDone,
    Change,
    CommandSpec,
    Context,
    Handler,
    IdempotencyRecord,
    Mode,
    Tx,
    spec_of,
)
from contracts.base import Contract, Envelope, Received

MAX_ATTEMPTS = 64
"""Re-runs after lost races. Every lost race means that somebody else succeeded, so this bounds a crowd, not luck."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the runner must know of the request behind a command.

    `key` is the idempotency key already scoped to provider, person and route; `fingerprint` a digest of method, path
    and body; `origin` where it came from (address), for the audit; `correlation_id` ties logs and events together, and
    so does `traceparent` (W3C), which other programs know as well.
    """

    key: str | None = None
    origin_key: str = ""
    fingerprint: str = ""
    origin: str = ""
    correlation_id: str = ""
    traceparent: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command came to: the handler's result and the HTTP answer that is remembered for a repeat."""

    status: int
    body: str
    version: int | None
    result: Any = None
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """One command or event on its way through the runner."""

    handler: Handler
    args: tuple[Any, ...]
    actor: Actor
    request: Request
    seed: str
    answer: Callable[[Any], BaseModel] | None = None
    status: int = 200
    cause: Received[Any] | None = None

    @property
    def spec(self) -> CommandSpec:
        """What the handler declared."""
        return spec_of(self.handler)


class Runner:
    """Opens a Tx, runs the handler in it and commits what it collected; again after a lost race."""

    def __init__(
        self,
        tx: type[Tx],
        backend: Backend,
        *,
        name: str = "",
        on_commit: Callable[[Sequence[Write]], None] = lambda writes: None,
        transient: Callable[[BaseException], bool] = lambda error: False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._name = name
        self._transient = transient
        self._tx = tx
        self._backend = backend
        self._on_commit = on_commit
        self._clock = clock

    async def run(
        self,
        handler: Handler,
        cmd: Any,
        *,
        actor: Actor,
        request: Request | None = None,
        answer: Callable[[Any], BaseModel] | None = None,
        status: int = 200,
    ) -> Answer:
        """Carry out a command once, however often its request is repeated.

        `answer` turns the handler's result into the response body, which is remembered with the change. Raises the
        handler's refusals, `IdempotencyKeyReused`, and `TooBusy` when the crowd does not thin out.
        """
        request = request or Request()
        seed = request.key or fresh_id()
        return await self._attempts(Run(handler, (cmd,), actor, request, seed, answer, status))

    async def hear(self, subscriptions: Sequence[Subscription], received: Received[Any]) -> None:
        """Let every subscription of this event's type do its part; a redelivery changes nothing.

        A part that fails keeps none of the others from being done; the first failure is raised at the end, so that
        the event is delivered again. One that means a dependency is down is raised at once.
        """
        actor = Actor.system(received.provider_id)
        request = Request(
            origin_key=received.id,
            correlation_id=received.correlation_id,
            traceparent=received.traceparent,
        )
        failed: Exception | None = None
        for run in self._parts(subscriptions, received, actor, request):
            try:
                await self._attempts(run)
            except Exception as error:
                if self._transient(error):
                    raise
                failed = failed or error
        if failed:
            raise failed

    def _parts(
        self,
        subscriptions: Sequence[Subscription],
        received: Received[Any],
        actor: Actor,
        request: Request,
    ) -> Iterator[Run]:
        for subscription in subscriptions:
            if not isinstance(received.data, subscription.event):
                continue
            name = subscription.handler.__qualname__
            for key, args in subscription.parts(received):
                seed = f"{received.id}/{name}/{key}"
                yield Run(subscription.handler, (received, *args), actor, request, seed, cause=received)

    async def _attempts(self, run: Run) -> Answer:
        for attempt in range(MAX_ATTEMPTS):
            try:
                return await self._attempt(run)
            except AlreadyDone as done:
                return _replay(done.record, run.request)
            except LostRace:
                metrics.commands_rerun_total.labels(self._name, run.handler.__name__).inc()
                await asyncio.sleep(_pause(attempt))
        raise TooBusy("Too many people are changing the same thing right now. Please try again in a moment.")

    async def _attempt(self, run: Run) -> Answer:
        tx = self._tx(self._context(run))
        try:
            result = await run.handler(tx, *run.args)
        except Refusal:
            await self._replay_if_created_before(run)
            raise
        answer = _answer(run, tx, result)
        commit = _commit(run, tx, answer)
        try:
            await self._backend.commit(commit)
        except AlreadyExists as taken:
            await self._replay_if_made_before(run, taken.change.collection, taken.change.id)
            raise LostRace from taken
        except LostRace:
            await self._replay_if_created_before(run)
            raise
        await failpoints.hit("command.committed")
        self._on_commit(commit.writes)
        return answer

    def _context(self, run: Run) -> Context:
        now = self._clock()
        now = now.replace(microsecond=now.microsecond // 1000 * 1000)
        ids = IdSequence(run.seed, run.request.origin_key)
        return Context(self._backend, run.actor, now, ids, run.request.key)

    async def _replay_if_created_before(self, run: Run) -> None:
        """A repeated creation may fail because of its own first success (what it takes is taken): look there."""
        if run.request.key and run.spec.creates:
            first = IdSequence(run.seed, run.request.origin_key).next()
            await self._replay_if_made_before(run, run.spec.creates, first)

    async def _replay_if_made_before(self, run: Run, collection: str, id: str) -> None:
        key = run.request.key
        if key is None:
            return
        exists, record = await self._backend.made_before(collection, id, key)
        if record:
            raise AlreadyDone(record)
        if exists:
            raise IdempotencyKeyReused(
                "This Idempotency-Key was used more than a day ago. Use a new key for a new request.",
                field="Idempotency-Key",
            )


def _pause(attempt: int) -> float:
    return random.uniform(0.2, 1.0) * min(0.005 * 1.5**attempt, 0.25)


def _replay(record: IdempotencyRecord, request: Request) -> Answer:
    if record.fingerprint != request.fingerprint:
        raise IdempotencyKeyReused(
            "This Idempotency-Key was used for a different request. Use a new key for a new request.",
            field="Idempotency-Key",
        )
    return Answer(record.status, record.body, record.version, replayed=True)


def _answer(run: Run, tx: Tx, result: Any) -> Answer:
    body = run.answer(result).model_dump_json() if run.answer else ""
    primary = next((c for c in tx.pending.changes if c.mode is Mode.AGGREGATE), None)
    return Answer(run.status, body, primary.next_version if primary else None, result)


def _commit(run: Run, tx: Tx, answer: Answer) -> Commit:
    changes = tx.pending.changes
    if not run.spec.spans and (len(changes) > 1 or tx.pending.operations):
        raise AssertionError(f"{run.handler.__qualname__} changes several documents but is not spans=True")
    writes = [
        Write(
            change,
            tx.now,
            tuple(_sealed(run, tx, change)),
            None if change.mode in GUARDED else _audit_entry(run, change, tx.now),
        )
        for change in changes
    ]
    if len(tx.pending.events) != sum(len(write.events) for write in writes):
        raise AssertionError(f"{run.handler.__qualname__} announces an aggregate it did not save")
    key = run.request.key
    if key and writes:
        record = IdempotencyRecord(key, run.request.fingerprint, answer.status, answer.body, answer.version)
        writes[0] = replace(writes[0], record=record)
    return Commit(writes, tx.pending.operations, run.spec.spans)


def _sealed(run: Run, tx: Tx, change: Change) -> list[OutboxEntry]:
    own = [(event, verb) for event, verb in tx.pending.events if event.id == change.id]
    if change.mode is not Mode.AGGREGATE:
        return []
    if len(own) != 1:
        raise AssertionError(
            f"{change.collection} {change.id} is saved with {len(own)} events instead of one"
        )
    return [_seal(run, change, event, verb, tx.now) for event, verb in own]


def _seal(run: Run, change: Change, event: Contract, verb: str, now: datetime) -> OutboxEntry:
    envelope = Envelope.seal(
        event,
        id=fresh_id(),
        tenant=change.provider_id,
        version=change.next_version,
        change=verb,
        time=now,
        correlation_id=run.request.correlation_id or run.seed,
        causation_id=run.cause.id if run.cause else None,
        traceparent=run.request.traceparent,
    )
    return OutboxEntry(
        envelope.id,
        envelope.type,
        envelope.subject,
        envelope.aggversion,
        envelope.correlationid,
        envelope.to_bytes().decode(),
    )


def _audit_entry(run: Run, change: Change, now: datetime) -> Mapping[str, Any]:
    """Who did what to which document, from where, with digests before and after; no personal values (G15)."""
    return {
        "id": fresh_id(),
        "at": now,
        "provider_id": change.provider_id,
        "person_id": run.actor.person_id,
        "role": run.actor.role,
        "session_id": run.actor.session_id,
        "origin": run.request.origin,
        "action": run.handler.__name__,
        "subject": f"{change.collection}/{change.id}",
        "version": change.next_version,
        "before": _digest(change.before, change.state) if change.before else None,
        "after": _digest(change.state, change.state),
    }


def _digest(document: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    picked = {name: document.get(name) for name in fields}
    return hashlib.sha256(json.dumps(picked, default=str, sort_keys=True).encode()).hexdigest()

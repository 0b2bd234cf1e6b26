"""Reads one queue over a connection of its own, and notices when it no longer does (b.6, e.1)."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage

from chassis import failpoints, log, metrics
from chassis.rabbit.connection import (
    ConnectionDropped,
    ConnectionUseless,
    backoff,
    cancelled_from_outside,
    keep_connected,
)
from chassis.rabbit.ladder import Outcome
from chassis.rabbit.message import Message
from chassis.rabbit.patience import DependencyDown, Patience
from chassis.rabbit.topology import consumers_of, declare
from chassis.tasks import ended
from contracts.registry import CONTRACTS
from contracts.topology import Topology

_log = log.get(__name__)

KNOWN_TYPES = frozenset(contract.TYPE for contract in CONTRACTS)
"""Only these become labels: a stranger's message must not grow the metrics."""

PROBE_SECONDS = 5.0
ANSWER_SECONDS = 10.0
STRIKES = 3
"""After so many connections in a row on which the broker lost our consumer, one more is not the answer."""

Ready = Callable[[], Awaitable[None]]
"""Raises unless everything the work depends on answers."""
Work = Callable[[Message, Callable[[], bool]], Awaitable[Outcome]]
"""Deals with a message; asks its second argument, after any wait of its own, whether that is still wanted."""


@dataclass
class _Session:
    """One connection's worth of reading. `quiet`: the broker sends nothing more."""

    connection: AbstractConnection
    channel: AbstractChannel
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    quiet: asyncio.Event = field(default_factory=asyncio.Event)
    lost: str = ""
    tag: str | None = None

    def lose(self, why: str) -> None:
        self.lost = self.lost or why
        self.wake.set()
        self.quiet.set()

    def closed(self, channel: object, error: object) -> None:
        self.lose("the channel closed")

    def cancelled(self, frame: object) -> None:
        self.lose("the broker cancelled the consumer")

    def check(self) -> None:
        if self.lost:
            raise ConnectionDropped(self.lost)


@dataclass
class QueueReader:
    """Takes messages off a queue, at most `prefetch` at a time, and sees each to its end.

    Every message is worked on in a task of ours: the library would cancel its own with the channel, and would
    lose a slot to any exception that escapes. When a dependency stays down the reader hands back what it has
    and reads on once `ready` does not raise. A queue somebody deleted is declared again. `run` raises
    `ConnectionUseless` when the broker loses our consumer on three connections in a row.
    """

    url: str
    service: str
    side: str
    queue: str
    topologies: tuple[Topology, ...]
    work: Work
    ready: Ready
    patience: Patience
    prefetch: int
    watch_every: float

    _tasks: set[asyncio.Task[None]] = field(default_factory=set, init=False)
    _session: _Session | None = field(default=None, init=False)
    _life: asyncio.Task[None] | None = field(default=None, init=False)
    _paused: bool = field(default=False, init=False)
    _stopping: bool = field(default=False, init=False)
    _strikes: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._slots = asyncio.Semaphore(self.prefetch)

    async def run(self) -> None:
        """Read until cancelled or drained."""
        self._strikes = 0
        self._life = asyncio.create_task(
            keep_connected(self.url, service=self.service, side=self.side, serve=self._serve)
        )
        try:
            await asyncio.wait([self._life])
        finally:
            await ended({self._life, *self._tasks})
        if not self._life.cancelled():
            self._life.result()

    async def drain(self, timeout: float) -> None:
        """Take nothing more, finish what began within `timeout` seconds, hand back the rest and end `run`."""
        self._stopping = True
        self.patience.end()
        if self._session is not None:
            with suppress(Exception):
                await self._stop_consuming(self._session)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=timeout)
        if self._life is not None:
            await ended([self._life])

    async def _serve(self, connection: AbstractConnection) -> None:
        async with asyncio.timeout(ANSWER_SECONDS):
            channel = await connection.channel(publisher_confirms=False)
            await channel.set_qos(prefetch_count=self.prefetch)
        session = _Session(connection, channel)
        channel.close_callbacks.add(session.closed)
        underlay = await channel.get_underlay_channel()
        underlay.on_consumer_cancel_callbacks.add(session.cancelled)
        self._session = session
        try:
            while True:
                await declare(channel, *self.topologies)
                await self._until_ready(session)
                await self._consume(session)
                await self._watch(session)
                await self._stop_consuming(session)
        finally:
            session.lose("the connection closed")
            self._session = None

    async def _until_ready(self, session: _Session) -> None:
        """Wait for our own hands to be empty and for what we depend on to answer."""
        for wait in backoff(0.5, 5):
            session.check()
            if not (self._paused and self._tasks) and not self._stopping and await self._is_ready():
                break
            await asyncio.sleep(wait)
        self._paused = False
        self.patience.renew()
        session.wake.clear()
        session.check()

    async def _is_ready(self) -> bool:
        try:
            async with asyncio.timeout(PROBE_SECONDS):
                await self.ready()
        except Exception:
            return False
        return True

    async def _consume(self, session: _Session) -> None:
        async with asyncio.timeout(ANSWER_SECONDS):
            queue = await session.channel.get_queue(self.queue, ensure=False)
            session.quiet.clear()
            session.tag = await queue.consume(partial(self._receive, session))
        if self._stopping:
            await self._stop_consuming(session)

    async def _stop_consuming(self, session: _Session) -> None:
        if session.tag is None:
            return
        tag, session.tag = session.tag, None
        async with asyncio.timeout(ANSWER_SECONDS):
            queue = await session.channel.get_queue(self.queue, ensure=False)
            await queue.cancel(tag)
        session.quiet.set()

    async def _watch(self, session: _Session) -> None:
        """Return when paused; raise when the consumer is gone, heard or unheard."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self.watch_every):
                    await session.wake.wait()
            session.check()
            if self._paused:
                return
            if not self._stopping:
                await self._check_consumer(session)

    async def _check_consumer(self, session: _Session) -> None:
        if await consumers_of(session.connection, self.queue):
            self._strikes = 0
            return
        self._strikes += 1
        unheard = f"the broker has no consumer of ours on {self.queue}"
        raise ConnectionUseless(unheard) if self._strikes >= STRIKES else ConnectionDropped(unheard)

    async def _receive(self, session: _Session, incoming: AbstractIncomingMessage) -> None:
        task = asyncio.create_task(self._see_through(session, incoming))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _see_through(self, session: _Session, incoming: AbstractIncomingMessage) -> None:
        """Bring one message to its end. Nothing escapes but our own cancellation."""
        started = time.perf_counter()
        message = Message.of(incoming)
        try:
            outcome = await self._outcome_of(session, message)
            if outcome is Outcome.HANDLED:
                await failpoints.hit("consumer.handled")
        except DependencyDown as down:
            _log.warning("consumer_paused", service=self.service, queue=self.queue, error=str(down))
            outcome = Outcome.HANDED_BACK
            self._pause(session)
        except Exception:
            _log.exception("delivery_failed", service=self.service, id=message.message_id)
            session.lose("a delivery ended in an error of ours")
            return
        if outcome is Outcome.HANDED_BACK:
            # While we still consume, the broker would hand it straight back to us and count every time.
            await session.quiet.wait()
            await self._answer(session, incoming.nack)
        else:
            await self._answer(session, incoming.ack)
        type = message.type if message.type in KNOWN_TYPES else "unknown"
        metrics.events_consumed_total.labels(self.service, type, outcome).inc()
        metrics.consumer_seconds.labels(self.service, type).observe(time.perf_counter() - started)

    async def _outcome_of(self, session: _Session, message: Message) -> Outcome:
        def wanted() -> bool:
            return not (self._stopping or self._paused or session.lost)

        async with self._slots:
            return await self.work(message, wanted) if wanted() else Outcome.HANDED_BACK

    def _pause(self, session: _Session) -> None:
        self._paused = True
        self.patience.end()
        session.wake.set()

    async def _answer(self, session: _Session, answer: Callable[[], Awaitable[None]]) -> None:
        """Tell the broker. If that fails it delivers again, and the guards make that harmless."""
        if session.lost:
            return
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await answer()
        except asyncio.CancelledError:
            if cancelled_from_outside():
                raise
            session.lose("the connection closed")
        except Exception as error:
            session.lose(f"no answer could be sent: {error!r}")

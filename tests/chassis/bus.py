"""A service of its own for each bus test, and a wire to the broker that can be cut."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Self
from uuid import uuid4

import aio_pika
from aio_pika.abc import AbstractConnection
from yarl import URL

from chassis.parked import ParkedMessage
from chassis.rabbit import Consumer, Delivery, Publisher, declare
from chassis.rabbit.topology import consumers_of
from contracts.base import Envelope
from contracts.scheduling import SmartRoomChanged
from contracts.topology import EXCHANGE, Tier, of_exchange, of_service

TIERS = (Tier("100ms", 100), Tier("200ms", 200), Tier("400ms", 400))


class MongoIsDown(Exception):
    """What the tests take for a dependency that is down."""


class Desk:
    """A handler and a parking lot that remember what reached them, and fail as they are told."""

    def __init__(self) -> None:
        self.seen: list[Delivery] = []
        self.handled: Counter[str] = Counter()
        self.parked: list[ParkedMessage] = []
        self.fail: Callable[[Delivery], Awaitable[None]] | None = None

    async def handle(self, delivery: Delivery) -> None:
        """The handler of the consumer under test."""
        self.seen.append(delivery)
        if self.fail:
            await self.fail(delivery)
        self.handled[delivery.event.id] += 1

    async def park(self, message: ParkedMessage) -> None:
        """Its parking lot."""
        self.parked.append(message)


class Bus:
    """One service with a unique name, a publisher, and a connection to look at the broker with."""

    connection: AbstractConnection

    def __init__(self, url: str) -> None:
        self.url = url
        self.service = f"t{uuid4().hex[:12]}"
        self.type = f"{self.service}.thing.changed.v1"
        self.desk = Desk()
        self.publisher = Publisher(url, service=self.service, hearers=lambda type: [self.service])
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self.connection = await aio_pika.connect(self.url)
        async with self.connection.channel() as channel:
            await declare(channel, of_exchange(), of_service(self.service, (self.type,), TIERS))
        self.start(self.publisher.run())
        await self.publisher.wait_connected(10)
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        async with self.connection.channel() as channel:
            for name in (self.service, f"{self.service}.dead", *self.retry_queues):
                await channel.queue_delete(name)
        await self.connection.close()

    @property
    def retry_queues(self) -> list[str]:
        """The queues where copies wait."""
        return [f"{self.service}.retry.{tier.name}" for tier in TIERS]

    def start(self, running: Any) -> asyncio.Task[None]:
        """Run something for as long as the test lasts."""
        task: asyncio.Task[None] = asyncio.create_task(running)
        self._tasks.append(task)
        return task

    def consumer(self, *, url: str | None = None, **options: Any) -> Consumer:
        """A consumer of this service; not running yet."""
        settings: dict[str, Any] = {
            "service": self.service,
            "types": (self.type,),
            "publisher": self.publisher,
            "handle": self.desk.handle,
            "park": self.desk.park,
            "transient": lambda error: isinstance(error, MongoIsDown),
            "ready": _nothing,
            "tiers": TIERS,
        }
        return Consumer(url or self.url, **(settings | options))

    async def send(
        self,
        *,
        subject: str = "",
        body: bytes | None = None,
        publisher: Publisher | None = None,
        headers: dict[str, str] | None = None,
        queue: str | None = None,
    ) -> str:
        """Publish an event to the service and return its id. With `queue`, straight to that queue."""
        id = str(uuid4())
        await (publisher or self.publisher).publish(
            envelope(id, subject or id) if body is None else body,
            routing_key=queue or self.type,
            message_id=id,
            type=self.type,
            correlation_id="c1",
            headers=headers,
            exchange="" if queue else EXCHANGE,
        )
        return id

    async def waiting(self, queue: str | None = None) -> int:
        """How many messages are ready in a queue; the broker's count may lag, so ask `eventually`."""
        async with self.connection.channel() as channel:
            found = await channel.declare_queue(queue or self.service, passive=True)
            return found.declaration_result.message_count or 0

    async def consuming(self) -> bool:
        """Whether the broker knows a consumer on the service's queue."""
        return bool(await consumers_of(self.connection, self.service))


def envelope(id: str, subject: str) -> bytes:
    """The body of an event that keeps its contract."""
    room = SmartRoomChanged(id=subject, name="Room 1", centre_id=None, capacity=10, active=True)
    return Envelope.seal(
        room,
        id=id,
        tenant="p1",
        version=1,
        change="changed",
        time=datetime.now(UTC),
        correlation_id="c1",
    ).to_bytes()


async def eventually(
    true: Callable[[], bool | Awaitable[bool]], *, within: float = 20, saying: Callable[[], object] = str
) -> None:
    """Wait until it is so; fail after `within` seconds."""
    give_up_at = asyncio.get_running_loop().time() + within
    while True:
        answer = true()
        if answer if isinstance(answer, bool) else await answer:
            return
        assert asyncio.get_running_loop().time() < give_up_at, f"not so within {within} s {saying()}"
        await asyncio.sleep(0.02)


async def _nothing() -> None:
    pass


class Wire:
    """A TCP connection to the broker with a person beside it who holds scissors."""

    def __init__(self, url: str) -> None:
        self._broker = URL(url)
        self._ends: set[asyncio.StreamWriter] = set()
        self.cuts = 0
        self.url = ""

    @asynccontextmanager
    async def laid(self, port: int = 0) -> AsyncIterator[Self]:
        """Listen on the port, or a free one; `url` leads to the broker through it."""
        server = await asyncio.start_server(self._join, "127.0.0.1", port)
        port = server.sockets[0].getsockname()[1]
        self.url = str(self._broker.with_host("127.0.0.1").with_port(port))
        async with server:
            yield self
            self.cut()

    def cut(self) -> None:
        """Reset every connection that runs through."""
        self.cuts += 1
        for end in self._ends:
            end.transport.abort()
        self._ends.clear()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(self._broker.host, self._broker.port)
        self._ends |= {writer, far_writer}
        await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    target.transport.abort()


def ids_of(deliveries: Sequence[Delivery]) -> set[str]:
    """The ids of the events that came."""
    return {delivery.event.id for delivery in deliveries}

"""Publishing with confirms: what returns without an exception is on the broker's disk (b.5)."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractExchange, FieldValue
from aio_pika.exceptions import DeliveryError

from chassis import metrics
from chassis.locks import KeyedLocks
from chassis.rabbit.audience import Audience, Hearers, queues_that_hear
from chassis.rabbit.connection import BrokerDown, ConnectionDropped, cancelled_from_outside, keep_connected
from chassis.rabbit.topology import declare
from chassis.tasks import ended
from contracts.base import is_broadcast
from contracts.topology import EXCHANGE, of_exchange

CONTENT_TYPE = "application/cloudevents+json"
CONFIRM_SECONDS = 10.0
DOUBT_SECONDS = 12.0
"""The library's own timeout is 10 s; ours is behind it because the library's has hung before (e.1)."""


class NotConfirmed(Exception):
    """The broker did not say that it has the message, but it may: publish again, readers know repeats."""


class AudienceMissing(NotConfirmed):
    """A queue that must hear this type does not exist yet; nothing was sent."""


@dataclass
class _Session:
    channel: AbstractChannel
    audience: Audience
    lost: asyncio.Event = field(default_factory=asyncio.Event)
    exchanges: dict[str, AbstractExchange] = field(default_factory=dict)

    def closed(self, channel: object, error: object) -> None:
        self.lost.set()

    async def exchange(self, name: str) -> AbstractExchange:
        if name not in self.exchanges:
            self.exchanges[name] = await self.channel.get_exchange(name, ensure=False)
        return self.exchanges[name]


class Publisher:
    """Publishes over a connection and a channel of its own; any number of `publish` calls may run at once.

    With `require_readers` an event waits until every queue of HEARD_BY exists, and an event nobody hears is
    not sent at all (its home is the `event_log`) unless it is a broadcast. Without, it is sent whatever
    happens to it. `declares` is off where the exchange is put there by somebody else.
    """

    def __init__(
        self,
        url: str,
        *,
        service: str,
        require_readers: bool = True,
        hearers: Hearers = queues_that_hear,
        declares: bool = True,
    ) -> None:
        self._url = url
        self._service = service
        self._require_readers = require_readers
        self._hearers = hearers
        self._topologies = (of_exchange(),) if declares else ()
        self._session: _Session | None = None
        self._up = asyncio.Event()
        self._one_per_id = KeyedLocks()

    @property
    def connected(self) -> bool:
        """Whether a publish would find a connection now."""
        return self._up.is_set()

    async def wait_connected(self, timeout: float) -> None:
        """Wait up to `timeout` seconds for a connection; raises `BrokerDown`."""
        await self._connected(timeout)

    async def run(self) -> None:
        """Connect and stay connected until cancelled."""
        await keep_connected(self._url, service=self._service, side="publisher", serve=self._serve)

    async def publish(
        self,
        envelope_bytes: bytes,
        *,
        routing_key: str,
        message_id: str,
        type: str,
        correlation_id: str,
        headers: Mapping[str, FieldValue] | None = None,
        exchange: str = EXCHANGE,
        patience: float = 5.0,
    ) -> None:
        """Publish one message and wait for the broker's word that it is stored.

        Waits up to `patience` seconds for a connection and for the type's readers, then raises `BrokerDown`
        or `AudienceMissing`. Raises `NotConfirmed` on any doubt after that, which also costs the connection.
        """
        give_up_at = time.monotonic() + patience
        session = await self._connected(patience)
        if self._require_readers and exchange == EXCHANGE:
            queues = self._hearers(type)
            if not queues and not is_broadcast(type):
                return
            await self._find(session, type, queues, give_up_at - time.monotonic())
        message = aio_pika.Message(
            envelope_bytes,
            content_type=CONTENT_TYPE,
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
            message_id=message_id,
            type=type,
            correlation_id=correlation_id,
            timestamp=datetime.now(UTC),
            headers=dict(headers or {}),
        )
        async with self._one_per_id.of(message_id):
            await self._confirmed(session, message, exchange, routing_key)
        metrics.events_published_total.labels(service=self._service, type=type).inc()

    async def _connected(self, timeout: float) -> _Session:
        if self._session is None:
            try:
                async with asyncio.timeout(timeout):
                    await self._up.wait()
            except TimeoutError:
                pass
        if self._session is None:
            raise BrokerDown(f"no connection to the broker within {timeout:.1f} s")
        return self._session

    async def _find(self, session: _Session, type: str, queues: Sequence[str], timeout: float) -> None:
        if session.audience.present(queues):
            return
        try:
            async with asyncio.timeout(timeout):
                await session.audience.wait_for(queues)
        except TimeoutError:
            raise AudienceMissing(f"{type} needs the queues {', '.join(queues)}") from None

    async def _confirmed(
        self, session: _Session, message: aio_pika.Message, exchange: str, routing_key: str
    ) -> None:
        """Send and wait for the confirm.

        Two messages of one id must not overlap: the library finds a returned message by its id.
        """
        try:
            async with asyncio.timeout(DOUBT_SECONDS):
                target = await session.exchange(exchange)
                await target.publish(message, routing_key, mandatory=True, timeout=CONFIRM_SECONDS)
        except asyncio.CancelledError:
            if cancelled_from_outside():
                raise
            raise NotConfirmed("the connection closed") from None
        except DeliveryError as refused:
            raise NotConfirmed(f"the broker refused it: {refused}") from refused
        except Exception as doubt:
            session.lost.set()
            raise NotConfirmed(repr(doubt)) from doubt

    async def _serve(self, connection: AbstractConnection) -> None:
        async with asyncio.timeout(CONFIRM_SECONDS):
            channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        await declare(channel, *self._topologies)
        session = _Session(channel, Audience(connection))
        channel.close_callbacks.add(session.closed)
        self._session = session
        self._up.set()
        watching = asyncio.create_task(session.audience.watch())
        watching.add_done_callback(lambda _: session.lost.set())
        try:
            await session.lost.wait()
        finally:
            self._session = None
            self._up.clear()
            await ended([watching])
        raise ConnectionDropped("a publish was in doubt or the channel closed")

"""Tries every service's rights on the broker, in a virtual host of its own with the same topology and rights."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection
from aio_pika.exceptions import AMQPConnectionError
from aiormq.exceptions import ChannelAccessRefused

from contracts.registry import CONTRACTS, SERVICES, by_type, says
from contracts.topology import EXCHANGE, RETRY_TIERS, dead_queue_of, queue_of, retry_queue_of
from deploy.checks.ledger import Ledger
from deploy.compose.definitions import DEFAULT_EXCHANGE, placed
from deploy.compose.management import Management, NotManaged

VHOST = "rights-check"
HOST = "rabbitmq"
SECONDS = 10.0

Deed = Callable[[AbstractChannel], Awaitable[object]]


async def check(ledger: Ledger, management: Management, passwords: dict[str, str]) -> None:
    """Everything each service must be able to do, and what none may. `passwords` by service."""
    await asyncio.to_thread(management.send, "PUT", f"/api/vhosts/{VHOST}")
    try:
        document = json.dumps(placed(VHOST)).encode()
        await asyncio.to_thread(management.send, "POST", "/api/definitions", document)
        for service in SERVICES:
            async with _connection(service, passwords[service]) as connection:
                await _own_work(ledger, service, connection)
                await _work_of_others(ledger, service, connection)
            await _no_management(ledger, service, passwords[service])
        await _no_guest(ledger)
    finally:
        await asyncio.to_thread(management.send, "DELETE", f"/api/vhosts/{VHOST}")


async def _own_work(ledger: Ledger, service: str, connection: AbstractConnection) -> None:
    def may(what: str, deed: Deed) -> Awaitable[None]:
        return ledger.may(service, what, partial(_on_a_channel, connection, deed))

    for type in says(service) or (f"{service}.thing.changed.v1",):
        await may(f"publish {type}", partial(_publish, EXCHANGE, type))
        for hearer in by_type(type).HEARD_BY if type in says(service) else ():
            await may(f"see that {hearer} has a queue", partial(_see, queue_of(hearer)))
    for tier in RETRY_TIERS:
        await may(f"put a copy into {tier.name}", partial(_publish, "", retry_queue_of(service, tier)))
    for queue in (queue_of(service), dead_queue_of(service)):
        await may(f"read {queue}", partial(_consume, queue))


async def _work_of_others(ledger: Ledger, service: str, connection: AbstractConnection) -> None:
    def may_not(what: str, deed: Deed) -> Awaitable[None]:
        return ledger.may_not(service, what, partial(_on_a_channel, connection, deed), ChannelAccessRefused)

    own = queue_of(service)
    for type in (contract.TYPE for contract in CONTRACTS if service != contract.OWNER):
        await may_not(f"publish {type}", partial(_publish, EXCHANGE, type))
        await may_not(f"bind its queue to {type}", partial(_bind, own, type))
    for other in (other for other in SERVICES if other != service):
        await may_not(f"read {other}'s queue", partial(_consume, queue_of(other)))
        await may_not(f"read {other}'s dead letters", partial(_consume, dead_queue_of(other)))
        await may_not(f"empty {other}'s queue", partial(_purge, queue_of(other)))
    await may_not("bind its queue to everything", partial(_bind, own, "#"))
    await may_not("declare a queue", lambda channel: channel.declare_queue(f"{own}.more", durable=True))
    await may_not("declare an exchange", lambda channel: channel.declare_exchange("more"))
    await may_not("delete its own queue", lambda channel: channel.queue_delete(own))
    await may_not(f"delete {EXCHANGE}", lambda channel: channel.exchange_delete(EXCHANGE))


async def _no_management(ledger: Ledger, service: str, password: str) -> None:
    anybody = Management(f"http://{HOST}:15672", service, password)
    asking = partial(asyncio.to_thread, anybody.send, "GET", "/api/queues")
    await ledger.may_not(service, "use the management API", asking, NotManaged)


async def _no_guest(ledger: Ledger) -> None:
    async def come_in() -> None:
        async with _connection("guest", "guest"):
            pass

    await ledger.may_not("guest", "come in", come_in, AMQPConnectionError)


@asynccontextmanager
async def _connection(user: str, password: str) -> AsyncIterator[AbstractConnection]:
    connection = await aio_pika.connect(
        host=HOST, login=user, password=password, virtualhost=VHOST, timeout=SECONDS
    )
    async with connection:
        yield connection


async def _on_a_channel(connection: AbstractConnection, deed: Deed) -> None:
    """A refusal closes the channel, so each deed has its own."""
    async with asyncio.timeout(SECONDS):
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        await deed(channel)
        await channel.close()


async def _publish(exchange: str, routing_key: str, channel: AbstractChannel) -> None:
    message = aio_pika.Message(b"{}", delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
    target = await channel.get_exchange(exchange or DEFAULT_EXCHANGE, ensure=False)
    if not exchange:
        target = channel.default_exchange
    await target.publish(message, routing_key, mandatory=True, timeout=SECONDS)


async def _see(queue: str, channel: AbstractChannel) -> None:
    await channel.declare_queue(queue, passive=True)


async def _consume(queue: str, channel: AbstractChannel) -> None:
    found = await channel.get_queue(queue, ensure=False)
    tag = await found.consume(lambda message: message.ack())
    await found.cancel(tag)


async def _purge(queue: str, channel: AbstractChannel) -> None:
    found = await channel.get_queue(queue, ensure=False)
    await found.purge()


async def _bind(queue: str, routing_key: str, channel: AbstractChannel) -> None:
    found = await channel.get_queue(queue, ensure=False)
    await found.bind(EXCHANGE, routing_key)

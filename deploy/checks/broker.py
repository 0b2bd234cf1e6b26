"""Tries everybody's rights on the broker, in a virtual host of its own with the same topology and rights."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection
from aio_pika.exceptions import AMQPConnectionError
from aiormq.exceptions import ChannelAccessRefused

from contracts.registry import CONTRACTS, SERVICES, by_type, says
from contracts.topology import EXCHANGE, RETRY_TIERS, dead_queue_of, queue_of, retry_queue_of
from deploy.checks.ledger import Ledger
from deploy.compose.definitions import DEFAULT_EXCHANGE, GATEWAY, USERS, placed
from deploy.compose.management import Management, NotManaged

VHOST = "rights-check"
HOST = "rabbitmq"
SECONDS = 10.0

Deed = Callable[[AbstractChannel], Awaitable[object]]


async def check(ledger: Ledger, management: Management, passwords: dict[str, str]) -> None:
    """Everything each user must be able to do, and what none may. `passwords` by user."""
    await asyncio.to_thread(management.send, "PUT", f"/api/vhosts/{VHOST}")
    try:
        document = json.dumps(placed(VHOST)).encode()
        await asyncio.to_thread(management.send, "POST", "/api/definitions", document)
        for user in USERS:
            async with _connection(user, passwords[user]) as connection:
                attempt = Attempt(ledger, user, connection)
                if user in SERVICES:
                    await _own_work(attempt)
                await _broadcast(attempt)
                await _work_of_others(attempt)
            await _no_management(ledger, user, passwords[user])
        await _no_guest(ledger)
    finally:
        await asyncio.to_thread(management.send, "DELETE", f"/api/vhosts/{VHOST}")


@dataclass(frozen=True)
class Attempt:
    """One user's attempts on one connection, each on a channel of its own, because a refusal closes it."""

    ledger: Ledger
    user: str
    connection: AbstractConnection

    async def may(self, what: str, deed: Deed) -> None:
        """The deed must succeed."""
        await self.ledger.may(self.user, what, partial(self._do, deed))

    async def may_not(self, what: str, deed: Deed) -> None:
        """The broker must refuse the deed."""
        await self.ledger.may_not(self.user, what, partial(self._do, deed), ChannelAccessRefused)

    async def _do(self, deed: Deed) -> None:
        async with asyncio.timeout(SECONDS):
            channel = await self.connection.channel(publisher_confirms=True, on_return_raises=True)
            await deed(channel)
            await channel.close()


async def _own_work(attempt: Attempt) -> None:
    service = attempt.user
    for type in says(service) or (f"{service}.thing.changed.v1",):
        await attempt.may(f"publish {type}", partial(_publish, EXCHANGE, type))
        for hearer in by_type(type).HEARD_BY if type in says(service) else ():
            await attempt.may(f"see that {hearer} has a queue", partial(_see, queue_of(hearer)))
    for tier in RETRY_TIERS:
        await attempt.may(
            f"put a copy into {tier.name}", partial(_publish, "", retry_queue_of(service, tier))
        )
    for queue in (queue_of(service), dead_queue_of(service)):
        await attempt.may(f"read {queue}", partial(_consume, queue))


async def _broadcast(attempt: Attempt) -> None:
    own = f"{attempt.user}.broadcast.check"
    other = "reviews.broadcast.check" if attempt.user != "reviews" else "evidence.broadcast.check"
    for contract in CONTRACTS:
        listens = attempt.may if contract.BROADCAST else attempt.may_not
        await listens(f"listen to {contract.TYPE} itself", partial(_listen, own, contract.TYPE))
    listens = attempt.may if attempt.user == GATEWAY else attempt.may_not
    await listens("listen to everything", partial(_listen, own, "#"))
    await attempt.may_not(f"make the queue {other}", partial(_listen, other, "#"))


async def _work_of_others(attempt: Attempt) -> None:
    own = queue_of(attempt.user)
    for contract in CONTRACTS:
        if attempt.user != contract.OWNER:
            await attempt.may_not(f"publish {contract.TYPE}", partial(_publish, EXCHANGE, contract.TYPE))
    for other in (other for other in SERVICES if other != attempt.user):
        await attempt.may_not(f"bind {other}'s queue to everything", partial(_bind, queue_of(other), "#"))
        await attempt.may_not(f"read {other}'s queue", partial(_consume, queue_of(other)))
        await attempt.may_not(f"read {other}'s dead letters", partial(_consume, dead_queue_of(other)))
        await attempt.may_not(f"empty {other}'s queue", partial(_purge, queue_of(other)))
        await attempt.may_not(f"delete {other}'s queue", partial(_delete, queue_of(other)))
    await attempt.may_not("bind its queue to everything", partial(_bind, own, "#"))
    await attempt.may_not("declare a lasting queue", partial(_declare, f"{own}.more"))
    await attempt.may_not("declare an exchange", lambda channel: channel.declare_exchange("more"))
    await attempt.may_not("delete its own queue", partial(_delete, own))
    await attempt.may_not(f"delete {EXCHANGE}", lambda channel: channel.exchange_delete(EXCHANGE))


async def _no_management(ledger: Ledger, user: str, password: str) -> None:
    anybody = Management(f"http://{HOST}:15672", user, password)
    asking = partial(asyncio.to_thread, anybody.send, "GET", "/api/queues")
    await ledger.may_not(user, "use the management API", asking, NotManaged)


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


async def _listen(queue: str, routing_key: str, channel: AbstractChannel) -> None:
    own = await channel.declare_queue(queue, exclusive=True, auto_delete=True)
    try:
        await own.bind(EXCHANGE, routing_key)
        await own.cancel(await own.consume(lambda message: message.ack()))
    finally:
        if not channel.is_closed:
            await own.delete(if_unused=False)


async def _declare(queue: str, channel: AbstractChannel) -> None:
    await channel.declare_queue(queue, durable=True)


async def _delete(queue: str, channel: AbstractChannel) -> None:
    await channel.queue_delete(queue)

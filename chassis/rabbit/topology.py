"""Puts on the broker what `contracts.topology` says stands there."""

import asyncio

from aio_pika.abc import AbstractChannel, AbstractConnection
from aio_pika.exceptions import ChannelNotFoundEntity

from contracts.topology import Topology

ANSWER_SECONDS = 10.0
"""A broker that has not answered a declaration by then is taken for gone."""


async def declare(channel: AbstractChannel, *topologies: Topology) -> None:
    """Declare what is not there yet. Raises when something stands there with other arguments."""
    async with asyncio.timeout(ANSWER_SECONDS):
        for topology in topologies:
            await _declare(channel, topology)


async def _declare(channel: AbstractChannel, topology: Topology) -> None:
    for exchange in topology.exchanges:
        await channel.declare_exchange(
            exchange.name, exchange.type, durable=True, arguments=dict(exchange.arguments)
        )
    for queue in topology.queues:
        await channel.declare_queue(queue.name, durable=True, arguments=dict(queue.arguments))
    for binding in topology.bindings:
        bound = await channel.get_queue(binding.queue, ensure=False)
        await bound.bind(binding.exchange, binding.routing_key)


async def consumers_of(connection: AbstractConnection, queue: str) -> int | None:
    """How many consumers the broker sees on a queue; None when there is no such queue."""
    async with asyncio.timeout(ANSWER_SECONDS):
        try:
            # A channel of its own: the broker closes the one that asked for a queue that is not there.
            async with connection.channel(publisher_confirms=False) as channel:
                found = await channel.declare_queue(queue, passive=True)
        except ChannelNotFoundEntity:
            return None
    return found.declaration_result.consumer_count

"""What stands on the broker: names and arguments as data, the same on RabbitMQ 3.10 and 4.x.

The chassis declares it. A queue's arguments never change under its name: a broker refuses to redeclare it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from contracts.registry import SERVICES, heard_by

EXCHANGE = "events"
UNROUTED = "events.unrouted"

DELIVERY_LIMIT = 20
ENDLESS = 1_000_000
UNROUTED_KEPT = 100_000

Arguments = Mapping[str, str | int]


@dataclass(frozen=True)
class Tier:
    """A pause before the next attempt. Its name is part of the queue's: another length is another queue."""

    name: str
    ms: int


RETRY_TIERS = (Tier("10s", 10_000), Tier("1m", 60_000), Tier("10m", 600_000))


@dataclass(frozen=True)
class Exchange:
    name: str
    type: str
    arguments: Arguments = field(default_factory=dict)


@dataclass(frozen=True)
class Queue:
    """A durable queue."""

    name: str
    arguments: Arguments


@dataclass(frozen=True)
class Binding:
    queue: str
    exchange: str
    routing_key: str


@dataclass(frozen=True)
class Topology:
    """What to declare, in this order: exchanges, queues, bindings. All of it is durable."""

    exchanges: tuple[Exchange, ...]
    queues: tuple[Queue, ...]
    bindings: tuple[Binding, ...]


def queue_of(service: str) -> str:
    """Where a service's events wait."""
    return service


def retry_queue_of(service: str, tier: Tier) -> str:
    """Where a copy waits before it comes back to the service."""
    return f"{service}.retry.{tier.name}"


def dead_queue_of(service: str) -> str:
    """Where events end up that crashed their reader too often; the service parks them."""
    return f"{service}.dead"


def of_exchange() -> Topology:
    """What all services share. Events that no queue is bound for stay in UNROUTED; the oldest drop first."""
    unrouted = Queue(UNROUTED, _quorum(DELIVERY_LIMIT) | {"x-max-length": UNROUTED_KEPT})
    return Topology(
        exchanges=(
            Exchange(UNROUTED, "fanout"),
            Exchange(EXCHANGE, "topic", {"alternate-exchange": UNROUTED}),
        ),
        queues=(unrouted,),
        bindings=(Binding(UNROUTED, UNROUTED, ""),),
    )


def of_service(service: str, types: tuple[str, ...], tiers: tuple[Tier, ...] = RETRY_TIERS) -> Topology:
    """The queues of one service, bound to the types it hears."""
    queue, dead = queue_of(service), dead_queue_of(service)
    retries = tuple(
        Queue(
            retry_queue_of(service, tier),
            _quorum(DELIVERY_LIMIT) | {"x-message-ttl": tier.ms} | _dead_letters_to(queue),
        )
        for tier in tiers
    )
    return Topology(
        exchanges=(),
        # Nothing stands behind the last queue, so a limit there would lose what it counts out.
        queues=(
            Queue(dead, _quorum(ENDLESS)),
            Queue(queue, _quorum(DELIVERY_LIMIT) | _dead_letters_to(dead)),
            *retries,
        ),
        bindings=tuple(Binding(queue, EXCHANGE, type) for type in types),
    )


def whole(tiers: tuple[Tier, ...] = RETRY_TIERS) -> Topology:
    """Everything, for every service of the registry."""
    parts = (of_exchange(), *(of_service(service, heard_by(service), tiers) for service in SERVICES))
    return Topology(
        exchanges=tuple(exchange for part in parts for exchange in part.exchanges),
        queues=tuple(queue for part in parts for queue in part.queues),
        bindings=tuple(binding for part in parts for binding in part.bindings),
    )


def _quorum(delivery_limit: int) -> dict[str, str | int]:
    return {"x-queue-type": "quorum", "x-delivery-limit": delivery_limit}


def _dead_letters_to(queue: str) -> dict[str, str | int]:
    return {
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": queue,
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }

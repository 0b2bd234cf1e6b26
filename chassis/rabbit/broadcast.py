"""What every process must hear itself, not one of a service's processes: a queue each, that dies with it."""

import asyncio
from collections.abc import Callable, Sequence

from aio_pika.abc import AbstractConnection, AbstractIncomingMessage

from chassis import log, metrics
from chassis.ids import fresh_id
from chassis.rabbit.connection import ConnectionDropped, keep_connected
from chassis.rabbit.topology import declare
from contracts.base import Contract, ContractError, Received, open_envelope
from contracts.topology import EXCHANGE, of_exchange

ANSWER_SECONDS = 10.0
KEPT = 20_000
"""Messages a slow process may be behind; then the oldest drop, for it has other ways to learn of them."""

Hear = Callable[[Received[Contract]], None]

_log = log.get(__name__)


class Broadcast:
    """Hands every event of some types to `hear`, while the process lives and is connected, and not before.

    `types` are routing keys; `#` means all. `hear` only notes things in memory: nothing is acknowledged, so
    what a failing `hear` or a lost connection misses does not come again. `joined` is called on every (new)
    connection, when the queue is bound. The queue's name begins with the service's, as its broker user needs.
    `declares` is off where the exchange is put there by somebody else.
    """

    def __init__(
        self,
        url: str,
        *,
        service: str,
        types: Sequence[str],
        hear: Hear,
        joined: Callable[[], None] = lambda: None,
        declares: bool = True,
    ) -> None:
        self._url = url
        self._service = service
        self._types = types
        self._hear = hear
        self._joined = joined
        self._topologies = (of_exchange(),) if declares else ()

    async def run(self) -> None:
        """Listen until cancelled."""
        await keep_connected(self._url, service=self._service, side="broadcast", serve=self._serve)

    async def _serve(self, connection: AbstractConnection) -> None:
        lost = asyncio.Event()
        async with asyncio.timeout(ANSWER_SECONDS):
            channel = await connection.channel(publisher_confirms=False)
            channel.close_callbacks.add(lambda *_: lost.set())
            underlay = await channel.get_underlay_channel()
            underlay.on_consumer_cancel_callbacks.add(lambda _: lost.set())
            await declare(channel, *self._topologies)
            queue = await channel.declare_queue(
                f"{self._service}.broadcast.{fresh_id()}",
                exclusive=True,
                auto_delete=True,
                arguments={"x-max-length": KEPT},
            )
            for type in self._types:
                await queue.bind(EXCHANGE, type)
            await queue.consume(self._receive, no_ack=True, exclusive=True)
        self._joined()
        await lost.wait()
        raise ConnectionDropped("the broadcast's channel closed")

    async def _receive(self, incoming: AbstractIncomingMessage) -> None:
        try:
            event = open_envelope(incoming.body)
            self._hear(event)
        except ContractError as error:
            _log.info("broadcast_not_understood", service=self._service, error=str(error)[:200])
        except Exception:
            _log.exception("broadcast_failed", service=self._service, id=incoming.message_id)
        else:
            metrics.events_consumed_total.labels(self._service, event.type, "broadcast").inc()

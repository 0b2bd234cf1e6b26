"""What a worker hears: the service's queue, and the queue of what crashed it too often."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from chassis.locks import KeyedLocks
from chassis.parked import Park, Reason
from chassis.rabbit.ladder import Handle, Ladder, Outcome
from chassis.rabbit.message import Delivery, Message
from chassis.rabbit.patience import Patience, Transient
from chassis.rabbit.publisher import Publisher
from chassis.rabbit.reader import QueueReader, Ready
from contracts.base import ContractError, open_envelope
from contracts.registry import heard_by
from contracts.topology import RETRY_TIERS, Tier, dead_queue_of, of_exchange, of_service, queue_of

DEAD_PREFETCH = 4
SUSPECT_AFTER = 3
SHUFFLE_SECONDS = 0.2


class Consumer:
    """Delivers every event the service hears to `handle` at least once, never two of one subject at a time.

    `publisher` sends the copies that wait in the retry tiers, `park` keeps what cannot be handled,
    `transient` tells a dependency that is down from an error, and `ready` raises until it is back; then
    reading starts again. `types` are those the service hears, by default what the registry says. `patience`
    is how many seconds a delivery is held for a dependency, `watch_every` how often, in seconds, the broker
    is asked whether it still knows us. `declares` is off where the queues are put there by somebody else.
    """

    def __init__(
        self,
        url: str,
        *,
        service: str,
        publisher: Publisher,
        handle: Handle,
        park: Park,
        transient: Transient,
        ready: Ready,
        types: Sequence[str] | None = None,
        prefetch: int = 32,
        tiers: Sequence[Tier] = RETRY_TIERS,
        patience: float = 60.0,
        watch_every: float = 10.0,
        declares: bool = True,
    ) -> None:
        self._subjects = KeyedLocks()
        self._suspects = asyncio.Lock()
        heard = tuple(heard_by(service) if types is None else types)
        topologies = (of_exchange(), of_service(service, heard, tuple(tiers))) if declares else ()
        held, dead_held = Patience(patience), Patience(patience)
        self._ladder = Ladder(service, handle, park, publisher, tiers, transient, held)
        self._dead_ladder = Ladder(service, handle, park, publisher, tiers, transient, dead_held)
        # A connection of its own: what the client library breaks at ends up there, and breaks only that one.
        self._readers = (
            QueueReader(
                url, service, "consumer", queue_of(service), topologies,
                self._work, ready, held, prefetch, watch_every,
            ),
            QueueReader(
                url, service, "dead letters", dead_queue_of(service), topologies,
                self._bury, ready, dead_held, DEAD_PREFETCH, watch_every,
            ),
        )  # fmt: skip

    async def run(self) -> None:
        """Consume until cancelled or drained. Raises `ConnectionUseless`: start the process anew."""
        try:
            async with asyncio.TaskGroup() as group:
                for reader in self._readers:
                    group.create_task(reader.run())
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from None

    async def drain(self, timeout: float = 20.0) -> None:
        """Take nothing more, finish what began in `timeout` seconds, hand back the rest; `run` then ends."""
        await asyncio.gather(*(reader.drain(timeout) for reader in self._readers))

    async def _work(self, message: Message, wanted: Callable[[], bool]) -> Outcome:
        try:
            event = open_envelope(message.body)
        except ContractError as error:
            return await self._ladder.set_aside(message, Reason.SCHEMA, str(error))
        async with self._in_its_turn(message), self._subjects.of(event.data.id):
            if not wanted():
                return Outcome.HANDED_BACK
            return await self._ladder.descend(Delivery(event, message))

    @asynccontextmanager
    async def _in_its_turn(self, message: Message) -> AsyncIterator[None]:
        """Suspects go one at a time and in no order.

        When a message kills the process, the broker counts that against everything the process had in hand. Like
        this the innocent get through between two deaths, long before the count makes dead letters of them.
        """
        if message.handed_back < SUSPECT_AFTER:
            yield
            return
        await asyncio.sleep(random.uniform(0, SHUFFLE_SECONDS))
        async with self._suspects:
            yield

    async def _bury(self, message: Message, wanted: Callable[[], bool]) -> Outcome:
        return await self._dead_ladder.set_aside(
            message, Reason.CRASHES, "delivered too often without an answer"
        )

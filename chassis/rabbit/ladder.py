"""What becomes of one event: handled, tried again later, or parked (reliability.md b.6)."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chassis import log, metrics
from chassis.parked import KEPT_BYTES, Park, ParkedMessage, Reason
from chassis.rabbit.connection import cancelled_from_outside
from chassis.rabbit.message import ATTEMPT, Delivery, Message
from chassis.rabbit.patience import DependencyDown, Patience, Transient
from chassis.rabbit.publisher import Publisher
from contracts.base import ContractError
from contracts.topology import Tier, retry_queue_of

_log = log.get(__name__)

TRIES_PER_DELIVERY = 2
HANDLER_SECONDS = 60.0
"""Longer work is a job document, not a held delivery (b.2)."""

Handle = Callable[[Delivery], Awaitable[None]]
"""Does what a service does with an event. Raises ContractError for one it cannot accept."""


class Outcome(StrEnum):
    """How a delivery ended. All but the last are acknowledged."""

    HANDLED = "handled"
    RETRIED = "retried"
    PARKED = "parked"
    HANDED_BACK = "handed_back"


class HandlerTooSlow(Exception):
    """The handler did not finish in a minute."""


class HandlerCancelled(Exception):
    """Something inside the handler cancelled it."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps a failing event goes down: twice in process, a pause per tier, the parking lot.

    Waits for dependencies on every step without counting an attempt; raises `DependencyDown` when that lasts.
    """

    service: str
    handle: Handle
    park: Park
    publisher: Publisher
    tiers: Sequence[Tier]
    transient: Transient
    patience: Patience

    async def descend(self, delivery: Delivery) -> Outcome:
        """Handle the event or find it its place. Raises nothing but `DependencyDown` and cancellation."""
        try:
            await self._try(delivery)
        except DependencyDown:
            raise
        except ContractError as error:
            return await self.set_aside(delivery.message, Reason.SCHEMA, str(error))
        except Exception as error:
            return await self._put_off(delivery.message, error)
        return Outcome.HANDLED

    async def set_aside(self, message: Message, reason: Reason, detail: str) -> Outcome:
        """Park the message, however long that takes; raises `DependencyDown` when it takes too long."""
        parked = ParkedMessage(
            service=self.service,
            type=message.type,
            reason=reason,
            detail=detail,
            attempts=message.attempt + 1,
            body=message.body[:KEPT_BYTES],
            size=len(message.body),
            message_id=message.message_id,
            correlation_id=message.correlation_id,
            headers=message.headers,
        )
        _log.error("event_parked", id=parked.id, type=message.type, reason=reason, attempts=parked.attempts)
        await self.patience.hold(lambda: self.park(parked), transient=_always)
        metrics.messages_parked_total.labels(self.service, reason).inc()
        return Outcome.PARKED

    async def _try(self, delivery: Delivery) -> None:
        for left in reversed(range(TRIES_PER_DELIVERY)):
            try:
                await self.patience.hold(lambda: self._handle_once(delivery), self.transient)
                return
            except (DependencyDown, ContractError):
                raise
            except Exception as error:
                if not left:
                    raise
                _log.warning(
                    "event_failed", id=delivery.event.id, type=delivery.event.type, error=type(error).__name__
                )
            await asyncio.sleep(random.uniform(0.05, 0.2))

    async def _handle_once(self, delivery: Delivery) -> None:
        limit = asyncio.timeout(HANDLER_SECONDS)
        try:
            async with limit:
                await self.handle(delivery)
        except TimeoutError:
            if limit.expired():
                raise HandlerTooSlow(f"not done within {HANDLER_SECONDS:.0f} s") from None
            raise
        except asyncio.CancelledError:
            if cancelled_from_outside():
                raise
            raise HandlerCancelled from None

    async def _put_off(self, message: Message, error: Exception) -> Outcome:
        _log.warning(
            "event_failed", id=message.message_id, type=message.type, attempt=message.attempt, exc_info=error
        )
        if message.attempt >= len(self.tiers):
            return await self.set_aside(message, Reason.HANDLER, repr(error))
        tier = self.tiers[message.attempt]
        await self.patience.hold(lambda: self._copy_to(tier, message), transient=_always)
        return Outcome.RETRIED

    async def _copy_to(self, tier: Tier, message: Message) -> None:
        await self.publisher.publish(
            message.body,
            exchange="",
            routing_key=retry_queue_of(self.service, tier),
            message_id=message.message_id,
            type=message.type,
            correlation_id=message.correlation_id,
            headers={**message.headers, ATTEMPT: message.attempt + 1},
        )


def _always(error: BaseException) -> bool:
    return True

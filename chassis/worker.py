"""The consuming half of a service: every event becomes atomic changes, or is retried, or is set aside."""

import asyncio
import contextlib
import time
from dataclasses import asdict
from datetime import UTC, datetime

from pymongo.errors import DuplicateKeyError

from chassis import log, metrics, trace
from chassis.mongo import ping, unavailable
from chassis.parked import ParkedMessage
from chassis.rabbit import Consumer, Delivery
from chassis.service import Kit, Service
from contracts.topology import Tier

READY_SECONDS = 2.0

_log = log.get(__name__)


class Worker:
    """Consumes the service's queue and lets its subscriptions do their part."""

    def __init__(self, service: Service, kit: Kit) -> None:
        self._service = service
        self._kit = kit
        self._consumer = Consumer(
            kit.settings.rabbit_url,
            service=service.name,
            types=sorted({subscription.event.TYPE for subscription in service.subscriptions}),
            publisher=kit.publisher,
            handle=self._handle,
            park=self._park,
            transient=unavailable,
            ready=self._ready,
            prefetch=kit.settings.prefetch,
            declares=kit.settings.rabbit_declares,
            tiers=[Tier(name, wait) for name, wait in kit.settings.retry_tiers_ms.items()],
        )

    async def run(self) -> None:
        """Consume until cancelled."""
        await self._consumer.run()

    async def drain(self, timeout: float) -> None:
        """Finish what was begun, hand back what was not."""
        await self._consumer.drain(timeout)

    async def _handle(self, delivery: Delivery) -> None:
        received = delivery.event
        with log.bound_contextvars(
            event_id=received.id,
            event_type=received.type,
            provider_id=received.provider_id,
            request_id=received.correlation_id,
            trace_id=trace.trace_id(received.traceparent),
        ):
            started = time.perf_counter()
            await self._kit.runner.hear(self._service.subscriptions, received)
            _log.info("event_heard", ms=round((time.perf_counter() - started) * 1000, 1))
        lag = (datetime.now(UTC) - received.time).total_seconds()
        metrics.event_lag_seconds.labels(self._service.name, received.type).observe(max(lag, 0.0))

    async def _park(self, message: ParkedMessage) -> None:
        with contextlib.suppress(DuplicateKeyError):
            await self._kit.db.parked.insert_one({"_id": message.id, **asdict(message)})

    async def _ready(self) -> None:
        async with asyncio.timeout(READY_SECONDS):
            await ping(self._kit.db)

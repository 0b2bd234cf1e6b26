"""One running process of a service: what it opens, keeps alive and closes again (reliability.md b.10)."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from enum import StrEnum
from typing import Any

from chassis import audit, log
from chassis.auth import Keys, TokenVerifier
from chassis.mongo import MongoBackend, close, connect, database, ensure_indexes, ping, unavailable
from chassis.outbox import Relay
from chassis.rabbit import Broadcast, ConnectionUseless, Publisher
from chassis.revocations import RevocationFeed
from chassis.runner import Runner
from chassis.service import Kit, Round, Service
from chassis.settings import ServiceSettings
from chassis.tasks import ended
from chassis.timers import every
from chassis.worker import Worker
from contracts.identity import AccessRevoked

VERSION = "0.1.0"
PING_CACHE_SECONDS = 2.0
SEAL_SECONDS = 1.0

_log = log.get(__name__)


class Role(StrEnum):
    """Which part of a service a process runs."""

    API = "api"
    WORKER = "worker"
    ALL = "all"


class Process:
    """Opens the kit, keeps the loops alive, reports readiness, and drains on the way out.

    Nothing waits for the servers at start: MongoDB and the broker may come up later, in any order.
    """

    def __init__(self, service: Service, settings: ServiceSettings, role: Role) -> None:
        self._service = service
        self._settings = settings
        self._role = role
        self._kit: Kit | None = None
        self._indexed = asyncio.Event()
        self._pinged_at = 0.0
        self.draining = False
        self.useless = False

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Kit]:
        """The kit, with every loop of this process running until the block ends."""
        kit = self._open()
        self._kit = kit
        worker = Worker(self._service, kit) if self._role is not Role.API else None
        try:
            async with self._service.start(kit):
                tasks = [
                    asyncio.create_task(self._keep_running(name, loop))
                    for name, loop in self._loops(kit, worker)
                ]
                try:
                    yield kit
                finally:
                    await self._stop(kit, worker, tasks)
        finally:
            await close(kit.client)

    async def do(self, round: Round, at: datetime, provider_id: str | None) -> int:
        """Do one round of a job and send what follows from it; what it answers."""
        kit = self._open()
        try:
            async with self._service.start(kit):
                loops = (("publisher", kit.publisher.run), ("relay", kit.relay.run))
                tasks = [asyncio.create_task(self._keep_running(name, loop)) for name, loop in loops]
                try:
                    return await round(kit, at, provider_id)
                finally:
                    await self._stop(kit, None, tasks)
        finally:
            await close(kit.client)

    async def readiness(self) -> dict[str, Any]:
        """Whether requests should come here: MongoDB answers, indexes are there, and we are not leaving."""
        kit = self._kit
        reachable = kit is not None and await self._reachable(kit)
        degraded = list(await self._service.degraded(kit)) if kit and self._service.degraded else []
        return {
            "ready": reachable and self._indexed.is_set() and not self.draining,
            "service": self._service.name,
            "version": VERSION,
            "broker": bool(kit and kit.publisher.connected),
            "degraded": degraded,
        }

    def _open(self) -> Kit:
        settings, service = self._settings, self._service
        client = connect(settings.mongo_url, pool=settings.mongo_pool, timeout_ms=settings.mongo_timeout_ms)
        db = database(client, settings.mongo_database)
        publisher = Publisher(settings.rabbit_url, service=service.name, declares=settings.rabbit_declares)
        relay = Relay(
            db,
            publisher,
            service=service.name,
            collections=tuple(service.collections),
            sweep_every=settings.sweep_seconds,
            sweep_after=settings.sweep_after_seconds,
        )
        runner = Runner(
            service.tx,
            MongoBackend(db),
            name=service.name,
            on_commit=relay.offer,
            transient=unavailable,
        )
        verifier = TokenVerifier(Keys(settings.jwks_url))
        return Kit(settings, client, db, runner, publisher, relay, verifier, service.read_log)

    def _loops(self, kit: Kit, worker: Worker | None) -> list[tuple[str, Callable[[], Awaitable[None]]]]:
        loops: list[tuple[str, Callable[[], Awaitable[None]]]] = [
            ("indexes", lambda: self._index(kit)),
            ("publisher", kit.publisher.run),
            ("relay", kit.relay.run),
        ]
        if self._role is not Role.WORKER:
            loops += self._revocation_loops(kit)
        if worker:
            sealer = audit.Sealer(kit.db)
            loops += [("consumer", worker.run), ("audit", lambda: every(SEAL_SECONDS, sealer.seal))]
            loops += [(job.__name__, lambda job=job: job(kit)) for job in self._service.jobs]  # type: ignore[misc]
        return loops

    def _revocation_loops(self, kit: Kit) -> list[tuple[str, Callable[[], Awaitable[None]]]]:
        """Who was thrown out is known to every process that takes tokens, within a second (B-15)."""
        settings = self._settings
        feed = RevocationFeed(
            kit.verifier.revocations, settings.revocations_url, every=settings.revocations_seconds
        )
        broadcast = Broadcast(
            settings.rabbit_url,
            service=self._service.name,
            types=(AccessRevoked.TYPE,),
            hear=feed.hear,
            declares=settings.rabbit_declares,
        )
        return [("broadcast", broadcast.run), ("revocations", feed.run)]

    async def _index(self, kit: Kit) -> None:
        while not self._indexed.is_set():
            try:
                await ensure_indexes(kit.db, self._service.collections)
                self._indexed.set()
            except Exception as error:
                _log.warning("waiting_for_mongodb", error=str(error)[:500])
                await asyncio.sleep(0.5)

    async def _reachable(self, kit: Kit) -> bool:
        if time.monotonic() - self._pinged_at < PING_CACHE_SECONDS:
            return True
        try:
            async with asyncio.timeout(1.0):
                await ping(kit.db)
        except Exception:
            return False
        self._pinged_at = time.monotonic()
        return True

    async def _keep_running(self, name: str, loop: Callable[[], Awaitable[None]]) -> None:
        """Run a loop; when it fails, start it again with growing waits. A loop that returns is finished.

        One that says this process had better start anew turns liveness red, for whoever watches over us to act.
        """
        wait = 0.5
        while True:
            started = time.monotonic()
            try:
                await loop()
                return
            except Exception as error:
                _log.error("loop_failed", loop=name, exc_info=error)
                causes = error.exceptions if isinstance(error, ExceptionGroup) else (error,)
                self.useless = self.useless or any(isinstance(cause, ConnectionUseless) for cause in causes)
            wait = 0.5 if time.monotonic() - started > 30 else min(wait * 2, 10)
            await asyncio.sleep(wait)

    async def _stop(self, kit: Kit, worker: Worker | None, tasks: list[asyncio.Task[None]]) -> None:
        self.draining = True
        if worker:
            await worker.drain(self._settings.shutdown_seconds)
        await kit.relay.flush(timeout=5.0)
        await ended(tasks)

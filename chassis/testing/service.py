"""One service under test: its real application on a database of its own, without a network in between."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chassis.app import create_app
from chassis.auth import Keys
from chassis.ids import fresh_id
from chassis.process import Role
from chassis.service import Kit, Service
from chassis.settings import ServiceSettings
from chassis.testing.tokens import claims, sign
from contracts.base import Contract, Received


@dataclass(frozen=True, slots=True)
class ServiceUnderTest:
    """A running service: call it as anybody, let it hear anything, look at its kit."""

    service: Service
    kit: Kit
    _transport: httpx.ASGITransport
    _key: Ed25519PrivateKey

    def as_person(
        self, person_id: str, *, provider_id: str, role: str, centre_ids: Iterable[str] = ()
    ) -> httpx.AsyncClient:
        """A client signed in as this person; every POST gets a fresh Idempotency-Key unless it brings one."""
        token = sign(
            claims(person_id=person_id, provider_id=provider_id, role=role, centre_ids=centre_ids), self._key
        )
        client = self.anonymous()
        client.headers["Authorization"] = f"Bearer {token}"
        return client

    def anonymous(self) -> httpx.AsyncClient:
        """A client that has not signed in."""

        async def with_key(request: httpx.Request) -> None:
            if request.method == "POST":
                request.headers.setdefault("Idempotency-Key", fresh_id())

        return httpx.AsyncClient(
            transport=self._transport, base_url="http://service", event_hooks={"request": [with_key]}
        )

    async def hear(
        self, event: Contract, *, provider_id: str, version: int = 1, change: str = "changed"
    ) -> None:
        """Let the service hear an event, as its consumer would."""
        received: Received[Any] = Received(
            id=fresh_id(),
            type=event.TYPE,
            provider_id=provider_id,
            version=version,
            change=change,
            time=datetime.now(UTC),
            replay=False,
            correlation_id="test",
            data=event,
        )
        await self.kit.runner.hear(self.service.subscriptions, received)


@asynccontextmanager
async def running(
    service: Service, settings: Callable[..., ServiceSettings], **values: Any
) -> AsyncIterator[ServiceUnderTest]:
    """The service's application with these settings (at least `mongo_url`, `mongo_database`, `rabbit_url`)."""
    key = Ed25519PrivateKey.generate()
    app = create_app(service, settings(**values), Role.API)
    async with app.router.lifespan_context(app):
        kit: Kit = app.state.kit
        kit.verifier.keys = Keys.fixed(key.public_key())
        async with asyncio.timeout(30):
            while not (await app.state.process.readiness())["ready"]:
                await asyncio.sleep(0.05)
        yield ServiceUnderTest(service, kit, httpx.ASGITransport(app), key)

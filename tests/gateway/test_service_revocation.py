"""A service's own processes refuse what was revoked too; they do not rely on the door (B-15)."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from chassis.ids import fresh_id
from chassis.rabbit import Publisher
from chassis.service import Service
from chassis.settings import ServiceSettings
from chassis.testing.service import running
from chassis.tx import Tx
from contracts.base import Envelope
from contracts.identity import AccessRevoked
from tests.conftest import Servers


class Settings(ServiceSettings):
    mongo_database: str = "plain"
    port: int = 0


PLAIN = Service(name="plain", settings=Settings, tx=Tx, indexes={})


async def test_an_api_process_of_a_service_hears_of_a_revocation(
    servers: Servers, database_name: str
) -> None:
    publisher = Publisher(servers.rabbit_url, service="identity")
    publishing = asyncio.create_task(publisher.run())
    await publisher.wait_connected(10)
    place = {"mongo_url": servers.mongo_url, "rabbit_url": servers.rabbit_url}
    async with running(PLAIN, Settings, mongo_database=f"{database_name}_plain", **place) as plain:
        revocations = plain.kit.verifier.revocations
        began = time.monotonic()
        while not revocations.cover("p", "s", time.time()) and time.monotonic() - began < 10:
            await _publish(publisher)
            await asyncio.sleep(0.2)
        assert revocations.cover("p", "s", time.time())
        assert not revocations.cover("q", "s", time.time())
    publishing.cancel()
    await asyncio.gather(publishing, return_exceptions=True)


async def _publish(publisher: Publisher) -> None:
    """Again and again, because the process may not listen yet."""
    now = datetime.now(UTC)
    event = AccessRevoked(
        id=fresh_id(),
        person_id="p",
        session_id=None,
        reason_code="blocked",
        revoked_at=now + timedelta(minutes=1),
    )
    body = Envelope.seal(
        event, id=fresh_id(), tenant="t", version=1, change="revoked", time=now, correlation_id="c"
    )
    await publisher.publish(
        body.to_bytes(),
        routing_key=event.TYPE,
        message_id=fresh_id(),
        type=event.TYPE,
        correlation_id="c",
    )

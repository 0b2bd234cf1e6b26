"""Behind the gateway all runs over TLS, and only to servers whose certificate our authority signed (ASVS 12.3)."""

import asyncio
import json
import os
import ssl
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import aio_pika
import pytest
from aio_pika.connection import make_url

from chassis.fetching import get_json
from chassis.mongo import close, connect, database, ping
from chassis.rabbit.connection import close_quietly
from deploy.demo.client import eventually
from deploy.local import ports
from services.evidence.blobs import Blobs
from services.evidence.settings import Settings as EvidenceSettings
from services.notifications.channels.smtp import Letter, MailServer
from tests.conftest import Servers


@dataclass(frozen=True, slots=True)
class Inside:
    """Where everything is reached over TLS, and the two processes that were started to use it."""

    servers: Servers
    identity: str
    gateway: str

    @property
    def mongo_url(self) -> str:
        """The test stack's, over TLS."""
        return f"{self.servers.mongo_url}&tls=true"

    @property
    def rabbit_url(self) -> str:
        """The test stack's, over TLS."""
        return over_tls(self.servers, "rabbit", "amqps", f"/test{self.servers.worker}")

    async def ask(self, url: str, body: dict[str, str] | None = None) -> tuple[int, dict[str, object]]:
        """The status and the document at a URL, asked as somebody who trusts our authority."""
        return await asyncio.to_thread(_ask, url, authority(self.servers), body)


def authority(servers: Servers) -> Path:
    """Who signed the certificate of everything that runs here."""
    return servers.signing_keys.parent / "tls" / "authority.pem"


def over_tls(servers: Servers, name: str, scheme: str, path: str) -> str:
    """A server's URL with its TLS port."""
    who = servers.state["urls"][name].partition("//")[2].rpartition("@")[0]
    return f"{scheme}://{who + '@' if who else ''}127.0.0.1:{servers.state['ports'][f'{name}-tls']}{path}"


def _ask(url: str, authority: Path, body: dict[str, str] | None) -> tuple[int, dict[str, object]]:
    trusting = ssl.create_default_context(cafile=authority)
    request = urllib.request.Request(url, json.dumps(body).encode() if body else None)
    request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=20, context=trusting) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read())
    except OSError as error:
        return 0, {"error": str(error)}


@pytest.fixture(scope="module")
async def inside(servers: Servers, database_name: str) -> AsyncIterator[Inside]:
    """Identity and the gateway in production mode, each a process of its own, with nothing but TLS between them."""
    taken = [ports.pick()]
    taken.append(ports.pick(taken))
    here = Inside(servers, *(f"https://127.0.0.1:{port}" for port in taken))
    folder = authority(servers).parent
    everybody = {
        "WAYMARK_MODE": "production",
        "SSL_CERT_FILE": str(folder / "authority.pem"),
    }
    alike = {
        "MONGO_URL": here.mongo_url,
        "RABBIT_URL": here.rabbit_url,
        "JWKS_URL": f"{here.identity}/.well-known/jwks.json",
        "REVOCATIONS_URL": f"{here.identity}/revocations",
        "TLS_CERTIFICATE": str(folder / "server.pem"),
        "TLS_KEY": str(folder / "server.key"),
        "DRAIN_SECONDS": "0",
    }
    identity = {
        **alike,
        "PORT": str(taken[0]),
        "MONGO_DATABASE": f"{database_name}_tls_identity",
        "SIGNING_KEYS": str(servers.signing_keys),
    }
    services = ("IDENTITY", "SCHEDULING", "EVIDENCE", "REVIEWS", "PROGRESSION", "NOTIFICATIONS")
    gateway = {
        **alike,
        "PORT": str(taken[1]),
        "MONGO_DATABASE": f"{database_name}_tls_gateway",
        **{f"{service}_URL": here.identity for service in services},
    }
    variables = {f"IDENTITY_{name}": value for name, value in identity.items()}
    variables |= {f"GATEWAY_{name}": value for name, value in gateway.items()}
    started = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", *command, env=os.environ | everybody | variables
        )
        for command in (("chassis", "identity", "all"), ("gateway",))
    ]
    try:
        yield here
    finally:
        for process in started:
            with suppress(ProcessLookupError):
                process.terminate()
        await asyncio.gather(*(process.wait() for process in started))


async def test_a_service_and_the_gateway_run_with_nothing_in_the_clear(inside: Inside) -> None:
    _, report = await eventually(
        lambda: inside.ask(f"{inside.identity}/readyz"),
        lambda seen: seen[0] == 200 and bool(seen[1]["broker"]),
        patience=60,
    )
    assert report["ready"]
    await eventually(lambda: inside.ask(f"{inside.gateway}/readyz"), lambda seen: seen[0] == 200, patience=60)
    nobody = {"user_name": "nobody", "password": "three quiet red kites"}
    status, answer = await inside.ask(f"{inside.gateway}/api/sign-in", nobody)
    assert (status, answer["code"]) == (401, "sign_in_refused")


async def to_mongo(inside: Inside) -> None:
    client = connect(inside.mongo_url, timeout_ms=3000)
    try:
        await ping(database(client, "admin"))
    finally:
        await close(client)


async def to_rabbit(inside: Inside) -> None:
    connection = aio_pika.Connection(make_url(inside.rabbit_url))
    try:
        async with asyncio.timeout(10):
            await connection.connect()
    finally:
        await close_quietly(connection)  # left to the garbage it would close itself in somebody else's test


async def to_the_store(inside: Inside) -> None:
    state = inside.servers.state
    settings = EvidenceSettings(
        s3_url=over_tls(inside.servers, "s3", "https", ""),
        s3_access_key=state["passwords"]["s3_access"],
        s3_secret_key=state["passwords"]["s3_secret"],
        s3_bucket=state["bucket"],
    )
    blobs = Blobs(settings)
    try:
        await blobs.ensure_bucket()
    finally:
        blobs.close()


async def to_the_mail_server(inside: Inside) -> None:
    server = MailServer(f"{inside.servers.state['urls']['smtp']}?starttls=1", timeout=10)
    await server.send(
        Letter("efa@severnvale.example", "no-reply@waymark.example", b"Subject: over TLS\r\n\r\n.\r\n")
    )


async def to_a_service(inside: Inside) -> None:
    keys = f"{inside.identity}/.well-known/jwks.json"
    await eventually(lambda: inside.ask(keys), lambda seen: seen[0] == 200, patience=60)
    await get_json(keys)


@pytest.mark.parametrize("reach", [to_mongo, to_rabbit, to_the_store, to_the_mail_server, to_a_service])
async def test_a_client_reaches_whom_our_authority_signed_and_nobody_else(
    inside: Inside, reach: Callable[[Inside], Awaitable[None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority(inside.servers)))
    await reach(inside)
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(Exception, match=r"(?i)cert"):
        await reach(inside)

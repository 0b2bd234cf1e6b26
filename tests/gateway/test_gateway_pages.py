"""The door's own pages, its settings, and how a process of it starts and stops."""

import asyncio
import contextlib
import ipaddress
import os
import re
import signal
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pydantic import ValidationError

from deploy.demo.client import eventually
from deploy.local import ports
from gateway.settings import Settings
from tests.gateway.world import OpenDoor, Upstream, gateway_running, settings_for

ROOT = Path(__file__).parents[2]


async def test_the_page_needs_nothing_from_elsewhere_and_no_inline_script(door: httpx.AsyncClient) -> None:
    page = await door.get("/api/docs")
    assert page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert not re.search(r"<script>|<style|style=|\son\w+=|https?://", page.text)
    for address in re.findall(r'(?:href|src)="(/api/docs[^"]*)"', page.text):
        part = await door.get(address)
        assert part.status_code == 200
        assert "http://" not in part.text.replace("http://www.w3.org", "")


@pytest.mark.parametrize(("path", "media_type"), [(".js", "text/javascript"), (".css", "text/css")])
async def test_the_pages_parts_say_what_they_are(door: httpx.AsyncClient, path: str, media_type: str) -> None:
    assert (await door.get(f"/api/docs{path}")).headers["content-type"].startswith(media_type)


async def test_the_door_is_ready_once_it_can_check_tokens(
    all_services: Upstream, upstream: Upstream, bearer: dict[str, str]
) -> None:
    async def not_yet(request: web.Request) -> web.Response:
        return web.Response(status=503)

    upstream.on("/.well-known/jwks.json", not_yet)
    async with (
        gateway_running(settings_for(upstream)) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as door,
    ):
        assert (await door.get("/livez")).status_code == 200
        early = await door.get("/readyz")
        assert (early.status_code, early.json()["ready"]) == (503, False)
        refused = await door.get("/api/me", headers=bearer)
        assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
        upstream.handlers.clear()
        await until_ready(door, 200)
        assert (await door.get("/readyz")).json() == {"ready": True, "service": "gateway", "version": "0.1.0"}
        assert (await door.get("/api/me", headers=bearer)).status_code == 200


def write_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1, signed by itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "gateway")])
    now = datetime.now(UTC)
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(alternative, critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(Encoding.PEM))
    paths[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return paths


async def test_over_tls_a_browser_is_told_to_stay_there(upstream: Upstream, tmp_path: Path) -> None:
    certificate, key = write_certificate(tmp_path)
    trust = ssl.create_default_context(cafile=str(certificate))
    async with (
        gateway_running(settings_for(upstream, tls_certificate=certificate, tls_key=key)) as port,
        httpx.AsyncClient(base_url=f"https://127.0.0.1:{port}", verify=trust) as door,
    ):
        for path in ("/livez", "/api/me", "/api/docs"):
            assert (await door.get(path)).headers["strict-transport-security"].startswith("max-age=31536000")


async def test_a_certificate_goes_with_its_key() -> None:
    with pytest.raises(ValidationError, match="go together"):
        Settings(tls_certificate=Path("certificate.pem"))


async def test_metrics_are_on_the_internal_port_only(open_door: OpenDoor, bearer: dict[str, str]) -> None:
    port = ports.pick()
    async with open_door(internal_port=port) as door:
        await door.get("/api/sessions", headers=bearer)
        assert (await door.get("/metrics")).status_code == 404
        text = (await door.get(f"http://127.0.0.1:{port}/metrics")).text
    assert 'service="gateway"' in text
    assert 'route="/sessions"' in text


async def _is_closed(port: int) -> bool:
    """Whether nobody new is let in."""
    async with httpx.AsyncClient() as newcomer:
        try:
            await newcomer.get(f"http://127.0.0.1:{port}/livez")
        except httpx.ConnectError:
            return True
        except httpx.TransportError:
            return False
    return False


@asynccontextmanager
async def gateway_process(
    upstream: Upstream, port: int, **changes: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A gateway as an operator runs it."""
    settings = settings_for(upstream, port=port).model_dump(mode="json", exclude_none=True)
    environment = {f"GATEWAY_{name.upper()}": str(value) for name, value in (settings | changes).items()}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "gateway"),
        cwd=ROOT,
        env=os.environ | environment,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def until_ready(door: httpx.AsyncClient, status: int) -> None:
    """Wait until the door says it is ready (200) or not (503)."""
    async with asyncio.timeout(20):
        while True:
            with contextlib.suppress(httpx.TransportError):
                if (await door.get("/readyz")).status_code == status:
                    return
            await asyncio.sleep(0.02)


async def test_a_stopping_door_goes_unready_first_and_finishes_what_it_began(
    upstream: Upstream, bearer: dict[str, str]
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(request: web.Request) -> web.Response:
        begun.set()
        await go_on.wait()
        return web.json_response({"done": True})

    upstream.on("/me", slow)
    port = ports.pick()
    async with (
        gateway_process(upstream, port, drain_seconds="2") as process,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as door,
    ):
        await until_ready(door, 200)
        under_way = asyncio.create_task(door.get("/api/me", headers=bearer))
        await asyncio.wait_for(begun.wait(), 20)
        process.send_signal(signal.SIGTERM)
        await until_ready(door, 503)
        await eventually(lambda: _is_closed(port), bool)
        go_on.set()
        assert (await under_way).json() == {"done": True}
        await asyncio.wait_for(process.wait(), 20)

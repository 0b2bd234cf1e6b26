"""What the gateway's tests are made of: an upstream that plays all six services, a gateway, raw connections."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chassis.auth import published
from gateway.__main__ import create_server
from gateway.routes import BEHIND, ROUTES, Route
from gateway.settings import Settings

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], AbstractAsyncContextManager[str]]
OpenDoor = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
OpenWire = Callable[[], AbstractAsyncContextManager["Wire"]]


@asynccontextmanager
async def serving(handler: Handler, port: int = 0) -> AsyncIterator[int]:
    """A server that answers everything with one handler, on a free port unless told which."""
    app = web.Application(client_max_size=2**30)
    app.router.add_route("*", "/{path:.*}", handler)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.2, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@dataclass
class Seen:
    """A request as a service got it; header names in lower case."""

    service: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Upstream:
    """All services behind one port, `http://…/<service>/<path>`. It notes and confirms, unless told otherwise.

    `places` are the settings that say where the servers are.
    """

    key: Ed25519PrivateKey
    port: int = 0
    seen: list[Seen] = field(default_factory=list)
    handlers: dict[str, Handler] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def on(self, path: str, handler: Handler) -> None:
        """Answer requests for a path (without the service) with this handler."""
        self.handlers[path] = handler

    async def answer(self, request: web.Request) -> web.StreamResponse:
        _, service, path = request.path.split("/", 2)
        handler = self.handlers.get(f"/{path}")
        if handler is not None:
            return await handler(request)
        if path == ".well-known/jwks.json":
            return web.json_response(published(self.key.public_key()))
        if path == "revocations":
            return web.json_response({"items": [], "next": None})
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.seen.append(Seen(service, request.method, request.path_qs, headers, await request.read()))
        return web.json_response({"service": service, "path": f"/{path}"}, headers={"ETag": '"3"'})


def settings_for(upstream: Upstream, **changes: Any) -> Settings:
    """Settings of a gateway whose services are the upstream's."""
    urls = {f"{name}_url": f"{upstream.url}/{name}" for name in BEHIND}
    own = {
        "port": 0,
        "drain_seconds": 0,
        "person_per_minute": 0,
        "address_per_minute": 0,
        "sign_in_per_minute": 0,
        "jwks_url": f"{upstream.url}/identity/.well-known/jwks.json",
        "revocations_url": f"{upstream.url}/identity/revocations",
    }
    return Settings(**{**urls, **own, **upstream.places, **changes})


@asynccontextmanager
async def gateway_running(settings: Settings, routes: Sequence[Route] = ROUTES) -> AsyncIterator[int]:
    """A gateway on a free port; gives the port."""
    server = create_server(settings, routes)
    task = asyncio.create_task(server.serve())
    try:
        while not server.started:
            await asyncio.sleep(0.005)
            if task.done():
                task.result()
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await task


class Wire:
    """A connection on which a test says exactly what goes over it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def say(self, text: bytes) -> None:
        self.writer.write(text)
        await self.writer.drain()

    async def rest(self, seconds: float = 20.0) -> bytes:
        """Everything until the other side closes."""
        heard = b""
        with contextlib.suppress(ConnectionError):
            async with asyncio.timeout(seconds):
                while part := await self.reader.read(65_536):
                    heard += part
        return heard


@asynccontextmanager
async def wired(port: int) -> AsyncIterator[Wire]:
    """A raw connection to a port of this machine."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield Wire(reader, writer)
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

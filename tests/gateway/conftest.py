"""A real gateway in front of one real upstream, on free ports in this process."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from chassis.testing.tokens import mint, signing_key, write_signing_key
from gateway.routes import ROUTES, Route
from tests.conftest import Servers
from tests.gateway.world import (
    Handler,
    OpenDoor,
    OpenWire,
    Serve,
    Upstream,
    Wire,
    gateway_running,
    serving,
    settings_for,
    wired,
)


@pytest.fixture
def serve() -> Serve:
    """Opens a server of the test's own; gives its URL."""

    @asynccontextmanager
    async def open_one(handler: Handler) -> AsyncIterator[str]:
        async with serving(handler) as port:
            yield f"http://127.0.0.1:{port}"

    return open_one


@pytest.fixture(scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "signing.pem"
    write_signing_key(path)
    return path


@pytest.fixture(scope="session")
async def all_services(key_file: Path, servers: Servers, database_name: str) -> AsyncIterator[Upstream]:
    """The upstream of the whole run."""
    places = {
        "mongo_url": servers.mongo_url,
        "mongo_database": f"{database_name}_gateway",
        "rabbit_url": servers.rabbit_url,
    }
    upstream = Upstream(signing_key(key_file), places=places)
    async with serving(upstream.answer) as upstream.port:
        yield upstream


@pytest.fixture
def upstream(all_services: Upstream) -> Upstream:
    """The upstream as if nobody had used it yet."""
    all_services.seen.clear()
    all_services.handlers.clear()
    return all_services


@pytest.fixture
def bearer(key_file: Path) -> dict[str, str]:
    """Headers of somebody who is signed in."""
    return {"Authorization": f"Bearer {mint(key_file)}"}


@pytest.fixture
def keyed(bearer: dict[str, str]) -> dict[str, str]:
    """Headers of an ordinary POST."""
    return {**bearer, "Idempotency-Key": "0191c2a0-0000-7000-8000-000000000001"}


@pytest.fixture
def open_door(upstream: Upstream) -> OpenDoor:
    """Opens a gateway with other settings or routes than the usual ones; gives a client for it."""

    @asynccontextmanager
    async def open_one(routes: Sequence[Route] = ROUTES, **changes: Any) -> AsyncIterator[httpx.AsyncClient]:
        async with (
            gateway_running(settings_for(upstream, **changes), routes) as port,
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20) as client,
        ):
            yield client

    return open_one


@pytest.fixture(scope="session")
async def usual_door(all_services: Upstream) -> AsyncIterator[int]:
    """The port of a gateway with the usual settings and routes."""
    async with gateway_running(settings_for(all_services)) as port:
        yield port


@pytest.fixture
async def door(usual_door: int) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the usual gateway."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{usual_door}", timeout=20) as client:
        yield client


@pytest.fixture
def open_wire(usual_door: int) -> OpenWire:
    """Opens raw connections to the usual gateway."""

    def connect() -> AbstractAsyncContextManager[Wire]:
        return wired(usual_door)

    return connect

"""Servers, keys and children for one fault test."""

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import aio_pika
import httpx
import pytest
from aio_pika.abc import AbstractConnection

from chassis.ids import fresh_id
from chassis.mongo import Client, Database, close, connect, database, ensure_indexes
from chassis.rabbit import declare
from contracts.topology import whole
from services.scheduling.documents import INDEXES
from tests.conftest import Servers
from tests.faults.kit import Children, Tally
from tests.faults.world import Desk, open_desk


@dataclass(frozen=True)
class Place:
    """Where the processes of one test do their work."""

    servers: Servers
    prefix: str
    client: Client
    desk: Desk
    children: Children

    def db(self, service: str) -> Database:
        """The database of a service."""
        return database(self.client, self.prefix + service)

    def settings(self, service: str, **more: str) -> dict[str, str]:
        """The environment of a process of a service, without its prefix."""
        return {
            "MONGO_URL": self.servers.mongo_url,
            "MONGO_DATABASE": self.prefix + service,
            "RABBIT_URL": self.servers.rabbit_url,
            "JWKS_URL": self.desk.jwks_url,
            "LOG_LEVEL": "WARNING",
            "DRAIN_SECONDS": "0",
            "SWEEP_SECONDS": "0.2",
            "SWEEP_AFTER_SECONDS": "0.5",
        } | more


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    """Processes of this test."""
    children = Children(tmp_path)
    yield children
    children.end()


@pytest.fixture
async def place(servers: Servers, database_name: str, children: Children) -> AsyncIterator[Place]:
    """Fresh databases, scheduling's with its indexes."""
    client = connect(servers.mongo_url)
    async with open_desk() as desk:
        place = Place(servers, f"{database_name}_{fresh_id()[-6:]}_", client, desk, children)
        await ensure_indexes(place.db("scheduling"), INDEXES)
        yield place
        children.end()
    await close(client)


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """A client for any port."""
    async with httpx.AsyncClient(timeout=30, limits=httpx.Limits(max_connections=64)) as client:
        yield client


@pytest.fixture
async def broker(servers: Servers) -> AsyncIterator[AbstractConnection]:
    """A connection to a virtual host on which every queue stands, empty."""
    connection = await aio_pika.connect(servers.rabbit_url)
    await _delete_queues(connection)
    async with connection.channel() as channel:
        await declare(channel, whole())
    yield connection
    await _delete_queues(connection)
    await connection.close()


async def _delete_queues(connection: AbstractConnection) -> None:
    async with connection.channel() as channel:
        for queue in whole().queues:
            await channel.queue_delete(queue.name)


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[[Tally], None]:
    """Shows a run's line, whatever pytest does with the output, and fails unless its counts are right."""

    def say(tally: Tally) -> None:
        with capsys.disabled():
            sys.stderr.write(f"\n{tally}\n")
        tally.check()

    return say

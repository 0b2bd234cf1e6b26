"""The object store as it really answers."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from minio import Minio
from minio.error import S3Error
from urllib3 import HTTPResponse

from chassis.ids import fresh_id
from deploy.local import ports
from services.evidence.blobs import Blobs
from services.evidence.settings import Settings
from tests.conftest import Servers

BuildSettings = Callable[..., Settings]


@pytest.fixture
def settings(servers: Servers) -> BuildSettings:
    """Settings for the test stack's store and a bucket of the test's own, changed where the test says so."""
    usual = {
        "s3_url": servers.state["urls"]["s3"],
        "s3_access_key": servers.state["passwords"]["s3_access"],
        "s3_secret_key": servers.state["passwords"]["s3_secret"],
        "s3_bucket": f"test-{fresh_id()[-12:]}",
    }
    return lambda **changes: Settings.model_validate(usual | changes)


@pytest.fixture
def store(servers: Servers) -> Minio:
    """The store without our code in between."""
    return Minio(
        urlsplit(servers.state["urls"]["s3"]).netloc,
        access_key=servers.state["passwords"]["s3_access"],
        secret_key=servers.state["passwords"]["s3_secret"],
        secure=False,
        region="us-east-1",
    )


@contextlib.asynccontextmanager
async def watched(settings: Settings) -> AsyncIterator[Blobs]:
    """The store as a running service looks after it, only more often."""
    blobs = Blobs(settings)
    task = asyncio.create_task(blobs.watch(look_again=0.1))
    try:
        yield blobs
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        blobs.close()


@contextlib.asynccontextmanager
async def a_door(port: int, to: str) -> AsyncIterator[None]:
    """Lets connections to the port through to the store, and cuts them at the end."""
    target = urlsplit(to)

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection(target.hostname, target.port)
        writers.extend((writer, inner_writer))
        await asyncio.gather(pump(reader, inner_writer), pump(inner_reader, writer))

    writers: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(connect, "127.0.0.1", port)
    try:
        yield
    finally:
        server.close()
        for writer in writers:
            writer.close()
        await server.wait_closed()


async def until(condition: Callable[[], bool]) -> None:
    for _ in range(750):
        if condition():
            return
        await asyncio.sleep(0.02)
    pytest.fail("it did not come true within 15 seconds")


async def test_the_bucket_is_made_once_by_processes_that_start_together(
    settings: BuildSettings, store: Minio
) -> None:
    same = settings()
    several = [Blobs(same) for _ in range(3)]
    await asyncio.gather(*(blobs.ensure_bucket() for blobs in several))
    await several[0].ensure_bucket()
    assert await asyncio.to_thread(store.bucket_exists, same.s3_bucket)
    for blobs in several:
        blobs.close()
    await asyncio.to_thread(store.remove_bucket, same.s3_bucket)


async def test_a_store_that_starts_last_or_goes_away_is_noticed(
    settings: BuildSettings, store: Minio, servers: Servers
) -> None:
    port = ports.pick()
    ours: dict[str, Any] = {"s3_url": f"http://127.0.0.1:{port}"}
    async with watched(chosen := settings(**ours)) as blobs:
        await asyncio.sleep(0.2)
        assert not blobs.reachable
        async with a_door(port, servers.state["urls"]["s3"]):
            await until(lambda: blobs.reachable)
        await until(lambda: not blobs.reachable)
    await asyncio.to_thread(store.remove_bucket, chosen.s3_bucket)


async def test_a_store_that_has_the_bucket_but_keeps_nothing_yet_is_not_reachable(
    settings: BuildSettings, store: Minio, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = settings()
    await asyncio.to_thread(store.make_bucket, chosen.s3_bucket)
    denied = S3Error(
        response=HTTPResponse(status=403),
        code="AccessDenied",
        message=None,
        resource=None,
        request_id=None,
        host_id=None,
    )
    tried = asyncio.Event()
    loop = asyncio.get_running_loop()

    def refuse(*_: object) -> None:
        loop.call_soon_threadsafe(tried.set)
        raise denied

    with monkeypatch.context() as patched:
        patched.setattr(Minio, "put_object", refuse)
        async with watched(chosen) as blobs:
            await asyncio.wait_for(tried.wait(), 15)
            assert not blobs.reachable
            patched.undo()
            await until(lambda: blobs.reachable)
    await asyncio.to_thread(store.remove_bucket, chosen.s3_bucket)


async def test_a_wrong_key_is_a_refusal_and_not_a_reachable_store(settings: BuildSettings) -> None:
    chosen = settings(s3_secret_key="wrong")
    blobs = Blobs(chosen)
    with pytest.raises(S3Error):
        await blobs.ensure_bucket()
    blobs.close()
    async with watched(chosen) as seen:
        await asyncio.sleep(0.3)
        assert not seen.reachable

"""Live hints: who hears of a change, what they hear, and when a stream ends."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from chassis.actor import Actor
from chassis.ids import fresh_id
from chassis.rabbit import Publisher
from chassis.revocations import Revocations
from chassis.testing.tokens import mint
from contracts.base import Contract, Envelope
from contracts.identity import AccessRevoked
from contracts.notifications import AnnouncementChanged
from contracts.scheduling import SmartRoomChanged
from deploy.demo.client import eventually
from gateway.live import RELOAD, REMEMBERED_SECONDS, WAITING, Hub
from gateway.settings import Settings
from tests.conftest import Servers
from tests.gateway.world import OpenDoor, Upstream, gateway_running, settings_for

Say = Callable[..., Coroutine[Any, Any, str]]


@pytest.fixture
async def say(servers: Servers) -> AsyncIterator[Say]:
    """Publishes an event and gives its aggregate's id."""
    publisher = Publisher(servers.rabbit_url, service="scheduling", require_readers=False)
    running = asyncio.create_task(publisher.run())
    await publisher.wait_connected(10)

    async def publish(
        event: Contract, *, provider_id: str, change: str = "changed", replay: bool = False
    ) -> str:
        sealed = Envelope.seal(
            event,
            id=fresh_id(),
            tenant=provider_id,
            version=3,
            change=change,
            time=datetime.now(UTC),
            correlation_id="c",
        ).model_copy(update={"replay": replay})
        await publisher.publish(
            sealed.to_bytes(),
            routing_key=event.TYPE,
            message_id=sealed.id,
            type=event.TYPE,
            correlation_id="c",
        )
        return event.id

    yield publish
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def a_room(*concerns: str) -> SmartRoomChanged:
    return SmartRoomChanged(
        id=fresh_id(), concerns=concerns, name="Room 1", centre_id=None, capacity=10, active=True
    )


def an_announcement() -> AnnouncementChanged:
    return AnnouncementChanged(
        id=fresh_id(),
        centre_ids=(),
        roles=(),
        from_date=date(2026, 11, 23),
        until_date=None,
        published_by_id=fresh_id(),
        withdrawn=False,
    )


class Ear:
    """Reads one stream and keeps what came."""

    def __init__(self) -> None:
        self.hints: list[dict[str, Any]] = []
        self.lines: list[str] = []
        self.ended = asyncio.Event()

    async def read(self, answer: httpx.Response) -> None:
        async for line in answer.aiter_lines():
            self.lines.append(line)
            if line.startswith("data: {") and line != "data: {}":
                self.hints.append(json.loads(line.removeprefix("data: ")))
        self.ended.set()

    async def hears(self, id: str) -> bool:
        began = time.monotonic()
        while time.monotonic() - began < 20:
            if any(hint["id"] == id for hint in self.hints):
                return True
            await asyncio.sleep(0.01)
        return False


@asynccontextmanager
async def listening(
    door: httpx.AsyncClient, token: str, *, behind: int | None = None, last: str | None = None
) -> AsyncIterator[Ear]:
    ear = Ear()
    headers = {"Authorization": f"Bearer {token}"} | ({"Last-Event-ID": last} if last else {})
    params = {} if behind is None else {"behind": behind}
    async with door.stream("GET", "/api/live", headers=headers, params=params) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        reading = asyncio.create_task(ear.read(answer))
        yield ear
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def joined(ear: Ear, say: Say, provider_id: str, person_id: str) -> None:
    """Wait until the door hears the bus."""
    for _ in range(100):
        await say(a_room(person_id), provider_id=provider_id)
        await asyncio.sleep(0.1)
        if ear.hints:
            return
    raise AssertionError("the door does not hear the bus")


async def test_a_change_reaches_those_it_concerns_and_nobody_else(
    open_door: OpenDoor, key_file: Path, say: Say
) -> None:
    provider, me, other = fresh_id(), fresh_id(), fresh_id()
    async with (
        open_door() as door,
        listening(door, mint(key_file, person_id=me, provider_id=provider)) as mine,
        listening(door, mint(key_file, person_id=other, provider_id=provider)) as theirs,
        listening(door, mint(key_file, person_id=me, provider_id=fresh_id())) as elsewhere,
    ):
        await joined(mine, say, provider, me)
        id = await say(a_room(me, fresh_id()), provider_id=provider)
        assert await mine.hears(id)
        hint = next(hint for hint in mine.hints if hint["id"] == id)
        assert hint == {"type": SmartRoomChanged.TYPE, "id": id, "version": 3}
        replayed = await say(a_room(me), provider_id=provider, replay=True)
        last = await say(a_room(me), provider_id=provider)
        assert await mine.hears(last)
        assert replayed not in {hint["id"] for hint in mine.hints}
        assert theirs.hints == []
        announced = await say(an_announcement(), provider_id=provider)
        assert await mine.hears(announced)
        assert await theirs.hears(announced)
        assert elsewhere.hints == []


async def test_who_comes_a_moment_later_or_comes_back_has_missed_nothing(
    open_door: OpenDoor, key_file: Path, say: Say
) -> None:
    provider, me = fresh_id(), fresh_id()
    token = mint(key_file, person_id=me, provider_id=provider)
    async with open_door() as door:
        async with listening(door, token) as ear:
            await joined(ear, say, provider, me)
            began = time.monotonic()
            first = await say(a_room(me), provider_id=provider)
            assert await ear.hears(first)
        (*_, last) = (line.removeprefix("id: ") for line in ear.lines if line.startswith("id: "))
        second = await say(a_room(me), provider_id=provider)
        async with listening(door, token, last=last) as ear:
            assert await ear.hears(second)
        behind = int((time.monotonic() - began) * 1000)
        async with listening(door, token, behind=behind) as ear:
            assert await ear.hears(first)
            assert await ear.hears(second)
        other = mint(key_file, person_id=fresh_id(), provider_id=provider)
        async with listening(door, other, behind=behind) as theirs, listening(door, token) as new:
            third = await say(a_room(me), provider_id=provider)
            assert await new.hears(third)
            assert [hint["id"] for hint in new.hints] == [third]
            assert theirs.hints == []


def test_who_was_away_for_longer_than_is_remembered_loads_everything_again() -> None:
    hub, me = Hub(Settings(), Revocations()), Actor("p", "t", "learner", frozenset(), "s")

    def told(seconds_ago: float) -> list[bytes]:
        listener = hub.admit(me, time.time() - seconds_ago)
        with hub._listening(listener):
            return [listener.waiting.get_nowait() for _ in range(listener.waiting.qsize())]

    assert told(1) == [RELOAD]
    hub.missed()
    assert told(-1) == []
    assert told(1) == [RELOAD]
    assert told(2 * REMEMBERED_SECONDS) == [RELOAD]


async def test_a_stream_ends_when_the_access_ends(open_door: OpenDoor, key_file: Path, say: Say) -> None:
    provider, me = fresh_id(), fresh_id()
    async with open_door() as door:
        token = mint(key_file, person_id=me, provider_id=provider)
        async with listening(door, token) as ear:
            await joined(ear, say, provider, me)
            revoked = AccessRevoked(
                id=fresh_id(),
                person_id=me,
                session_id=None,
                reason_code="blocked",
                revoked_at=datetime.now(UTC) + timedelta(seconds=1),
            )
            await say(revoked, provider_id=provider, change="revoked")
            async with asyncio.timeout(20):
                await ear.ended.wait()


async def test_a_stopping_door_ends_its_streams(upstream: Upstream, key_file: Path) -> None:
    async with AsyncExitStack() as stack:
        running = await stack.enter_async_context(AsyncExitStack())
        port = await running.enter_async_context(gateway_running(settings_for(upstream)))
        door = await stack.enter_async_context(httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}"))
        ear = await stack.enter_async_context(listening(door, mint(key_file)))
        await asyncio.sleep(0.1)
        began = time.monotonic()
        await running.aclose()
        async with asyncio.timeout(20):
            await ear.ended.wait()
    assert time.monotonic() - began < 20, "it did not wait for the stream's own end"


async def test_a_quiet_stream_shows_that_it_lives_and_comes_to_its_end(
    open_door: OpenDoor, key_file: Path
) -> None:
    async with (
        open_door(live_heartbeat_seconds=0.1, live_seconds=1) as door,
        listening(door, mint(key_file)) as ear,
    ):
        async with asyncio.timeout(20):
            await ear.ended.wait()
    assert ear.lines[0] == "retry: 2000"
    assert ear.lines[1].startswith("id: ")
    assert ": still here" in ear.lines


async def test_one_person_opens_only_so_many_streams(open_door: OpenDoor, key_file: Path) -> None:
    token = mint(key_file, person_id=fresh_id())
    headers = {"Authorization": f"Bearer {token}"}
    async with open_door(live_per_person=1) as door:
        async with listening(door, token) as ear:
            while not ear.lines:
                await asyncio.sleep(0.01)
            refused = await door.get("/api/live", headers=headers)
            assert (refused.status_code, refused.json()["code"]) == (429, "too_many_streams")
        await eventually(lambda: _admitted(door, headers), bool)


async def _admitted(door: httpx.AsyncClient, headers: dict[str, str]) -> bool:
    """Whether a stream is opened; the door notices a moment later that one before it has ended."""
    async with door.stream("GET", "/api/live", headers=headers) as answer:
        return answer.status_code == 200


async def test_nobody_listens_without_a_token(door: httpx.AsyncClient) -> None:
    answer = await door.get("/api/live")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_missing")


async def test_a_slow_client_is_told_to_load_everything_again() -> None:
    hub = Hub(Settings(), Revocations())
    listener = hub.admit(Actor("p", "t", "learner", frozenset(), "s"))
    for _ in range(WAITING + 1):
        listener.tell(b"hint")
    assert listener.waiting.qsize() == 1
    assert listener.waiting.get_nowait() == RELOAD

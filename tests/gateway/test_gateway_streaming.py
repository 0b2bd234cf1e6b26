"""Bodies of any size pass without being collected, and what breaks on the way is said or broken off."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from aiohttp import web

from gateway.routes import Route, ServiceName
from tests.gateway.world import OpenDoor, OpenWire, Upstream

MEGABYTE = 2**20
SIZE = 96 * MEGABYTE
WIDE = (
    Route("POST", "/files", ServiceName.EVIDENCE, body_limit=2 * SIZE, seconds=60),
    Route("GET", "/files", ServiceName.EVIDENCE, seconds=60),
    Route("GET", "/slow", ServiceName.EVIDENCE, seconds=1),
)


def resident() -> int:
    """The memory of this process in bytes: gateway, upstream and client together."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def megabytes(count: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"x" * MEGABYTE


@pytest.mark.parametrize("length_known", [True, False], ids=["with its length", "in chunks"])
async def test_a_big_body_goes_up_with_flat_memory(
    open_door: OpenDoor, upstream: Upstream, keyed: dict[str, str], length_known: bool
) -> None:
    peak = 0

    async def count(request: web.Request) -> web.Response:
        nonlocal peak
        taken = 0
        async for part in request.content.iter_any():
            taken += len(part)
            peak = max(peak, resident())
        return web.json_response({"taken": taken, "length": request.headers.get("Content-Length")})

    upstream.on("/files", count)
    headers = keyed | ({"Content-Length": str(SIZE)} if length_known else {})
    async with open_door(WIDE) as door:
        before = resident()
        answer = await door.post("/api/files", headers=headers, content=megabytes(SIZE // MEGABYTE))
    assert answer.json() == {"taken": SIZE, "length": str(SIZE) if length_known else None}
    assert peak - before < SIZE // 3


@pytest.mark.parametrize("length_known", [True, False], ids=["with its length", "in chunks"])
async def test_a_big_answer_comes_down_with_flat_memory(
    open_door: OpenDoor, upstream: Upstream, bearer: dict[str, str], length_known: bool
) -> None:
    async def big(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        if length_known:
            answer.content_length = SIZE
        await answer.prepare(request)
        async for part in megabytes(SIZE // MEGABYTE):
            await answer.write(part)
        return answer

    upstream.on("/files", big)
    taken = peak = 0
    async with open_door(WIDE) as door:
        before = resident()
        async with door.stream("GET", "/api/files", headers=bearer) as answer:
            async for part in answer.aiter_bytes():
                taken += len(part)
                peak = max(peak, resident())
    assert taken == SIZE
    assert peak - before < SIZE // 3


async def test_a_streamed_body_past_the_limit_is_refused_though_a_service_listens(
    open_door: OpenDoor, upstream: Upstream, keyed: dict[str, str]
) -> None:
    ended = asyncio.Event()

    async def listen(request: web.Request) -> web.Response:
        try:
            return web.json_response({"taken": len(await request.read())})
        finally:
            ended.set()

    upstream.on("/files", listen)
    limited = (Route("POST", "/files", ServiceName.EVIDENCE, body_limit=MEGABYTE),)
    async with open_door(limited) as door:
        answer = await door.post("/api/files", headers=keyed, content=megabytes(2))
        assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
        await asyncio.wait_for(ended.wait(), 15)


async def test_an_answer_begins_before_it_is_complete(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str]
) -> None:
    go_on = asyncio.Event()

    async def in_parts(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        await answer.write(b"first")
        await go_on.wait()
        await answer.write(b"second")
        return answer

    upstream.on("/me", in_parts)
    async with door.stream("GET", "/api/me", headers=bearer) as answer:
        parts = answer.aiter_bytes()
        assert await anext(parts) == b"first"
        go_on.set()
        assert await anext(parts) == b"second"


async def test_a_service_that_is_down_is_said_so(open_door: OpenDoor, keyed: dict[str, str]) -> None:
    async with open_door(scheduling_url="http://127.0.0.1:9") as door:
        answer = await door.post("/api/sessions", headers=keyed, json={})
        assert (answer.status_code, answer.json()["code"]) == (503, "service_down")
        assert answer.headers["retry-after"] == "2"
        assert (await door.get("/api/me", headers=keyed)).status_code == 200


async def test_a_service_that_hangs_up_without_a_word_is_down(
    door: httpx.AsyncClient, upstream: Upstream, keyed: dict[str, str]
) -> None:
    async def hang_up(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    upstream.on("/sessions", hang_up)
    answer = await door.post("/api/sessions", headers=keyed, json={})
    assert (answer.status_code, answer.json()["code"]) == (503, "service_down")


async def test_a_service_that_takes_too_long_is_given_up_and_told(
    open_door: OpenDoor, upstream: Upstream, bearer: dict[str, str]
) -> None:
    cancelled = asyncio.Event()

    async def sleep(request: web.Request) -> web.Response:
        try:
            await asyncio.sleep(30)
        finally:
            cancelled.set()
        return web.Response()

    upstream.on("/slow", sleep)
    async with open_door(WIDE) as door:
        answer = await door.get("/api/slow", headers=bearer)
        assert (answer.status_code, answer.json()["code"]) == (504, "service_too_slow")
        assert answer.headers["retry-after"] == "2"
        await asyncio.wait_for(cancelled.wait(), 15)


@pytest.mark.parametrize("length", [None, 1000])
async def test_an_answer_that_breaks_off_does_not_look_complete(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str], length: int | None
) -> None:
    async def break_off(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        answer.content_length = length
        await answer.prepare(request)
        await answer.write(b"half")
        assert request.transport is not None
        await asyncio.sleep(0.05)
        request.transport.abort()
        return answer

    upstream.on("/me", break_off)
    with pytest.raises(httpx.RemoteProtocolError):
        await door.get("/api/me", headers=bearer)


async def test_an_answer_that_stalls_is_broken_off_in_time(
    open_door: OpenDoor, upstream: Upstream, bearer: dict[str, str]
) -> None:
    async def stall(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        await answer.write(b"half")
        await asyncio.sleep(30)
        return answer

    upstream.on("/slow", stall)
    async with open_door(WIDE) as door:
        with pytest.raises(httpx.RemoteProtocolError):
            await door.get("/api/slow", headers=bearer)


async def test_a_client_that_leaves_is_not_worked_for(
    open_wire: OpenWire, upstream: Upstream, bearer: dict[str, str]
) -> None:
    begun, cancelled = asyncio.Event(), asyncio.Event()

    async def work(request: web.Request) -> web.Response:
        begun.set()
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            cancelled.set()
            raise
        return web.Response()

    upstream.on("/me", work)
    async with open_wire() as wire:
        authorization = bearer["Authorization"].encode()
        await wire.say(b"GET /api/me HTTP/1.1\r\nHost: x\r\nAuthorization: %b\r\n\r\n" % authorization)
        await asyncio.wait_for(begun.wait(), 15)
    await asyncio.wait_for(cancelled.wait(), 15)


async def test_a_client_that_leaves_in_the_middle_of_its_body_is_forgotten(
    open_wire: OpenWire, upstream: Upstream, keyed: dict[str, str], door: httpx.AsyncClient
) -> None:
    headers = "".join(f"{name}: {value}\r\n" for name, value in keyed.items())
    async with open_wire() as wire:
        await wire.say(
            f"POST /api/sessions HTTP/1.1\r\nHost: x\r\n{headers}Content-Length: 100\r\n\r\n{{".encode()
        )
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.05)
    assert not upstream.seen
    assert (await door.get("/api/me", headers=keyed)).status_code == 200


async def test_more_requests_than_a_service_may_have_are_refused_and_others_go_on(
    open_door: OpenDoor, upstream: Upstream, bearer: dict[str, str]
) -> None:
    go_on = asyncio.Event()

    async def wait(request: web.Request) -> web.Response:
        await go_on.wait()
        return web.json_response({})

    upstream.on("/sessions", wait)
    async with open_door(requests_per_service=4) as door:
        waiting = [asyncio.create_task(door.get("/api/sessions", headers=bearer)) for _ in range(6)]
        while sum(task.done() for task in waiting) < 2:
            await asyncio.sleep(0.01)
        done, pending = await asyncio.wait(waiting, timeout=0.2)
        assert {task.result().json()["code"] for task in done} == {"service_busy"}
        assert {task.result().headers["retry-after"] for task in done} == {"1"}
        assert (len(done), len(pending)) == (2, 4)
        assert (await door.get("/api/me", headers=bearer)).status_code == 200
        go_on.set()
        assert {(await task).status_code for task in pending} == {200}
        assert (await door.get("/api/sessions", headers=bearer)).status_code == 200

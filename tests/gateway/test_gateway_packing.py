"""Long answers come packed to who can unpack them, every part of them as soon as it is there."""

import asyncio
import zlib
from collections.abc import AsyncIterator

import httpx
import pytest
from aiohttp import web

from gateway.packing import SMALLEST
from gateway.routes import Route, ServiceName
from tests.gateway.world import OpenDoor, Upstream

ROUTES = (
    Route("GET", "/list", ServiceName.EVIDENCE, seconds=60),
    Route("POST", "/list", ServiceName.EVIDENCE, seconds=60),
)
LONG = {"items": [{"id": str(number), "name": "Carys Bowen"} for number in range(400)]}


@pytest.fixture
async def door(open_door: OpenDoor, upstream: Upstream) -> AsyncIterator[httpx.AsyncClient]:
    async def long(request: web.Request) -> web.Response:
        return web.json_response(LONG, headers={"ETag": '"7"'})

    upstream.on("/list", long)
    async with open_door(ROUTES) as opened:
        yield opened


async def test_a_long_answer_is_packed_and_says_the_same(
    door: httpx.AsyncClient, bearer: dict[str, str]
) -> None:
    packed = await door.get("/api/list", headers=bearer)
    plain = await door.get("/api/list", headers=bearer | {"Accept-Encoding": "identity"})
    assert packed.json() == plain.json() == LONG
    assert packed.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in packed.headers["vary"].lower()
    assert packed.num_bytes_downloaded < plain.num_bytes_downloaded / 5
    assert "content-encoding" not in plain.headers
    assert packed.headers["etag"] == plain.headers["etag"] == '"7"'


@pytest.mark.parametrize("accepted", ["br", "gzip;q=0", "gzip; q=0.0, br", "deflate"])
async def test_who_cannot_unpack_gets_it_as_it_is(
    door: httpx.AsyncClient, bearer: dict[str, str], accepted: str
) -> None:
    answer = await door.get("/api/list", headers=bearer | {"Accept-Encoding": accepted})
    assert "content-encoding" not in answer.headers
    assert answer.json() == LONG


async def test_what_comes_back_from_a_change_is_as_long_as_it_is(
    door: httpx.AsyncClient, keyed: dict[str, str]
) -> None:
    answer = await door.post("/api/list", headers=keyed, json={})
    assert "content-encoding" not in answer.headers
    assert answer.json() == LONG


@pytest.mark.parametrize(
    ("length", "media_type", "coding", "is_packed"),
    [
        (SMALLEST, "text/csv", None, True),
        (SMALLEST - 1, "text/csv", None, False),
        (SMALLEST, "video/mp4", None, False),
        (SMALLEST, "text/csv", "br", False),
    ],
    ids=["long text", "short text", "a film", "packed already"],
)
async def test_only_long_texts_are_packed(
    door: httpx.AsyncClient,
    upstream: Upstream,
    bearer: dict[str, str],
    length: int,
    media_type: str,
    coding: str | None,
    is_packed: bool,
) -> None:
    async def text(request: web.Request) -> web.Response:
        said = {"Content-Type": media_type} | ({"Content-Encoding": coding} if coding else {})
        return web.Response(body=b"x" * length, headers=said)

    upstream.on("/list", text)
    async with door.stream("GET", "/api/list", headers=bearer) as answer:
        body = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers.get("content-encoding") == ("gzip" if is_packed else coding)
    assert (len(body) == length) != is_packed


async def test_a_part_can_be_read_before_the_next_one_comes(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str]
) -> None:
    read = asyncio.Event()

    async def in_parts(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/csv"})
        await answer.prepare(request)
        await answer.write(b"first,")
        async with asyncio.timeout(20):
            await read.wait()
        await answer.write(b"second")
        return answer

    upstream.on("/list", in_parts)
    unpack = zlib.decompressobj(31)
    text = b""
    async with door.stream("GET", "/api/list", headers=bearer) as answer:
        async for part in answer.aiter_raw():
            text += unpack.decompress(part)
            if text == b"first,":
                read.set()
    assert text == b"first,second"
    assert unpack.eof

"""What the door refuses by itself: always a problem, always with the headers of every answer."""

import asyncio
from pathlib import Path

import httpx
import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chassis.testing.tokens import claims, mint, sign
from gateway.routes import JSON_LIMIT
from tests.gateway.world import OpenDoor, OpenWire, Upstream, wired


def check_problem(answer: httpx.Response, status: int, code: str) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["type"] == f"urn:waymark:problem:{code}"
    assert problem["detail"].endswith(".")
    check_security(answer)


def check_security(answer: httpx.Response) -> None:
    headers = answer.headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"]
    assert headers["x-request-id"]
    assert "server" not in headers
    assert "strict-transport-security" not in headers


@pytest.mark.parametrize("path", ["/api/nothing", "/api/", "/api", "/", "/api/sessions/..%2f", "/metrics"])
async def test_an_unknown_path_is_not_found(door: httpx.AsyncClient, path: str) -> None:
    check_problem(await door.get(path), 404, "no_such_route")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD"])
async def test_an_unknown_method_is_refused_with_the_known_ones(door: httpx.AsyncClient, method: str) -> None:
    answer = await door.request(method, "/api/sessions")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, POST"
    check_security(answer)


@pytest.mark.parametrize("path", ["/api/docs", "/api/openapi.json", "/livez"])
async def test_the_doors_own_pages_are_only_read(door: httpx.AsyncClient, path: str) -> None:
    check_problem(await door.post(path), 405, "method_not_allowed")


async def test_nobody_gets_through_without_a_token(door: httpx.AsyncClient, upstream: Upstream) -> None:
    answer = await door.get("/api/me")
    check_problem(answer, 401, "token_missing")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert not upstream.seen


async def test_a_forged_or_old_token_is_refused_before_the_service_hears_of_it(
    door: httpx.AsyncClient, upstream: Upstream, key_file: Path
) -> None:
    forged = sign(claims(), Ed25519PrivateKey.generate())
    answer = await door.get("/api/me", headers={"Authorization": f"Bearer {forged}"})
    check_problem(answer, 401, "token_invalid")
    old = mint(key_file, life=-60)
    check_problem(await door.get("/api/me", headers={"Authorization": f"Bearer {old}"}), 401, "token_expired")
    assert not upstream.seen


@pytest.mark.parametrize("key", [None, ""])
async def test_a_post_without_an_idempotency_key_is_refused(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str], key: str | None
) -> None:
    headers = bearer if key is None else {**bearer, "Idempotency-Key": key}
    answer = await door.post("/api/sessions", headers=headers, json={})
    check_problem(answer, 400, "idempotency_key_missing")
    assert not upstream.seen


async def test_a_body_that_says_it_is_too_large_is_refused_at_once(
    door: httpx.AsyncClient, upstream: Upstream, keyed: dict[str, str]
) -> None:
    answer = await door.post("/api/sessions", headers=keyed, content=b"x" * (JSON_LIMIT + 1))
    check_problem(answer, 413, "body_too_large")
    assert answer.json()["limit_bytes"] == JSON_LIMIT
    assert not upstream.seen
    assert (await door.post("/api/sessions", headers=keyed, content=b"x" * JSON_LIMIT)).status_code == 200


async def test_a_sign_in_takes_no_more_than_a_password_needs(door: httpx.AsyncClient) -> None:
    check_problem(await door.post("/api/sign-in", content=b"x" * 5000), 413, "body_too_large")


@pytest.mark.parametrize("path", ["/api/sessions", "/api/sign-in"])
async def test_an_endless_chunked_body_is_cut_and_the_client_reads_why(
    open_wire: OpenWire, upstream: Upstream, keyed: dict[str, str], path: str
) -> None:
    headers = "".join(f"{name}: {value}\r\n" for name, value in keyed.items())
    chunk = b"1000\r\n" + b"x" * 4096 + b"\r\n"
    sent = 0
    async with open_wire() as wire:
        await wire.say(f"POST {path} HTTP/1.1\r\nHost: x\r\n{headers}".encode())
        await wire.say(b"Transfer-Encoding: chunked\r\n\r\n")
        reading = asyncio.create_task(wire.rest())
        while not reading.done() and sent < 64 * 2**20:
            try:
                await wire.say(chunk)
            except ConnectionError:
                break
            sent += 4096
            await asyncio.sleep(0)
        heard = await reading
    assert heard.startswith(b"HTTP/1.1 413 ")
    assert b'"body_too_large"' in heard
    assert sent < 16 * 2**20
    assert not upstream.seen


async def test_a_client_that_sends_for_ever_without_a_token_is_cut_too(open_wire: OpenWire) -> None:
    async with open_wire() as wire:
        await wire.say(b"POST /api/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        heard = await wire.rest()
    assert heard.startswith(b"HTTP/1.1 401 ")
    assert b"connection: close" in heard


async def test_a_body_that_stops_coming_is_given_up(
    open_door: OpenDoor, upstream: Upstream, keyed: dict[str, str]
) -> None:
    headers = "".join(f"{name}: {value}\r\n" for name, value in keyed.items())
    async with open_door(body_seconds=0.2) as door, wired(door.base_url.port or 0) as wire:
        await wire.say(f"POST /api/sessions HTTP/1.1\r\nHost: x\r\n{headers}".encode())
        await wire.say(b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")
        heard = await wire.rest()
    assert heard.startswith(b"HTTP/1.1 408 ")
    assert b'"body_too_slow"' in heard
    assert not upstream.seen


@pytest.mark.parametrize(
    "text",
    [
        b"nonsense\r\n\r\n",
        b"GET /api/\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /api/me HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
        b"GET /api/me HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET /api/me HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST /api/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
async def test_what_is_not_http_is_a_problem_as_well(open_wire: OpenWire, text: bytes) -> None:
    async with open_wire() as wire:
        await wire.say(text)
        heard = await wire.rest()
    assert heard.startswith(b"HTTP/1.1 400 ")
    assert b"application/problem+json" in heard
    assert b"x-content-type-options: nosniff" in heard


async def test_a_head_without_end_is_cut(open_wire: OpenWire) -> None:
    async with open_wire() as wire:
        await wire.say(b"GET /api/me HTTP/1.1\r\nX-Long: " + b"x" * 33_000)
        assert (await wire.rest()).startswith(b"HTTP/1.1 431 ")


async def test_a_head_that_never_comes_is_given_up(
    open_wire: OpenWire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.wire.HEAD_SECONDS", 0.2)
    async with open_wire() as wire:
        assert (await wire.rest()).startswith(b"HTTP/1.1 408 ")
    async with open_wire() as wire:
        await wire.say(b"GET /api/me HTTP/1.1\r\nHo")
        assert (await wire.rest()).startswith(b"HTTP/1.1 408 ")


async def test_every_answer_of_a_service_has_the_headers_too(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str]
) -> None:
    async def with_its_own(request: web.Request) -> web.Response:
        headers = {
            "Cache-Control": "private, max-age=5",
            "Server": "secret/1.0",
            "X-Content-Type-Options": "x",
        }
        return web.json_response({}, headers=headers)

    plain = await door.get("/api/me", headers=bearer)
    assert plain.headers["cache-control"] == "no-store"
    check_security(plain)
    upstream.on("/me", with_its_own)
    own = await door.get("/api/me", headers=bearer)
    assert own.headers["cache-control"] == "private, max-age=5"
    check_security(own)
    assert len(own.headers.get_list("date")) == 1


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/api/docs", "/api/docs.js", "/api/docs.css"])
async def test_the_doors_own_answers_have_the_headers(door: httpx.AsyncClient, path: str) -> None:
    check_security(await door.get(path))

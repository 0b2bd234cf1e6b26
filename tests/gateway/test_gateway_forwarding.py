"""What reaches a service, and what comes back."""

import httpx
import pytest
from aiohttp import web

from tests.gateway.world import OpenWire, Upstream

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


async def test_a_request_reaches_its_service_as_it_was_sent(
    door: httpx.AsyncClient, upstream: Upstream, keyed: dict[str, str]
) -> None:
    answer = await door.post("/api/sessions?a=1&b=%20%2F", headers=keyed, json={"title": "Über"})
    assert answer.status_code == 200
    assert answer.headers["etag"] == '"3"'
    seen = upstream.seen[-1]
    assert (seen.service, seen.method, seen.path) == (
        "scheduling",
        "POST",
        "/scheduling/sessions?a=1&b=%20%2F",
    )
    assert seen.body == b'{"title":"\xc3\x9cber"}'
    assert seen.headers["authorization"] == keyed["Authorization"]
    assert seen.headers["idempotency-key"] == keyed["Idempotency-Key"]
    assert seen.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "header",
    [
        "X-User-Id",
        "X-User-Role",
        "X-Tenant-Id",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-User",
        "X_User_Id",
        "X-Real-IP",
        "Forwarded",
        "X-Original-URL",
        "X-HTTP-Method-Override",
        "Cookie",
        "Proxy-Authorization",
        "Keep-Alive",
        "TE",
        "Upgrade",
    ],
)
async def test_a_header_that_is_not_the_clients_to_send_stays_outside(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str], header: str
) -> None:
    answer = await door.get("/api/me", headers={**bearer, header: "spoofed"})
    assert answer.status_code == 200
    assert "spoofed" not in upstream.seen[-1].headers.values()


async def test_the_clients_address_is_the_one_the_door_saw(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str]
) -> None:
    await door.get("/api/me", headers={**bearer, "X-Forwarded-For": "6.6.6.6"})
    assert upstream.seen[-1].headers["x-forwarded-for"] == "127.0.0.1"


async def test_a_header_sent_twice_is_one_for_the_door_and_the_service(
    open_wire: OpenWire, upstream: Upstream, bearer: dict[str, str]
) -> None:
    token = bearer["Authorization"].encode()
    async with open_wire() as wire:
        await wire.say(b"GET /api/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n")
        await wire.say(b"Authorization: %b\r\nAuthorization: Bearer other\r\n\r\n" % token)
        assert (await wire.rest()).startswith(b"HTTP/1.1 401 ")
    assert not upstream.seen


async def test_a_request_id_is_kept_when_it_is_one_and_made_when_it_is_not(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str]
) -> None:
    kept = await door.get("/api/me", headers={**bearer, "X-Request-Id": "client-0001"})
    assert kept.headers["x-request-id"] == upstream.seen[-1].headers["x-request-id"] == "client-0001"
    for odd in ("short", "x" * 65, "with space and more", "{}{}{}{}{}"):
        made = await door.get("/api/me", headers={**bearer, "X-Request-Id": odd})
        assert made.headers["x-request-id"] == upstream.seen[-1].headers["x-request-id"] != odd


async def test_a_trace_goes_on_or_begins(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str]
) -> None:
    await door.get("/api/me", headers={**bearer, "traceparent": TRACE, "tracestate": "a=1"})
    assert upstream.seen[-1].headers["traceparent"] == TRACE
    assert upstream.seen[-1].headers["tracestate"] == "a=1"
    await door.get("/api/me", headers={**bearer, "traceparent": "00-zz", "tracestate": "a=1"})
    assert upstream.seen[-1].headers["traceparent"].startswith("00-")
    assert upstream.seen[-1].headers["traceparent"] != "00-zz"
    assert "tracestate" not in upstream.seen[-1].headers


async def test_a_services_problem_comes_back_byte_by_byte(
    door: httpx.AsyncClient, upstream: Upstream, keyed: dict[str, str]
) -> None:
    text = b'{ "code": "double_booked",  "who": "\\u00e9" }'

    async def refuse(request: web.Request) -> web.Response:
        headers = {"Content-Type": "application/problem+json", "Retry-After": "7"}
        return web.Response(status=409, body=text, headers=headers)

    upstream.on("/sessions", refuse)
    answer = await door.post("/api/sessions", headers=keyed, json={})
    assert (answer.status_code, answer.content) == (409, text)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"] == "7"


@pytest.mark.parametrize("status", [200, 201, 204, 302, 304, 412, 500])
async def test_every_status_passes_and_redirects_are_not_followed(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str], status: int
) -> None:
    async def answer_so(request: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Location": "/livez", "ETag": '"1"'})

    upstream.on("/me", answer_so)
    answer = await door.get("/api/me", headers=bearer)
    assert answer.status_code == status
    assert answer.headers["etag"] == '"1"'
    assert (await door.get("/livez")).status_code == 200


async def test_an_unchanged_answer_that_states_its_length_passes(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str]
) -> None:
    async def not_modified(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.write(b'HTTP/1.1 304 Not Modified\r\nContent-Length: 20\r\nETag: "1"\r\n\r\n')
        request.transport.close()
        return web.Response()

    upstream.on("/me", not_modified)
    answer = await door.get("/api/me", headers=bearer)
    assert (answer.status_code, answer.content) == (304, b"")


async def test_a_compressed_answer_is_not_unpacked_on_the_way(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str]
) -> None:
    async def compressed(request: web.Request) -> web.Response:
        answer = web.Response(text="word " * 1000)
        answer.enable_compression()
        return answer

    upstream.on("/me", compressed)
    answer = await door.get("/api/me", headers={**bearer, "Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 1000
    assert answer.text == "word " * 1000


async def test_a_public_route_needs_no_token_and_no_key(door: httpx.AsyncClient, upstream: Upstream) -> None:
    assert (await door.post("/api/sign-in", json={"user_name": "u"})).status_code == 200
    assert (await door.post("/api/token", json={})).status_code == 200
    assert (await door.get("/api/.well-known/jwks.json")).json()["keys"]


async def test_a_body_of_a_get_reaches_its_service_too(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str]
) -> None:
    await door.request("DELETE", "/api/sign-in", headers=bearer, content=b"{}")
    assert upstream.seen[-1].body == b"{}"

"""What the door tells browsers: security headers everywhere, other sites by list, https instead of http."""

import ssl
from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError

from deploy.local import ports
from gateway.settings import Settings
from tests.gateway.test_gateway_pages import write_certificate
from tests.gateway.world import OpenDoor, Upstream, gateway_running, settings_for

FRIEND = "https://app.example"
PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,idempotency-key",
}
EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "geolocation=(), payment=(), usb=()",
}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/sessions"),
        ("GET", "/api/nothing"),
        ("PUT", "/api/sessions"),
        ("POST", "/api/sessions"),
        ("GET", "/api/docs"),
        ("GET", "/api/docs.js"),
        ("GET", "/api/openapi.json"),
        ("GET", "/api/browser-session"),
        ("GET", "/livez"),
        ("GET", "/nothing"),
    ],
)
async def test_every_answer_carries_the_security_headers(
    door: httpx.AsyncClient, bearer: dict[str, str], method: str, path: str
) -> None:
    for headers in ({}, bearer):
        answer = await door.request(method, path, headers=headers)
        assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["cache-control"] in ("no-store", "no-cache")
        assert "strict-transport-security" not in answer.headers
        assert "server" not in answer.headers


async def test_a_friends_page_may_ask_and_read_the_answer(
    open_door: OpenDoor, bearer: dict[str, str]
) -> None:
    async with open_door(allowed_origins=[FRIEND]) as door:
        asked = await door.options("/api/sessions", headers={**PREFLIGHT, "Origin": FRIEND})
        answer = await door.get("/api/sessions", headers={**bearer, "Origin": FRIEND})
        refused = await door.get("/api/sessions", headers={"Origin": FRIEND})
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == FRIEND
    assert asked.headers["access-control-allow-methods"] == "GET, POST"
    assert "Idempotency-Key" in asked.headers["access-control-allow-headers"]
    for found in (asked, answer, refused):
        assert found.headers["access-control-allow-origin"] == FRIEND
        assert found.headers["vary"] == "Origin"
        assert "access-control-allow-credentials" not in found.headers
    assert "ETag" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://app.example.evil.example", ""])
async def test_a_strangers_page_learns_nothing(
    open_door: OpenDoor, bearer: dict[str, str], origin: str
) -> None:
    async with open_door(allowed_origins=[FRIEND]) as door:
        asked = await door.options("/api/sessions", headers={**PREFLIGHT, "Origin": origin})
        answer = await door.get("/api/sessions", headers={**bearer, "Origin": origin})
    assert asked.status_code == 405
    for found in (asked, answer):
        assert not any(name.startswith("access-control") for name in found.headers)


async def test_without_a_list_no_answer_speaks_of_other_sites(door: httpx.AsyncClient) -> None:
    answer = await door.options("/api/sessions", headers={**PREFLIGHT, "Origin": FRIEND})
    assert answer.status_code == 405
    assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.mark.req("CE-02")
async def test_a_page_over_plain_http_is_sent_to_https_and_the_api_refuses(
    upstream: Upstream, tmp_path: Path
) -> None:
    certificate, key = write_certificate(tmp_path)
    http_port = ports.pick()
    settings = settings_for(upstream, tls_certificate=certificate, tls_key=key, http_port=http_port)
    trust = ssl.create_default_context(cafile=str(certificate))
    async with (
        gateway_running(settings) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{http_port}") as plain,
        httpx.AsyncClient(verify=trust) as browser,
    ):
        sent_over = await plain.get("/learners/7?tab=plan")
        refused = await plain.get("/api/docs", headers={"Authorization": "Bearer secret"})
        posted = await plain.post("/", data={"a": "b"})
        odd = await plain.get("/", headers={"Host": "evil.example/path?"})
        followed = await browser.get(f"https://127.0.0.1:{port}/livez")
    assert sent_over.status_code == 308
    assert sent_over.headers["location"] == f"https://127.0.0.1:{settings.port}/learners/7?tab=plan"
    assert sent_over.headers["x-content-type-options"] == "nosniff"
    for answer in (refused, posted, odd):
        assert (answer.status_code, answer.json()["code"]) == (403, "https_required")
    assert followed.headers["strict-transport-security"].startswith("max-age=31536000")
    assert upstream.seen == []


async def test_people_are_sent_to_the_port_the_public_uses(upstream: Upstream, tmp_path: Path) -> None:
    certificate, key = write_certificate(tmp_path)
    http_port = ports.pick()
    settings = settings_for(
        upstream, tls_certificate=certificate, tls_key=key, http_port=http_port, public_port=443
    )
    async with gateway_running(settings), httpx.AsyncClient() as plain:
        answer = await plain.get(f"http://127.0.0.1:{http_port}/", headers={"Host": "waymark.example:80"})
    assert answer.headers["location"] == "https://waymark.example/"


async def test_behind_a_trusted_proxy_that_speaks_https_browsers_stay_there(open_door: OpenDoor) -> None:
    proto = {"X-Forwarded-Proto": "https"}
    async with open_door(trusted_proxies=["127.0.0.0/8"]) as door:
        assert "strict-transport-security" in (await door.get("/livez", headers=proto)).headers
        assert "strict-transport-security" not in (await door.get("/livez")).headers
    async with open_door() as door:
        assert "strict-transport-security" not in (await door.get("/livez", headers=proto)).headers


def test_a_plain_door_alone_is_refused_at_start() -> None:
    with pytest.raises(ValidationError, match="http_port"):
        Settings(http_port=80)

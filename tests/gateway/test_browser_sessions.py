"""Browser sessions: a cookie no script reads, a header no other site can send, tokens that stay behind the door."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiohttp import web

from chassis.ids import fresh_id
from chassis.mongo import close, connect, database
from chassis.testing.tokens import mint
from gateway.sessions import Seal
from tests.gateway.world import OpenDoor, Upstream

KEYS = ["k" * 32]
SIGN_IN = {"user_name": "sian.owen", "password": "three quiet red kites"}


class Identity:
    """Signs in and renews as identity does: a refresh token is good once, and 401 is the end."""

    def __init__(self, upstream: Upstream, key_file: Path) -> None:
        self.key_file = key_file
        self.life = 300
        self.spent: list[str] = []
        self.current = ""
        self.renewals = 0
        self.down = False
        self.signed_out: list[str] = []
        self.person_id = fresh_id()
        upstream.on("/sign-in", self.sign_in)
        upstream.on("/token", self.renew)

    def pair(self, role: str) -> web.Response:
        self.current = fresh_id()
        token = mint(self.key_file, person_id=self.person_id, role=role, life=self.life)
        return web.json_response(
            {
                "access_token": token,
                "token_type": "Bearer",
                "expires_in": self.life,
                "refresh_token": self.current,
                "person": {"id": self.person_id, "name": "Siân Owen"},
                "provider": {"id": "provider", "name": "Harbourside"},
                "role": role,
                "roles": ["assessor", "iqa"],
                "centre_ids": [],
            }
        )

    async def sign_in(self, request: web.Request) -> web.Response:
        if request.method == "DELETE":
            self.signed_out.append(request.headers["authorization"])
            return web.Response(status=204)
        body = await request.json()
        if body["password"] != SIGN_IN["password"]:
            return _problem(401, "sign_in_refused")
        return self.pair(body.get("role") or "assessor")

    async def renew(self, request: web.Request) -> web.Response:
        if self.down:
            return web.Response(status=503)
        body = await request.json()
        if body.get("role") == "master_admin":
            return _problem(403, "role_not_held")
        self.renewals += 1
        await asyncio.sleep(0.05)
        if body["refresh_token"] != self.current:
            self.spent.append(body["refresh_token"])
            return _problem(401, "refresh_token_reused")
        return self.pair(body.get("role") or "assessor")


def _problem(status: int, code: str) -> web.Response:
    return web.Response(
        status=status, text=json.dumps({"code": code}), content_type="application/problem+json"
    )


class Browser:
    """Keeps its cookie as a browser does, also over http on loopback."""

    def __init__(self, door: httpx.AsyncClient) -> None:
        self.door = door
        self.cookie = ""
        self.csrf = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": f"theme=dark; __Host-waymark={self.cookie}", "X-Waymark-CSRF": self.csrf}

    async def sign_in(self, **changes: Any) -> httpx.Response:
        answer = await self.door.post("/api/browser-session", json={**SIGN_IN, **changes})
        if answer.status_code == 201:
            self.cookie = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
            self.csrf = answer.json()["csrf"]
        return answer

    async def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = self.headers | {"Idempotency-Key": fresh_id()} | options.pop("headers", {})
        return await self.door.request(method, f"/api{path}", headers=headers, **options)


@pytest.fixture
def identity(upstream: Upstream, key_file: Path) -> Identity:
    return Identity(upstream, key_file)


@pytest.fixture
def settings() -> dict[str, Any]:
    return {
        "session_keys": KEYS,
        "allowed_origins": ["https://app.example"],
    }


@pytest.fixture
async def browser(
    open_door: OpenDoor, identity: Identity, settings: dict[str, Any]
) -> AsyncIterator[Browser]:
    async with open_door(**settings) as door:
        yield Browser(door)


async def test_signing_in_sets_a_cookie_that_no_script_reads_and_answers_without_tokens(
    browser: Browser,
) -> None:
    answer = await browser.sign_in()
    assert answer.status_code == 201
    name, _, attributes = answer.headers["set-cookie"].partition("=")
    assert name == "__Host-waymark"
    found = {part.strip().lower() for part in attributes.split(";")[1:]}
    assert {"httponly", "secure", "samesite=lax", "path=/"} <= found
    assert not any(part.startswith("domain") for part in found)
    assert answer.headers["cache-control"] == "no-store"
    who = {"person", "provider", "role", "roles", "centre_ids"}
    assert answer.json().keys() == who | {"permissions", "pending", "disclaimer", "csrf"}
    assert "token" not in answer.text


async def test_a_request_with_the_cookie_reaches_the_service_as_the_person(
    browser: Browser, upstream: Upstream
) -> None:
    await browser.sign_in()
    assert (await browser.ask("GET", "/sessions")).status_code == 200
    assert (await browser.ask("POST", "/sessions", json={})).status_code == 200
    assert all(seen.headers["authorization"].startswith("Bearer ey") for seen in upstream.seen)
    assert not any("cookie" in seen.headers or "x-waymark-csrf" in seen.headers for seen in upstream.seen)


async def test_a_wrong_password_gets_identitys_own_answer_and_no_cookie(browser: Browser) -> None:
    answer = await browser.sign_in(password="wrong")
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_refused")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Waymark-CSRF": ""},
        {"X-Waymark-CSRF": "guessed"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
async def test_a_changing_request_that_could_be_forged_is_refused(
    browser: Browser, upstream: Upstream, headers: dict[str, str]
) -> None:
    await browser.sign_in()
    answer = await browser.ask("POST", "/sessions", json={}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site_request")
    assert upstream.seen == []


@pytest.mark.parametrize("path", ["/sessions", "/browser-session/role", "/browser-session"])
async def test_a_form_post_of_another_site_is_refused(
    browser: Browser, upstream: Upstream, path: str
) -> None:
    await browser.sign_in()
    answer = await browser.door.post(
        f"/api{path}",
        data={"user_name": "mallory", "password": "mallory's password"},
        headers={
            "Cookie": browser.headers["Cookie"],
            "Origin": "https://evil.example",
            "Sec-Fetch-Site": "cross-site",
            "Idempotency-Key": fresh_id(),
        },
    )
    assert answer.status_code in (403, 422)
    assert "set-cookie" not in answer.headers
    assert upstream.seen == []


async def test_a_sign_in_from_another_site_is_refused(browser: Browser) -> None:
    answer = await browser.door.post(
        "/api/browser-session", json=SIGN_IN, headers={"Origin": "https://evil.example"}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site_request")


async def test_our_own_pages_and_allowed_origins_get_through(browser: Browser) -> None:
    await browser.sign_in()
    own = str(browser.door.base_url).rstrip("/")
    for headers in (
        {"Origin": own, "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://app.example", "Sec-Fetch-Site": "cross-site"},
    ):
        assert (await browser.ask("POST", "/sessions", json={}, headers=headers)).status_code == 200


async def test_a_bearer_token_needs_no_csrf_header_and_outranks_a_cookie(
    browser: Browser, upstream: Upstream, keyed: dict[str, str]
) -> None:
    await browser.sign_in()
    headers = {**keyed, "Cookie": browser.headers["Cookie"]}
    assert (await browser.door.post("/api/sessions", json={}, headers=headers)).status_code == 200
    assert upstream.seen[0].headers["authorization"] == keyed["Authorization"]


async def test_who_is_signed_in_can_be_asked_after_a_reload(browser: Browser) -> None:
    signed_in = (await browser.sign_in()).json()
    again = await browser.ask("GET", "/browser-session", headers={"X-Waymark-CSRF": ""})
    assert (again.status_code, again.json()) == (200, signed_in)
    nobody = await browser.door.get("/api/browser-session")
    assert (nobody.status_code, nobody.json()["code"]) == (401, "session_ended")


async def test_changing_the_role_needs_no_new_sign_in(browser: Browser, upstream: Upstream) -> None:
    await browser.sign_in()
    before = browser.cookie
    changed = await browser.ask("POST", "/browser-session/role", json={"role": "iqa"})
    assert (changed.status_code, changed.json()["role"]) == (200, "iqa")
    assert (await browser.ask("GET", "/browser-session")).json()["role"] == "iqa"
    refused = await browser.ask("POST", "/browser-session/role", json={"role": "master_admin"})
    assert (refused.status_code, refused.json()["code"]) == (403, "role_not_held")
    assert (await browser.ask("GET", "/sessions")).status_code == 200
    assert browser.cookie == before


async def test_twenty_requests_at_once_renew_the_token_once(
    browser: Browser, identity: Identity, upstream: Upstream
) -> None:
    identity.life = 30
    await browser.sign_in()
    identity.life = 300
    answers = await asyncio.gather(*(browser.ask("GET", "/sessions") for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert (identity.renewals, identity.spent) == (1, [])


async def test_two_replicas_never_spend_a_refresh_token_twice(
    open_door: OpenDoor, identity: Identity, settings: dict[str, Any]
) -> None:
    identity.life = 30
    async with AsyncExitStack() as stack:
        one, other = [Browser(await stack.enter_async_context(open_door(**settings))) for _ in range(2)]
        await one.sign_in()
        other.cookie, other.csrf = one.cookie, one.csrf
        identity.life = 300
        answers = await asyncio.gather(
            *(browser.ask("GET", "/sessions") for browser in (one, other) for _ in range(5))
        )
    assert {answer.status_code for answer in answers} == {200}
    assert (identity.renewals, identity.spent) == (1, [])


async def test_a_session_that_identity_ended_is_over_in_the_browser_too(
    browser: Browser, identity: Identity
) -> None:
    identity.life = 30
    await browser.sign_in()
    identity.current = "another"
    answer = await browser.ask("GET", "/sessions")
    assert (answer.status_code, answer.json()["code"]) == (401, "session_ended")
    identity.current = identity.spent[0]
    assert (await browser.ask("GET", "/sessions")).status_code == 401


async def test_while_identity_is_down_the_token_is_used_to_its_end(
    browser: Browser, identity: Identity
) -> None:
    identity.life = 30
    await browser.sign_in()
    identity.down = True
    assert (await browser.ask("GET", "/sessions")).status_code == 200


async def test_signing_out_ends_the_session_here_and_at_identity(
    browser: Browser, identity: Identity
) -> None:
    await browser.sign_in()
    unproved = await browser.ask("DELETE", "/browser-session", headers={"X-Waymark-CSRF": ""})
    assert unproved.status_code == 403
    out = await browser.ask("DELETE", "/browser-session")
    assert out.status_code == 204
    assert "max-age=0" in out.headers["set-cookie"].lower()
    assert len(identity.signed_out) == 1
    assert (await browser.ask("GET", "/sessions")).status_code == 401


async def test_what_is_stored_opens_to_nobody_without_the_cookie(
    browser: Browser, upstream: Upstream
) -> None:
    await browser.sign_in()
    client = connect(upstream.places["mongo_url"])
    stored = await database(client, upstream.places["mongo_database"]).browser_sessions.find().to_list(100)
    await close(client)
    assert stored
    whole = repr(stored)
    assert browser.cookie not in whole
    assert "Siân" not in whole
    assert "eyJ" not in whole


def test_a_seal_opens_with_an_older_key_and_with_no_other_cookie() -> None:
    sealed = Seal(["old" * 20]).close("cookie", b"content")
    assert Seal(["new" * 20, "old" * 20]).open("cookie", sealed) == b"content"
    assert Seal(["new" * 20]).open("cookie", sealed) is None
    assert Seal(["old" * 20]).open("another", sealed) is None


async def test_without_the_database_a_cookie_is_answered_with_try_again(
    open_door: OpenDoor, keyed: dict[str, str]
) -> None:
    async with open_door(mongo_url="mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200") as door:
        cookie = {"Cookie": "__Host-waymark=something"}
        answer = await door.get("/api/sessions", headers=cookie)
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert (await door.get("/api/sessions", headers=keyed)).status_code == 200

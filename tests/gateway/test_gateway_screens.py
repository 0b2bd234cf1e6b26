"""Screens of several services: whole when all answer, marked where one does not."""

import asyncio
import json
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import httpx
from aiohttp import web

from tests.gateway.world import Upstream


def problem(status: int, code: str) -> web.Response:
    text = json.dumps({"code": code})
    return web.Response(status=status, text=text, content_type="application/problem+json")


async def test_a_screen_joins_the_services_answers_as_they_are(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str]
) -> None:
    answer = await door.get("/api/screens/learners/l1", headers=bearer)
    assert answer.status_code == 200
    screen = answer.json()
    assert {name: (part["status"], part["data"]["service"]) for name, part in screen.items()} == {
        "next_session": ("ok", "scheduling"),
        "training": ("ok", "progression"),
        "notifications": ("ok", "notifications"),
    }
    asked = {path: parse_qs(query) for path, _, query in (seen.path.partition("?") for seen in upstream.seen)}
    (begins,) = asked["/scheduling/sessions"].pop("from")
    assert abs(datetime.fromisoformat(begins) - datetime.now(UTC)) < timedelta(minutes=1)
    assert asked == {
        "/scheduling/sessions": {"learner_id": ["l1"], "state": ["planned"], "limit": ["1"]},
        "/progression/learners/l1/training": {},
        "/notifications/notifications": {"unread": ["true"], "limit": ["5"]},
    }


async def test_every_part_is_asked_as_the_caller_in_one_trace(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str]
) -> None:
    await door.get("/api/screens/centre", headers={**bearer, "X-Request-Id": "request-1"})
    assert len(upstream.seen) == 3
    assert {seen.headers["authorization"] for seen in upstream.seen} == {bearer["Authorization"]}
    assert {seen.headers["x-request-id"] for seen in upstream.seen} == {"request-1"}
    assert len({seen.headers["traceparent"] for seen in upstream.seen}) == 1


async def test_a_part_that_fails_is_marked_and_the_others_stay(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str]
) -> None:
    async def refused(request: web.Request) -> web.Response:
        return problem(403, "forbidden")

    async def broken(request: web.Request) -> web.Response:
        return problem(503, "unavailable")

    upstream.on("/allocations/waiting", refused)
    upstream.on("/notifications", broken)
    screen = (await door.get("/api/screens/centre", headers=bearer)).json()
    assert screen["waiting"] == {"status": "refused", "data": None, "code": "forbidden"}
    assert screen["notifications"] == {"status": "unavailable", "data": None, "code": "unavailable"}
    assert screen["centres"]["status"] == "ok"


async def test_a_part_that_hangs_or_babbles_does_not_hold_up_the_screen(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str]
) -> None:
    async def hanging(request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    async def babbling(request: web.Request) -> web.Response:
        return web.Response(text="<html>")

    upstream.on("/centres", hanging)
    upstream.on("/notifications", babbling)
    began = time.monotonic()
    screen = (await door.get("/api/screens/centre", headers=bearer)).json()
    assert time.monotonic() - began < 20, "it did not wait for the one that hangs"
    assert screen["centres"] == {"status": "unavailable", "data": None, "code": "service_too_slow"}
    assert screen["notifications"]["status"] == "unavailable"
    assert screen["waiting"]["status"] == "ok"


async def test_nobody_gets_a_screen_without_a_token(door: httpx.AsyncClient, upstream: Upstream) -> None:
    for path in ("/api/screens/centre", "/api/screens/learners/l1"):
        assert (await door.get(path)).status_code == 401
    assert upstream.seen == []


async def test_a_learner_id_that_is_none_asks_nobody(
    door: httpx.AsyncClient, upstream: Upstream, bearer: dict[str, str]
) -> None:
    answer = await door.get(f"/api/screens/learners/{'x' * 100}", headers=bearer)
    assert answer.status_code == 422
    assert upstream.seen == []

"""How the platform is, as administrators are told: each service's own word, and silence marked as such."""

from pathlib import Path

import httpx
from aiohttp import web

from chassis.testing.tokens import mint
from tests.gateway.world import Upstream

METRICS = """# TYPE event_lag_seconds histogram
event_lag_seconds_count{service="reviews",type="a"} 3.0
event_lag_seconds_sum{service="reviews",type="a"} 0.5
event_lag_seconds_count{service="reviews",type="b"} 1.0
event_lag_seconds_sum{service="reviews",type="b"} 1.5
messages_parked_total{service="reviews",reason="x"} 2.0
"""


async def test_every_service_is_listed_with_its_own_word_and_a_silent_one_as_silent(
    door: httpx.AsyncClient, upstream: Upstream, key_file: Path
) -> None:
    async def ready(request: web.Request) -> web.Response:
        report = {"ready": True, "version": "1", "broker": True, "degraded": []}
        match request.path.split("/")[1]:
            case "evidence":
                return web.json_response(report | {"degraded": ["object store"]})
            case "progression":
                return web.json_response(report | {"ready": False}, status=503)
            case "notifications":
                return web.Response(text="<html>", status=502)
            case _:
                return web.json_response(report)

    async def metrics(request: web.Request) -> web.Response:
        if request.path.startswith("/reviews"):
            return web.Response(text=METRICS)
        if request.path.startswith("/scheduling"):
            return web.Response(text='booking_overlap_total{fault="lost"} 0.0\n')
        return web.Response(text="")

    upstream.on("/readyz", ready)
    upstream.on("/metrics", metrics)
    admin = {"Authorization": f"Bearer {mint(key_file, role='platform_admin')}"}
    answer = await door.get("/api/system-health", headers=admin)
    assert answer.status_code == 200
    found = {one["service"]: one for one in answer.json()["items"]}
    assert {name: one["state"] for name, one in found.items()} == {
        "identity": "ready",
        "scheduling": "ready",
        "evidence": "degraded",
        "reviews": "ready",
        "progression": "not_ready",
        "notifications": "silent",
    }
    assert found["evidence"]["degraded"] == ["object store"]
    reviews = found["reviews"]
    assert (reviews["events_heard"], reviews["lag_seconds"], reviews["set_aside"]) == (4, 0.5, 2)
    assert (found["scheduling"]["overlaps"], found["scheduling"]["lag_seconds"]) == (0, None)
    assert found["identity"]["overlaps"] is None


async def test_the_health_of_the_platform_is_for_administrators(
    door: httpx.AsyncClient, key_file: Path
) -> None:
    learner = {"Authorization": f"Bearer {mint(key_file, role='learner')}"}
    refused = await door.get("/api/system-health", headers=learner)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert (await door.get("/api/system-health")).status_code == 401

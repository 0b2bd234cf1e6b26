"""The door's own routes on the whole platform: a browser signs in, hears of a booking, and loads its first screen."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from deploy.demo.client import eventually
from tests.conftest import Servers
from tests.flows.browser import a_browser
from tests.flows.team import Team
from tests.platform import Provider


async def test_a_browser_signs_in_works_and_signs_out_without_ever_seeing_a_token(
    servers: Servers, provider: Provider
) -> None:
    async with a_browser(servers) as browser:
        signed_in = await browser.sign_in(f"admin.{provider.tag}")
        assert "token" not in json.dumps(signed_in)
        assert signed_in["role"] == "master_admin"
        me = await browser.ask("GET", "/me")
        assert me.json()["person"]["id"] == provider.admin_id
        switched = await browser.ask("POST", "/browser-session/role", json={"role": "master_admin"})
        assert switched.status_code == 200
        assert (await browser.ask("GET", "/browser-session")).json() == switched.json()
        assert (await browser.ask("DELETE", "/browser-session")).status_code == 204
        assert (await browser.ask("GET", "/me")).status_code == 401


@pytest.mark.parametrize("role", ["learner", "iqa"])
async def test_a_role_that_is_not_held_is_refused_and_the_session_goes_on(
    servers: Servers, provider: Provider, role: str
) -> None:
    async with a_browser(servers) as browser:
        await browser.sign_in(f"admin.{provider.tag}")
        refused = await browser.ask("POST", "/browser-session/role", json={"role": role})
        assert 400 <= refused.status_code < 500
        assert (await browser.ask("GET", "/me")).status_code == 200


async def test_a_booking_reaches_the_learners_open_screen(servers: Servers, team: Team) -> None:
    learner_id = team.learner_ids[0]
    learner = team.provider.as_role("learner", learner_id)
    headers = {"Authorization": learner.http.headers["Authorization"]}
    hints: list[dict[str, Any]] = []
    async with (
        httpx.AsyncClient(base_url=servers.gateway_url, timeout=20) as http,
        http.stream("GET", "/api/live", headers=headers) as stream,
    ):
        reading = asyncio.create_task(_read(stream, hints))
        session = await team.book()
        found = await eventually(lambda: _hints_of(hints, session["id"]), lambda heard: bool(heard))
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
    assert found[0].keys() == {"type", "id", "version"}
    assert found[0]["type"] == "scheduling.session.changed.v1"


async def test_a_learners_first_screen_is_one_answer(servers: Servers, team: Team) -> None:
    learner_id = team.learner_ids[0]
    learner = team.provider.as_role("learner", learner_id)
    screen = await eventually(
        lambda: learner.get(f"/screens/learners/{learner_id}"),
        lambda found: {part["status"] for part in found.values()} == {"ok"},
    )
    assert screen["next_session"]["data"]["items"] == []
    assert screen["notifications"]["data"].keys() >= {"items", "unread"}


async def test_a_stranger_gets_a_screen_without_the_learners_parts(servers: Servers, team: Team) -> None:
    stranger = team.provider.as_role("learner")
    await team.training(bool)
    screen = await stranger.get(f"/screens/learners/{team.learner_ids[0]}")
    assert screen["training"]["status"] == "refused"
    assert screen["training"]["data"] is None
    assert team.learner_ids[0] not in json.dumps(screen)


async def _read(stream: httpx.Response, hints: list[dict[str, Any]]) -> None:
    async for line in stream.aiter_lines():
        if line.startswith('data: {"'):
            hints.append(json.loads(line.removeprefix("data: ")))


async def _hints_of(hints: list[dict[str, Any]], id: str) -> list[dict[str, Any]]:
    return [hint for hint in hints if hint["id"] == id]

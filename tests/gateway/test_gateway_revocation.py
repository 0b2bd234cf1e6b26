"""Who is thrown out is out at every replica of the door, broker or not (B-15, decisions.md: Revocation)."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiohttp import web

from chassis.auth import Keys, TokenRevoked, TokenVerifier
from chassis.ids import fresh_id
from chassis.rabbit import Publisher
from chassis.testing.tokens import mint, signing_key
from contracts.base import Envelope
from contracts.identity import AccessRevoked
from tests.chassis.bus import Wire
from tests.conftest import Servers
from tests.gateway.world import OpenDoor, Upstream

PATIENCE = 15.0


def revocation(person_id: str, *, session_id: str | None = None, ago: float = -1.0) -> AccessRevoked:
    """Everything issued until a second from now is refused, unless said otherwise."""
    return AccessRevoked(
        id=fresh_id(),
        person_id=person_id,
        session_id=session_id,
        reason_code="blocked",
        revoked_at=datetime.now(UTC) - timedelta(seconds=ago),
    )


class Identity:
    """Answers what identity's internal list answers, and says so on the bus."""

    def __init__(self, upstream: Upstream, publisher: Publisher) -> None:
        self.revoked: list[AccessRevoked] = []
        self.asked_since: list[str] = []
        self._publisher = publisher
        upstream.on("/revocations", self.answer)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked_since.append(request.query["since"])
        since = datetime.fromisoformat(request.query["since"])
        items = [one.model_dump(mode="json") for one in self.revoked if one.revoked_at >= since]
        return web.json_response({"items": items, "next": None})

    async def say(self, event: AccessRevoked) -> None:
        body = Envelope.seal(
            event,
            id=fresh_id(),
            tenant="provider",
            version=1,
            change="revoked",
            time=datetime.now(UTC),
            correlation_id="c1",
        )
        await self._publisher.publish(
            body.to_bytes(),
            routing_key=AccessRevoked.TYPE,
            message_id=fresh_id(),
            type=AccessRevoked.TYPE,
            correlation_id="c1",
        )


@pytest.fixture
async def identity(upstream: Upstream, servers: Servers) -> AsyncIterator[Identity]:
    publisher = Publisher(servers.rabbit_url, service="identity")
    running = asyncio.create_task(publisher.run())
    await publisher.wait_connected(10)
    yield Identity(upstream, publisher)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@asynccontextmanager
async def two_doors(
    open_door: OpenDoor, rabbit_url: str, **changes: Any
) -> AsyncIterator[list[httpx.AsyncClient]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(open_door(rabbit_url=rabbit_url, **changes)) for _ in range(2)]


async def status(door: httpx.AsyncClient, token: str) -> tuple[int, str]:
    answer = await door.get("/api/sessions", headers={"Authorization": f"Bearer {token}"})
    return answer.status_code, answer.json().get("code", "")


async def refused_after(doors: list[httpx.AsyncClient], token: str) -> float:
    """How long, in seconds, until every door refuses the token as revoked."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        if all([await status(door, token) == (401, "token_revoked") for door in doors]):
            return time.monotonic() - began
        await asyncio.sleep(0.02)
    raise AssertionError("still let in")


async def heard(doors: list[httpx.AsyncClient], identity: Identity, key_file: Path) -> None:
    """Wait until every door listens to the bus."""
    probe = fresh_id()
    token = mint(key_file, person_id=probe)
    for _ in range(100):
        await identity.say(revocation(probe))
        await asyncio.sleep(0.1)
        if all([(await status(door, token))[0] == 401 for door in doors]):
            return
    raise AssertionError("a door does not hear the bus")


@pytest.mark.req("B-15")
async def test_a_blocked_person_is_refused_at_two_doors_within_a_second_by_broadcast(
    open_door: OpenDoor, servers: Servers, identity: Identity, key_file: Path
) -> None:
    others = mint(key_file, person_id=fresh_id())

    async def seconds(doors: list[httpx.AsyncClient]) -> float:
        person = fresh_id()
        token = mint(key_file, person_id=person)
        assert [await status(door, token) for door in doors] == [(200, ""), (200, "")]
        await identity.say(revocation(person))
        return await refused_after(doors, token)

    async with two_doors(open_door, servers.rabbit_url, revocations_seconds=600) as doors:
        await heard(doors, identity, key_file)
        # The best of three, because the machine may be held up by something else for a second.
        assert min([await seconds(doors) for _ in range(3)]) < 1.0
        assert [await status(door, others) for door in doors] == [(200, ""), (200, "")]


@pytest.mark.req("B-15")
async def test_a_blocked_person_is_refused_at_two_doors_within_five_seconds_without_the_broker(
    open_door: OpenDoor, servers: Servers, identity: Identity, key_file: Path
) -> None:
    person = fresh_id()
    token = mint(key_file, person_id=person)
    wire = Wire(servers.rabbit_url)
    async with AsyncExitStack() as stack:
        laid = await stack.enter_async_context(_cuttable(wire))
        doors = await stack.enter_async_context(two_doors(open_door, wire.url))
        await heard(doors, identity, key_file)
        await laid.aclose()
        assert [await status(door, token) for door in doors] == [(200, ""), (200, "")]
        identity.revoked.append(revocation(person))
        await identity.say(identity.revoked[0])
        assert await refused_after(doors, token) < 5.0


@asynccontextmanager
async def _cuttable(wire: Wire) -> AsyncIterator[AsyncExitStack]:
    """The wire to the broker; closing what this gives cuts it for good."""
    async with AsyncExitStack() as laid:
        await laid.enter_async_context(wire.laid())
        yield laid


async def test_a_door_that_starts_later_learns_what_was_revoked_before(
    open_door: OpenDoor, servers: Servers, identity: Identity, key_file: Path
) -> None:
    person = fresh_id()
    token = mint(key_file, person_id=person)
    identity.revoked.append(revocation(person))
    async with open_door(revocations_seconds=600) as door:
        await refused_after([door], token)
    since = datetime.fromisoformat(identity.asked_since[0])
    assert timedelta(minutes=59) < datetime.now(UTC) - since < timedelta(minutes=62)


async def test_identity_without_an_answer_costs_nobody_their_access(
    open_door: OpenDoor, upstream: Upstream, key_file: Path
) -> None:
    async def down(request: web.Request) -> web.Response:
        return web.Response(status=503)

    upstream.on("/revocations", down)
    async with open_door(revocations_seconds=0.05) as door:
        await asyncio.sleep(0.2)
        assert (await status(door, mint(key_file)))[0] == 200


async def test_only_tokens_issued_before_the_revocation_are_refused(key_file: Path) -> None:
    verifier = TokenVerifier(Keys.fixed(signing_key(key_file).public_key()))
    token = mint(key_file, person_id="p", session_id="s1")
    verifier.revocations.add("p", None, datetime.now(UTC) - timedelta(seconds=2))
    assert (await verifier.verify(token)).person_id == "p"
    verifier.revocations.add("p", None, datetime.now(UTC) + timedelta(seconds=1))
    with pytest.raises(TokenRevoked):
        await verifier.verify(token)


async def test_an_ended_session_leaves_the_persons_other_sessions_alone(key_file: Path) -> None:
    verifier = TokenVerifier(Keys.fixed(signing_key(key_file).public_key()))
    ended = mint(key_file, person_id="p", session_id="s1")
    other = mint(key_file, person_id="p", session_id="s2")
    verifier.revocations.add("p", "s1", datetime.now(UTC) + timedelta(seconds=1))
    with pytest.raises(TokenRevoked):
        await verifier.verify(ended)
    assert (await verifier.verify(other)).session_id == "s2"

"""Identity's real application on a real MongoDB, in this process. Every test makes its own provider."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from chassis.app import create_app
from chassis.auth import Keys, TokenVerifier
from chassis.ids import fresh_id
from chassis.process import Role as ProcessRole
from chassis.service import Kit
from chassis.testing.tokens import mint, write_signing_key
from services.identity.consumers import SUBSCRIPTIONS
from services.identity.main import SERVICE
from services.identity.settings import Settings
from tests.identity.builders import GOOD_PASSWORD, a_qualification

PLATFORM_USER = "platform"


@dataclass(frozen=True)
class Caller:
    """Somebody who calls the application with an access token."""

    http: httpx.AsyncClient
    token: str

    async def get(self, path: str, **query: Any) -> httpx.Response:
        return await self.http.get(path, params=query, headers=self._headers())

    async def post(self, path: str, body: Any, *, key: str | None = None) -> httpx.Response:
        return await self.http.post(path, json=body, headers=self._headers({"Idempotency-Key": key or fresh_id()}))

    async def put(self, path: str, body: Any, *, version: int | None = None) -> httpx.Response:
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        return await self.http.put(path, json=body, headers=self._headers(headers))

    async def made(self, path: str, body: Any) -> dict[str, Any]:
        """POST that must succeed; the body of its answer."""
        answer = await self.post(path, body)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def _headers(self, more: dict[str, str] | None = None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} | (more or {})


@dataclass(frozen=True)
class Identity:
    """The running service and who may call it."""

    app: FastAPI
    http: httpx.AsyncClient
    key: Path

    @property
    def kit(self) -> Kit:
        kit: Kit = self.app.state.kit
        return kit

    async def sign_in(self, user_name: str, password: str = GOOD_PASSWORD, **more: Any) -> httpx.Response:
        body = {"user_name": user_name, "password": password} | more
        return await self.http.post("/sign-in", json=body, headers={"User-Agent": "test"})

    async def renew(self, refresh_token: str, *, client: str = "test", **more: Any) -> httpx.Response:
        body = {"refresh_token": refresh_token} | more
        return await self.http.post("/token", json=body, headers={"User-Agent": client})

    async def signed_in(self, user_name: str, password: str = GOOD_PASSWORD, **more: Any) -> Caller:
        answer = await self.sign_in(user_name, password, **more)
        assert answer.status_code == 200, answer.text
        return Caller(self.http, answer.json()["access_token"])

    def as_actor(self, **claims: Any) -> Caller:
        """A caller with a token of one's own making, signed with identity's key."""
        return Caller(self.http, mint(self.key, **claims))

    async def new_provider(self) -> "NewProvider":
        """A provider with a signed-in Master Admin and a second centre."""
        platform = await self.signed_in(PLATFORM_USER)
        user_name = f"carys.{fresh_id()}"
        created = await platform.made("/providers", provider_body(user_name))
        admin = await self.signed_in(user_name)
        second = await admin.made("/centres", {"name": "Wrexham", "nation": "wales"})
        return NewProvider(
            self, admin, user_name, created["provider"]["id"], created["centre"]["id"], second["id"]
        )


@dataclass(frozen=True)
class NewProvider:
    """A provider of a test's own."""

    identity: Identity
    admin: Caller
    admin_user: str
    id: str
    centre: str
    other_centre: str

    async def add(self, role: str, *centre_ids: str, **more: Any) -> dict[str, Any]:
        """Somebody new in a role, at the first centre unless told otherwise."""
        return await self.admin.made("/people", person_body(role, centre_ids or (self.centre,), **more))

    async def hear_of_qualification(self) -> str:
        """A qualification that progression told of; its id."""
        event = a_qualification(self.id)
        await self.identity.kit.runner.hear(SUBSCRIPTIONS, event)
        return event.data.id

    def actor(self, role: str, *centre_ids: str, person_id: str = "somebody") -> Caller:
        """A caller of this provider, at the first centre unless told otherwise."""
        return self.identity.as_actor(
            person_id=person_id, provider_id=self.id, role=role, centre_ids=centre_ids or (self.centre,)
        )


def provider_body(user_name: str, **changes: Any) -> dict[str, Any]:
    """What takes a provider in."""
    return {
        "name": "Severn Vale Training",
        "centre": {"name": "Newport", "nation": "wales"},
        "admin": {
            "given_name": "Carys",
            "family_name": "Morgan",
            "user_name": user_name,
            "initial_password": GOOD_PASSWORD,
        },
    } | changes


def person_body(role: str, centre_ids: tuple[str, ...], **changes: Any) -> dict[str, Any]:
    """What adds a person."""
    return {
        "given_name": "Tom",
        "family_name": "Evans",
        "roles": [{"role": role, "centre_ids": list(centre_ids)}],
    } | changes


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def identity(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> AsyncIterator[Identity]:
    """Identity, ready, with its platform administrator. WAYMARK_TEST_STATE names the test stack's state file."""
    state_file = Path(os.environ.get("WAYMARK_TEST_STATE", "/tmp/waymark-test-state.json"))
    if not state_file.exists():
        pytest.skip("no test stack is running")
    state = json.loads(state_file.read_text())
    keys = tmp_path_factory.mktemp("keys")
    key = keys / "2026-11.pem"
    signing_key = write_signing_key(key)
    settings = Settings(
        mongo_url=state["urls"]["mongo"],
        mongo_database=f"{state['database_prefix']}identity_{worker_id}",
        rabbit_url=f"{state['urls']['rabbit']}/{state['vhosts'][0]}",
        signing_keys=keys,
        platform_admin_user=PLATFORM_USER,
        platform_admin_password=GOOD_PASSWORD,
        log_level="ERROR",
    )
    app = create_app(SERVICE, settings, ProcessRole.API)
    async with app.router.lifespan_context(app):
        app.state.kit.verifier = TokenVerifier(Keys.fixed(signing_key.public_key()))
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://identity") as http:
            identity = Identity(app, http, key)
            await _ready(identity)
            yield identity


async def _ready(identity: Identity) -> None:
    async with asyncio.timeout(20):
        while (await identity.http.get("/readyz")).status_code != 200:
            await asyncio.sleep(0.05)
        while not await identity.kit.db.providers.find_one({"_id": "platform", "provider_id": "platform"}):
            await asyncio.sleep(0.05)


@pytest_asyncio.fixture(loop_scope="session")
async def provider(identity: Identity) -> NewProvider:
    return await identity.new_provider()

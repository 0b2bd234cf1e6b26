"""Identity's real application on a real MongoDB, in this process. Every test makes its own provider."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from chassis.auth import Keys, TokenVerifier
from chassis.ids import fresh_id
from chassis.service import Kit
from chassis.testing.service import running
from chassis.testing.tokens import mint, write_signing_key
from deploy.demo.client import eventually
from services.identity.consumers import SUBSCRIPTIONS
from services.identity.main import SERVICE
from services.identity.settings import Settings
from tests.conftest import Servers
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
        return await self.http.post(
            path, json=body, headers=self._headers({"Idempotency-Key": key or fresh_id()})
        )

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

    kit: Kit
    http: httpx.AsyncClient
    key: Path

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

    async def link(self, person_id: str, qualification_id: str, purpose: str = "deliver") -> None:
        """Let somebody deliver the qualification, or quality assure it."""
        body = {"person_id": person_id, "qualification_id": qualification_id, "purpose": purpose}
        await self.admin.made("/staff-links", body)

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


@pytest.fixture(scope="session")
async def identity(
    servers: Servers, database_name: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Identity]:
    """Identity, ready, with its platform administrator and a signing key of its own."""
    keys = tmp_path_factory.mktemp("keys")
    signing_key = write_signing_key(keys / "2026-11.pem")
    async with running(
        SERVICE,
        Settings,
        mongo_url=servers.mongo_url,
        mongo_database=f"{database_name}_identity",
        rabbit_url=servers.rabbit_url,
        signing_keys=keys,
        platform_admin_user=PLATFORM_USER,
        platform_admin_password=GOOD_PASSWORD,
    ) as service:
        service.kit.verifier = TokenVerifier(Keys.fixed(signing_key.public_key()))
        async with service.anonymous() as http:
            identity = Identity(service.kit, http, keys / "2026-11.pem")
            await eventually(lambda: identity.sign_in(PLATFORM_USER), lambda answer: answer.is_success)
            yield identity


@pytest.fixture
async def provider(identity: Identity) -> NewProvider:
    return await identity.new_provider()

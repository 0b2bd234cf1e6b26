"""A provider of a test's own on the running platform, made through the gateway; and its people as clients."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from chassis.actor import PLATFORM
from chassis.ids import fresh_id
from chassis.testing.tokens import mint
from contracts.words import Permission, Role
from deploy.demo.client import Client
from tests.conftest import Servers

PASSWORD = "three quiet red kites"
PURPOSES = {"assessor": "deliver", "iqa": "quality_assure"}


@dataclass
class Platform:
    """The running platform: gives clients for anybody, with tokens as good as identity's own."""

    servers: Servers

    def as_person(
        self,
        person_id: str,
        *,
        provider_id: str,
        role: str,
        centre_ids: Iterable[str] = (),
        permissions: Iterable[str] | None = None,
    ) -> Client:
        """A client that holds a token for this person; a Custom Manager books and has these permissions besides."""
        (key, *_) = sorted(self.servers.signing_keys.glob("*.pem"))
        if role == Role.CUSTOM_MANAGER:
            permissions = {Permission.BOOK_SESSIONS, *(permissions or ())}
        token = mint(
            key,
            person_id=person_id,
            provider_id=provider_id,
            role=role,
            centre_ids=centre_ids,
            permissions=permissions,
        )
        return Client(self.servers.gateway_url, token)

    async def provider(
        self, *, smart_rooms: bool = True, language: str = "en", **features: bool
    ) -> "Provider":
        """A new provider with one centre and one qualification, known everywhere; its people read its language."""
        tag = fresh_id()[-10:]
        somebody = self.as_person(fresh_id(), provider_id=PLATFORM, role=Role.PLATFORM_ADMIN)
        async with somebody as platform_admin:
            created = await platform_admin.post(
                "/providers",
                {
                    "name": f"Provider {tag}",
                    "language": language,
                    "features": {"smart_rooms": smart_rooms, "auto_record": False, **features},
                    "centre": {"name": f"Centre {tag}", "nation": "wales"},
                    "admin": {
                        "given_name": "Siân",
                        "family_name": "Owen",
                        "user_name": f"admin.{tag}",
                        "initial_password": PASSWORD,
                    },
                },
            )
        provider = Provider(
            self, created["provider"]["id"], created["centre"]["id"], created["admin"]["id"], tag
        )
        qualification = await provider.admin.post(
            "/qualifications",
            {"number": "603/5953/5", "title": "Hair Professional", "level": "2", "type": "diploma"},
        )
        provider.qualification_id = qualification["id"]
        return provider


@dataclass
class Provider:
    """A provider, and the people a test adds to it."""

    platform: Platform
    id: str
    centre_id: str
    admin_id: str
    tag: str
    qualification_id: str = ""
    clients: list[Client] = field(default_factory=list)
    _iqas: dict[tuple[str, str], asyncio.Task[str]] = field(default_factory=dict)

    @property
    def admin(self) -> Client:
        """The Master Admin, who reaches every centre."""
        return self.as_role("master_admin", self.admin_id, centre_ids=())

    def as_role(
        self,
        role: str,
        person_id: str | None = None,
        *,
        centre_ids: Iterable[str] | None = None,
        permissions: Iterable[str] | None = None,
    ) -> Client:
        """Somebody in this role, by default a stranger at the provider's first centre."""
        centres = (self.centre_id,) if centre_ids is None else tuple(centre_ids)
        client = self.platform.as_person(
            person_id or fresh_id(),
            provider_id=self.id,
            role=role,
            centre_ids=centres,
            permissions=permissions,
        )
        self.clients.append(client)
        return client

    @property
    def admin_user(self) -> str:
        """The Master Admin's user name."""
        return f"admin.{self.tag}"

    async def centre(self, name: str = "Second") -> str:
        """Another centre's id."""
        created = await self.admin.post(
            "/centres", {"name": f"{name} {fresh_id()[-6:]}", "nation": "england"}
        )
        return str(created["id"])

    async def person(self, role: str, name: str = "Bethan Rees", *, centre_id: str | None = None) -> str:
        """A new person's id; they have an e-mail address and no login. Staff may work on the qualification."""
        given, _, family = name.partition(" ")
        body = {
            "given_name": given,
            "family_name": family or "Jones",
            "email": f"{fresh_id()}@example.org",
            "roles": [{"role": role, "centre_ids": [centre_id or self.centre_id]}],
        }
        person_id = str((await self.admin.post("/people", body))["id"])
        if role in PURPOSES and self.qualification_id:
            await self.link(person_id, PURPOSES[role])
        return person_id

    async def link(
        self, person_id: str, purpose: str = "deliver", *, qualification_id: str | None = None
    ) -> dict[str, Any]:
        """Let somebody deliver the provider's (or another) qualification, or quality assure it."""
        body = {
            "person_id": person_id,
            "qualification_id": qualification_id or self.qualification_id,
            "purpose": purpose,
        }
        link: dict[str, Any] = await self.admin.post("/staff-links", body)
        return link

    async def learner(
        self,
        assessor_id: str,
        name: str = "Aled Jones",
        *,
        centre_id: str | None = None,
        employer_id: str | None = None,
        qualification_id: str | None = None,
    ) -> str:
        """A new learner's id, enrolled and allocated to the assessor."""
        learner_id = await self.person("learner", name, centre_id=centre_id)
        await self.enrol(
            learner_id,
            assessor_id,
            centre_id=centre_id,
            employer_id=employer_id,
            qualification_id=qualification_id,
        )
        return learner_id

    async def enrol(
        self,
        learner_id: str,
        assessor_id: str,
        *,
        centre_id: str | None = None,
        employer_id: str | None = None,
        qualification_id: str | None = None,
        waits: bool = False,
    ) -> dict[str, Any]:
        """An enrolment of the learner on the provider's (or another) qualification, allocated to the assessor and an
        IQA; one that `waits` has no IQA yet.
        """
        centre, qualification = centre_id or self.centre_id, qualification_id or self.qualification_id
        body = {
            "learner_id": learner_id,
            "centre_id": centre,
            "qualification_id": qualification,
            "assessor_id": assessor_id,
            "iqa_id": None if waits else await self.iqa(centre, qualification),
            "employer_id": employer_id,
        }
        enrolment: dict[str, Any] = await self.admin.post("/enrolments", body)
        return enrolment

    async def iqa(self, centre_id: str, qualification_id: str) -> str:
        """The id of the one who quality assures a qualification at a centre; made when first asked for."""
        if (centre_id, qualification_id) not in self._iqas:
            making = self._new_iqa(centre_id, qualification_id)
            self._iqas[centre_id, qualification_id] = asyncio.create_task(making)
        return await self._iqas[centre_id, qualification_id]

    async def _new_iqa(self, centre_id: str, qualification_id: str) -> str:
        iqa_id = await self.person("iqa", "Ifan Puw", centre_id=centre_id)
        if qualification_id != self.qualification_id:
            await self.link(iqa_id, "quality_assure", qualification_id=qualification_id)
        return iqa_id

    async def room(
        self,
        name: str = "Room 1",
        *,
        capacity: int = 40,
        centre_id: str | None = None,
        week: list[list[dict[str, str]]] | None = None,
    ) -> str:
        """A new Smart Room's id; without a `week` it is always open."""
        body = {
            "name": name,
            "capacity": capacity,
            "join_url": "https://rooms.example/1",
            "centre_id": centre_id,
            "week": week,
        }
        return str((await self.admin.post("/smart-rooms", body))["id"])

    def a_booking(self, *learner_ids: str, **changes: Any) -> dict[str, Any]:
        """A booking that succeeds: one hour at a place, on a Monday morning."""
        return {
            "learner_ids": list(learner_ids),
            "method": "traditional",
            "type": "general",
            "local_start": "2032-03-01T10:00",
            "minutes": 60,
            "qualification_ids": [self.qualification_id],
        } | changes

    async def close(self) -> None:
        """Close every client."""
        for client in self.clients:
            await client.http.aclose()

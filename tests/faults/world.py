"""A provider that scheduling knows, its people, and clients that repeat what was not answered."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chassis.actor import Actor
from chassis.auth import published
from chassis.ids import fresh_id
from chassis.mongo import Client, Database, MongoBackend
from chassis.runner import Runner
from chassis.testing.tokens import claims, sign
from contracts.base import Contract, Received
from contracts.identity import EnrolmentChanged, Features, PersonChanged, ProviderChanged, RoleHeld
from contracts.words import AccountState, Language, Role
from services.scheduling.consumers import SUBSCRIPTIONS
from services.scheduling.domain.hours import ALWAYS
from services.scheduling.handlers import SetTimetable, set_timetable
from services.scheduling.store import SchedulingTx

PATIENCE_SECONDS = 30.0
FIRST_DAY = datetime(2032, 3, 1)
"""A Monday in winter, so that local time is UTC."""


@dataclass
class Provider:
    """One centre and its people, as scheduling has heard of them."""

    runner: Runner
    id: str = field(default_factory=fresh_id)
    centre_id: str = field(default_factory=fresh_id)
    qualification_id: str = field(default_factory=fresh_id)
    assessor_ids: list[str] = field(default_factory=list)
    learner_ids: list[str] = field(default_factory=list)

    @classmethod
    async def known(cls, client: Client, db: Database, *, assessors: int, learners: int) -> "Provider":
        """A provider with so many people; learner n belongs to assessor n modulo their number."""
        provider = cls(Runner(SchedulingTx, MongoBackend(db)))
        features = Features(smart_rooms=True, auto_record=False)
        await provider._hear(
            ProviderChanged(
                id=provider.id,
                name="Severn Vale",
                features=features,
                time_zone="Europe/London",
                language=Language.EN,
            )
        )
        await provider._work_always()
        for number in range(assessors):
            provider.assessor_ids.append(await provider._person(Role.ASSESSOR, f"Assessor {number}"))
        for number in range(learners):
            provider.learner_ids.append(await provider._learner(number))
        return provider

    async def _hear(self, event: Contract) -> None:
        received: Received[Any] = Received(
            id=fresh_id(),
            type=event.TYPE,
            provider_id=self.id,
            version=1,
            change="created",
            time=datetime.now(UTC),
            replay=False,
            correlation_id="test",
            data=event,
        )
        await self.runner.hear(SUBSCRIPTIONS, received)

    async def _work_always(self) -> None:
        """Faults happen on every day at every hour."""
        admin = Actor(fresh_id(), self.id, "master_admin", frozenset())
        always_open = SetTimetable(id=self.id, version=0, week=ALWAYS)
        await self.runner.run(set_timetable, always_open, actor=admin)

    async def _person(self, role: Role, name: str) -> str:
        person_id = fresh_id()
        given, _, family = name.partition(" ")
        await self._hear(
            PersonChanged(
                id=person_id,
                given_name=given,
                family_name=family,
                display_name=name,
                email=None,
                roles=(RoleHeld(role=role, centre_ids=(self.centre_id,)),),
                centre_ids=(self.centre_id,),
                time_zone="Europe/London",
                language=Language.EN,
                state=AccountState.ACTIVE,
            )
        )
        return person_id

    async def _learner(self, number: int) -> str:
        learner_id = await self._person(Role.LEARNER, f"Learner {number}")
        await self._hear(
            EnrolmentChanged(
                id=fresh_id(),
                learner_id=learner_id,
                centre_id=self.centre_id,
                qualification_id=self.qualification_id,
                assessor_id=self.assessor_ids[number % len(self.assessor_ids)],
                iqa_id="iqa-1",
                employer_id=None,
                blocked=False,
                archived=False,
                covering=(),
            )
        )
        return learner_id

    def a_booking(self, start: datetime, **changes: Any) -> dict[str, Any]:
        """An hour of the first assessor with the first learner, face to face, unless told otherwise."""
        return {
            "assessor_id": self.assessor_ids[0],
            "learner_ids": self.learner_ids[:1],
            "method": "traditional",
            "type": "general",
            "local_start": start.isoformat(timespec="minutes"),
            "minutes": 60,
            "qualification_ids": [self.qualification_id],
        } | changes


@dataclass(frozen=True)
class Desk:
    """Signs tokens as identity would, and publishes the key where services look for it."""

    key: Ed25519PrivateKey
    jwks_url: str

    def token(self, provider: Provider, role: str, person_id: str | None = None) -> str:
        """A token of an hour for a person of the provider's centre."""
        return sign(
            claims(
                person_id=person_id or fresh_id(),
                provider_id=provider.id,
                role=role,
                centre_ids=() if role == "master_admin" else (provider.centre_id,),
                life=3600,
            ),
            self.key,
        )


@asynccontextmanager
async def open_desk() -> AsyncIterator[Desk]:
    """A desk with a fresh key."""
    key = Ed25519PrivateKey.generate()
    body = json.dumps(published(key.public_key())).encode()
    answer = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield Desk(key, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/jwks.json")


Door = Callable[[int], Awaitable[str]]
"""Where to go with attempt number n (from 0)."""


@dataclass
class Caller:
    """Somebody who repeats a request with the same key until it is answered."""

    http: httpx.AsyncClient
    token: str
    door: Door
    answers: Counter[int] = field(default_factory=Counter)
    repeated: int = 0
    replayed: int = 0

    async def post(
        self, path: str, body: dict[str, Any], *, key: str | None = None, version: int | None = None
    ) -> httpx.Response:
        """POST until there is an answer, whatever it says."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or fresh_id()}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        deadline = time.monotonic() + PATIENCE_SECONDS
        for attempt in count():
            answer = await self._once(await self.door(attempt) + path, body, headers)
            if answer is not None:
                return answer
            assert time.monotonic() < deadline, f"nobody answers {path}"
            self.repeated += 1
            await asyncio.sleep(0.02)
        raise AssertionError

    async def _once(self, url: str, body: dict[str, Any], headers: dict[str, str]) -> httpx.Response | None:
        try:
            answer = await self.http.post(url, json=body, headers=headers)
        except httpx.TransportError:
            return None
        self.answers[answer.status_code] += 1
        self.replayed += answer.headers.get("idempotent-replayed") == "true"
        return answer

    async def book(self, body: dict[str, Any], *, key: str | None = None) -> httpx.Response:
        """Book a session."""
        return await self.post("/sessions", body, key=key)

    async def move(self, session: Mapping[str, Any], start: datetime) -> httpx.Response:
        """Move a session as it was read."""
        body = {"local_start": start.isoformat(timespec="minutes")}
        return await self.post(f"/sessions/{session['id']}/rescheduling", body, version=session["version"])

    async def cancel(self, session: Mapping[str, Any]) -> httpx.Response:
        """Cancel a session as it was read."""
        body = {"outcome": "cancelled_by_provider", "reason": "Snow."}
        return await self.post(f"/sessions/{session['id']}/cancellation", body, version=session["version"])


def always(url: str) -> Door:
    """A door that never moves."""

    async def door(attempt: int) -> str:
        return url

    return door

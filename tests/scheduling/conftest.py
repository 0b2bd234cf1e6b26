"""A provider with a centre, people and rooms, as scheduling hears of them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from chassis.ids import fresh_id
from chassis.testing.service import ServiceUnderTest, running
from contracts.base import Contract
from contracts.identity import (
    CentreChanged,
    EnrolmentChanged,
    Features,
    PersonChanged,
    ProviderChanged,
    RoleHeld,
)
from contracts.progression import QualificationChanged
from contracts.words import AccountState, Language, Nation, Role
from services.scheduling.main import SERVICE
from services.scheduling.settings import Settings
from tests.conftest import Servers


@pytest.fixture(scope="session")
async def scheduling(servers: Servers, database_name: str) -> AsyncIterator[ServiceUnderTest]:
    """Scheduling's application on a database of this run's own."""
    values = {
        "mongo_url": servers.mongo_url,
        "mongo_database": f"{database_name}_scheduling",
        "rabbit_url": servers.rabbit_url,
    }
    async with running(SERVICE, Settings, **values) as service:
        yield service


@dataclass
class Provider:
    """A provider as a test builds it; everything it makes is known to scheduling at once."""

    service: ServiceUnderTest
    id: str = field(default_factory=fresh_id)
    centre_id: str = field(default_factory=fresh_id)
    qualification_id: str = field(default_factory=fresh_id)
    assessor_id: str = ""
    learner_ids: list[str] = field(default_factory=list)

    async def hear(self, event: Contract, version: int = 1) -> None:
        """Let scheduling hear an event of this provider."""
        await self.service.hear(event, provider_id=self.id, version=version)

    async def switch(self, *, smart_rooms: bool, auto_record: bool = False, version: int = 1) -> None:
        """Let scheduling hear what the provider has switched on."""
        features = Features(smart_rooms=smart_rooms, auto_record=auto_record)
        said = ProviderChanged(
            id=self.id,
            name="Severn Vale",
            features=features,
            time_zone="Europe/London",
            language=Language.EN,
        )
        await self.hear(said, version)

    async def person(
        self,
        role: Role,
        name: str,
        *,
        centre_id: str | None = None,
        state: AccountState = AccountState.ACTIVE,
    ) -> str:
        """A new person with one role at one centre."""
        centres = (centre_id or self.centre_id,)
        person_id = fresh_id()
        given, _, family = name.partition(" ")
        await self.hear(
            PersonChanged(
                id=person_id,
                given_name=given,
                family_name=family or "Jones",
                display_name=name,
                email=None,
                roles=(RoleHeld(role=role, centre_ids=centres),),
                centre_ids=centres,
                time_zone="Europe/London",
                language=Language.EN,
                state=state,
            )
        )
        return person_id

    async def learner(
        self,
        name: str = "Aled Jones",
        *,
        assessor_id: str | None = None,
        centre_id: str | None = None,
        blocked: bool = False,
    ) -> str:
        """A new learner, enrolled on the provider's qualification and allocated to its assessor."""
        learner_id = await self.person(Role.LEARNER, name, centre_id=centre_id)
        await self.enrol(learner_id, assessor_id or self.assessor_id, centre_id=centre_id, blocked=blocked)
        return learner_id

    async def enrol(
        self,
        learner_id: str,
        assessor_id: str,
        *,
        centre_id: str | None = None,
        blocked: bool = False,
        waits: bool = False,
    ) -> None:
        """An enrolment on the provider's qualification; one that `waits` has no IQA yet."""
        await self.hear(
            EnrolmentChanged(
                id=fresh_id(),
                learner_id=learner_id,
                centre_id=centre_id or self.centre_id,
                qualification_id=self.qualification_id,
                assessor_id=assessor_id,
                iqa_id=None if waits else "iqa-1",
                employer_id=None,
                blocked=blocked,
                archived=False,
                covering=(),
            )
        )

    def as_role(
        self, role: str, person_id: str | None = None, *, everywhere: bool = False
    ) -> httpx.AsyncClient:
        """A client signed in in this role at the provider's centre (or at all of them)."""
        centres = () if everywhere else (self.centre_id,)
        return self.service.as_person(
            person_id or fresh_id(), provider_id=self.id, role=role, centre_ids=centres
        )

    @property
    def assessor(self) -> httpx.AsyncClient:
        """The provider's assessor."""
        return self.as_role("assessor", self.assessor_id)

    async def second_assessor(self) -> httpx.AsyncClient:
        """A second assessor, who also looks after a learner of their own (the last of `learner_ids`) and the first."""
        assessor_id = await self.person(Role.ASSESSOR, "Gwen Hughes")
        self.learner_ids.append(await self.learner("Huw Lewis", assessor_id=assessor_id))
        await self.enrol(self.learner_ids[0], assessor_id)
        return self.as_role("assessor", assessor_id)

    async def room(self, name: str = "Room 1", *, capacity: int = 40, centre_id: str | None = None) -> str:
        """A new Smart Room of the provider's pool."""
        body = {
            "name": name,
            "capacity": capacity,
            "join_url": "https://rooms.example/1",
            "centre_id": centre_id,
        }
        admin = self.as_role("master_admin", everywhere=True)
        answer = await admin.post("/smart-rooms", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def a_booking(self, **changes: Any) -> dict[str, Any]:
        """A booking that succeeds: the first learner, one hour, at a place."""
        return {
            "learner_ids": self.learner_ids[:1],
            "method": "traditional",
            "type": "general",
            "local_start": "2032-03-01T10:00",
            "minutes": 60,
            "qualification_ids": [self.qualification_id],
        } | changes


async def a_provider(scheduling: ServiceUnderTest) -> Provider:
    """A provider with Smart Rooms switched on, one assessor and four learners."""
    provider = Provider(scheduling)
    await provider.switch(smart_rooms=True)
    await provider.hear(
        CentreChanged(id=provider.centre_id, name="Newport", nation=Nation.WALES, time_zone="Europe/London")
    )
    await provider.hear(
        QualificationChanged(
            id=provider.qualification_id,
            number="603/5953/5",
            title="Hairdressing",
            level="2",
            type="diploma",
            active=True,
        )
    )
    provider.assessor_id = await provider.person(Role.ASSESSOR, "Bethan Rees")
    for name in ("Aled Jones", "Carys Evans", "Dylan Price", "Efa Morgan"):
        provider.learner_ids.append(await provider.learner(name))
    return provider


@pytest.fixture
async def provider(scheduling: ServiceUnderTest) -> Provider:
    """A provider with Smart Rooms switched on, one assessor and four learners."""
    return await a_provider(scheduling)

"""Things to test identity with: believable where a test does not care, changed where it does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from chassis.actor import PLATFORM, Actor
from chassis.ids import fresh_id
from chassis.testing import MemoryRunner
from contracts.base import Received
from contracts.progression import QualificationChanged, TrainingChanged
from contracts.words import TrainingStatus
from services.identity.consumers import SUBSCRIPTIONS
from services.identity.domain.login_session import LoginSession, RefreshToken, opened_session
from services.identity.domain.passwords import NewPassword
from services.identity.domain.permission_set import ALWAYS
from services.identity.domain.person import Person, PersonState
from services.identity.domain.provider import Language, Nation
from services.identity.domain.provider_settings import Features
from services.identity.domain.roles import Role, RoleGrant
from services.identity.domain.staff_link import Purpose, StaffLink
from services.identity.handlers.people import AddPerson, Credentials, add_person
from services.identity.handlers.providers import (
    AddCentre,
    CreateProvider,
    FirstAdmin,
    ProviderCreated,
    add_centre,
    create_provider,
)
from services.identity.handlers.staff_links import LinkStaff, link_staff
from services.identity.store import IdentityTx

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GOOD_PASSWORD = "seven-bridges-in-the-rain"
PLATFORM_ADMIN = Actor("platform-admin", PLATFORM, Role.PLATFORM_ADMIN.value)


def a_password(text: str = GOOD_PASSWORD) -> NewPassword:
    """A chosen password; its hash only has to be recognisable."""
    return NewPassword(text, f"hash of {text}")


def a_person(*grants: RoleGrant, **changes: Any) -> Person:
    """Siân Hughes, an assessor at one centre unless told otherwise."""
    person = Person(
        id="person",
        provider_id="provider",
        given_name="Siân",
        family_name="Hughes",
        display_name="Siân Hughes",
        email="sian@severnvale.example",
        roles=grants or (RoleGrant(Role.ASSESSOR, ("centre",)),),
        state=PersonState.ACTIVE,
        language=Language.WELSH,
        time_zone="Europe/London",
        version=1,
    )
    return replace(person, **changes)


def a_token() -> RefreshToken:
    """A refresh token that is the same every time."""
    return RefreshToken(b"h" * 16, b"s" * 32)


def a_session(**changes: Any) -> LoginSession:
    """A session opened at NOW with `a_token`."""
    session = opened_session(
        a_token(),
        account_id="account",
        provider_id="provider",
        person_id="person",
        role=Role.ASSESSOR,
        client="client",
        now=NOW,
    )
    return replace(session, version=1, **changes)


def a_provider(**changes: Any) -> CreateProvider:
    """Severn Vale Training with a centre in Newport."""
    details: dict[str, Any] = {
        "name": "Severn Vale Training",
        "features": Features(),
        "time_zone": "Europe/London",
        "language": Language.ENGLISH,
        "centre_name": "Newport",
        "nation": Nation.WALES,
        "admin": FirstAdmin("Carys", "Morgan", "carys@severnvale.example", "carys.morgan", a_password()),
    }
    return CreateProvider(**details | changes)


def somebody(*grants: RoleGrant, user_name: str | None = None, **changes: Any) -> AddPerson:
    """A command that adds Tom Evans."""
    details: dict[str, Any] = {
        "given_name": "Tom",
        "family_name": "Evans",
        "display_name": None,
        "email": None,
        "roles": grants,
        "language": None,
        "time_zone": None,
        "credentials": Credentials(user_name, a_password()) if user_name else None,
    }
    return AddPerson(**details | changes)


class House:
    """A memory runner with a provider of two centres in it."""

    def __init__(self, runner: MemoryRunner, created: ProviderCreated, second_centre: str) -> None:
        self.runner = runner
        self.provider_id = created.provider.id
        self.centre = created.centre.id
        self.other_centre = second_centre
        self.admin = Actor(created.admin.id, self.provider_id, Role.MASTER_ADMIN.value)

    @classmethod
    async def built(cls) -> Self:
        """The house, at NOW."""
        runner = MemoryRunner(IdentityTx, now=NOW)
        created = await runner.run(create_provider, a_provider(), actor=PLATFORM_ADMIN)
        admin = Actor(created.admin.id, created.provider.id, Role.MASTER_ADMIN.value)
        second = await runner.run(add_centre, AddCentre("Wrexham", Nation.WALES, None), actor=admin)
        return cls(runner, created, second.id)

    def actor(self, role: Role, *centre_ids: str, person_id: str = "somebody") -> Actor:
        """Somebody of the provider in a role, at the first centre unless told otherwise."""
        permissions = ALWAYS if role is Role.CUSTOM_MANAGER else None
        centres = frozenset(centre_ids or {self.centre})
        return Actor(person_id, self.provider_id, role.value, centres, permissions=permissions)

    async def add(self, role: Role, *centre_ids: str, user_name: str | None = None) -> Person:
        """Somebody new in a role, at the first centre unless told otherwise."""
        grant = RoleGrant(role, centre_ids or (self.centre,))
        added = await self.runner.run(add_person, somebody(grant, user_name=user_name), actor=self.admin)
        assert isinstance(added, Person)
        return added

    async def add_linked(self, role: Role, qualification_id: str, *centre_ids: str) -> Person:
        """An assessor or an IQA who is linked to the qualification."""
        added = await self.add(role, *centre_ids)
        await self.link(added.id, qualification_id, role)
        return added

    async def link(
        self, person_id: str, qualification_id: str, role: Role, until_date: date | None = None
    ) -> StaffLink:
        """A link of somebody with a qualification, from the day it is."""
        purpose = Purpose.DELIVER if role is Role.ASSESSOR else Purpose.QUALITY_ASSURE
        linking = LinkStaff(person_id, qualification_id, purpose, None, until_date)
        link = await self.runner.run(link_staff, linking, actor=self.admin)
        assert isinstance(link, StaffLink)
        return link

    async def hear_of_qualification(self, **changes: Any) -> str:
        """A qualification progression told of; its id."""
        event = a_qualification(self.provider_id, **changes)
        await self.runner.hear(SUBSCRIPTIONS, event)
        return event.data.id

    def later(self, wait: timedelta) -> None:
        """Let time pass."""
        self.runner.now += wait

    def changes(self) -> list[tuple[str, str]]:
        """What was announced so far: type and change."""
        return [(event.type, event.change) for event in self.runner.events]


def a_qualification(
    provider_id: str, *, id: str | None = None, active: bool = True, version: int = 1, title: str = "Care"
) -> Received[QualificationChanged]:
    """An event of progression."""
    data = QualificationChanged(
        id=id or fresh_id(), number="603/5953/5", title=title, level="3", type="diploma", active=active
    )
    return Received(
        id=fresh_id(),
        type=QualificationChanged.TYPE,
        provider_id=provider_id,
        version=version,
        change="created",
        time=NOW,
        replay=False,
        correlation_id="test",
        data=data,
    )


def a_training(
    provider_id: str, enrolment_id: str, status: TrainingStatus, *, version: int = 1
) -> Received[TrainingChanged]:
    """An event of progression about where an enrolment stands."""
    data = TrainingChanged(
        id=enrolment_id,
        learner_id="learner",
        qualification_id="qualification",
        training_status=status,
        in_training_since=None,
        first_day_of_learning=None,
        cause_session_id=None,
    )
    return Received(
        id=fresh_id(),
        type=TrainingChanged.TYPE,
        provider_id=provider_id,
        version=version,
        change="status_changed",
        time=NOW,
        replay=False,
        correlation_id="test",
        data=data,
    )

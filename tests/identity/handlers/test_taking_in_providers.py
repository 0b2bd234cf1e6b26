import pytest

from chassis.actor import PLATFORM, Actor
from chassis.errors import Forbidden
from chassis.testing import MemoryRunner
from services.identity.domain.errors import PasswordContainsName, UserNameTaken
from services.identity.domain.provider import Nation
from services.identity.domain.roles import Role
from services.identity.handlers.providers import (
    AddCentre,
    EstablishPlatform,
    FirstAdmin,
    add_centre,
    create_provider,
    establish_platform,
)
from services.identity.store import IdentityTx
from tests.identity.builders import PLATFORM_ADMIN, House, a_password, a_provider


@pytest.fixture
def runner() -> MemoryRunner:
    return MemoryRunner(IdentityTx)


async def test_a_provider_starts_with_a_centre_and_a_master_admin(runner: MemoryRunner) -> None:
    created = await runner.run(create_provider, a_provider(), actor=PLATFORM_ADMIN)
    assert created.centre.provider_id == created.admin.provider_id == created.provider.id
    assert created.admin.comes_in_as(None).role is Role.MASTER_ADMIN
    (account,) = runner.documents("accounts").values()
    assert account["memberships"] == [{"provider_id": created.provider.id, "person_id": created.admin.id}]


async def test_the_provider_is_announced_under_its_own_name(runner: MemoryRunner) -> None:
    created = await runner.run(create_provider, a_provider(), actor=PLATFORM_ADMIN)
    assert {event.provider_id for event in runner.events} == {created.provider.id}
    assert [event.type.split(".")[1] for event in runner.events] == ["provider", "centre", "person"]


async def test_a_repeated_request_makes_one_provider(runner: MemoryRunner) -> None:
    first = await runner.answer(create_provider, a_provider(), actor=PLATFORM_ADMIN, key="key")
    second = await runner.answer(create_provider, a_provider(), actor=PLATFORM_ADMIN, key="key")
    assert (first.replayed, second.replayed) == (False, True)
    assert len(runner.documents("providers")) == 1


async def test_a_user_name_belongs_to_one_account_on_the_platform(runner: MemoryRunner) -> None:
    await runner.run(create_provider, a_provider(), actor=PLATFORM_ADMIN)
    admin = FirstAdmin("Another", "Person", None, "Carys.MORGAN", a_password())
    with pytest.raises(UserNameTaken):
        await runner.run(create_provider, a_provider(name="Another", admin=admin), actor=PLATFORM_ADMIN)
    assert len(runner.documents("providers")) == 1


async def test_the_providers_name_is_no_password(runner: MemoryRunner) -> None:
    admin = FirstAdmin("Carys", "Morgan", None, "carys", a_password("over the severn bridge"))
    with pytest.raises(PasswordContainsName):
        await runner.run(create_provider, a_provider(admin=admin), actor=PLATFORM_ADMIN)


@pytest.mark.parametrize(
    "actor",
    [
        Actor("carys", "provider", Role.MASTER_ADMIN.value),
        Actor("pretender", "provider", Role.PLATFORM_ADMIN.value),
        Actor.anonymous(),
    ],
)
async def test_only_the_platforms_administrator_takes_providers_in(
    runner: MemoryRunner, actor: Actor
) -> None:
    with pytest.raises(Forbidden):
        await runner.run(create_provider, a_provider(), actor=actor)
    assert not runner.events


async def test_the_platforms_administrator_is_established_once(runner: MemoryRunner) -> None:
    for name in ("platform", "platform", "somebody-else"):
        establishing = EstablishPlatform(name, a_password())
        await runner.run(establish_platform, establishing, actor=Actor.system(PLATFORM))
    (account,) = runner.documents("accounts").values()
    assert (account["user_name"], account["provider_id"]) == ("platform", PLATFORM)


async def test_a_master_admin_adds_a_centre_that_keeps_the_providers_time_zone() -> None:
    house = await House.built()
    added = await house.runner.run(add_centre, AddCentre("Wrecsam", Nation.WALES, None), actor=house.admin)
    assert added.time_zone == "Europe/London"
    assert house.changes()[-1] == ("identity.centre.changed.v1", "created")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MASTER_ADMIN])
async def test_nobody_else_adds_a_centre(role: Role) -> None:
    house = await House.built()
    with pytest.raises(Forbidden):
        await house.runner.run(add_centre, AddCentre("Hay", Nation.WALES, None), actor=house.actor(role))

import pytest

from chassis.errors import Forbidden
from services.identity.domain.errors import (
    CentreNotFound,
    PasswordContainsName,
    PasswordTooShort,
    RoleNotGrantable,
    UserNameTaken,
)
from services.identity.domain.person import PersonState
from services.identity.domain.roles import Role, RoleGrant
from services.identity.handlers.people import Credentials, add_person
from tests.identity.builders import House, a_password, somebody

ADDERS = (Role.MASTER_ADMIN, Role.CENTRE_ADMIN, Role.BASIC_ADMIN)


@pytest.fixture
async def house() -> House:
    return await House.built()


async def test_somebody_with_a_user_name_can_come_in_at_once(house: House) -> None:
    added = await house.add(Role.ASSESSOR, user_name="tom.evans")
    assert added.state is PersonState.ACTIVE
    names = {account["user_name"] for account in house.runner.documents("accounts").values()}
    assert "tom.evans" in names


async def test_somebody_without_a_user_name_is_pending(house: House) -> None:
    before = len(house.runner.documents("accounts"))
    added = await house.add(Role.LEARNER)
    assert added.state is PersonState.PENDING
    assert len(house.runner.documents("accounts")) == before


async def test_a_person_is_announced_with_name_roles_and_centres(house: House) -> None:
    added = await house.add(Role.ASSESSOR, house.centre, house.other_centre)
    event = house.runner.events[-1]
    assert (event.type, event.change, event.version) == ("identity.person.changed.v1", "created", 1)
    data = event.data.model_dump(mode="json")
    assert data["id"] == added.id
    assert data["display_name"] == "Tom Evans"
    centres = [house.centre, house.other_centre]
    assert data["roles"] == [{"role": "assessor", "centre_ids": centres, "permission_set_id": None}]
    assert set(data["centre_ids"]) == {house.centre, house.other_centre}


async def test_no_event_carries_user_name_or_password(house: House) -> None:
    await house.add(Role.ASSESSOR, user_name="tom.evans")
    said = " ".join(event.data.model_dump_json() for event in house.runner.events)
    assert "tom.evans" not in said
    assert "bridges" not in said


async def test_a_repeated_request_adds_one_person_with_one_account(house: House) -> None:
    adding = somebody(RoleGrant(Role.ASSESSOR, (house.centre,)), user_name="tom.evans")
    answers = [await house.runner.answer(add_person, adding, actor=house.admin, key="key") for _ in range(3)]
    assert [answer.replayed for answer in answers] == [False, True, True]
    assert len([a for a in house.runner.documents("accounts").values() if a["user_name"] == "tom.evans"]) == 1


async def test_a_taken_user_name_adds_nobody(house: House) -> None:
    people = len(house.runner.documents("people"))
    with pytest.raises(UserNameTaken):
        await house.add(Role.LEARNER, user_name="CARYS.morgan")
    assert len(house.runner.documents("people")) == people


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("too short", PasswordTooShort),
        ("tom and evans in the rain", PasswordContainsName),
        ("evans in the rain", PasswordContainsName),
    ],
)
async def test_a_weak_password_adds_nobody(house: House, text: str, refusal: type[Exception]) -> None:
    people = len(house.runner.documents("people"))
    adding = somebody(
        RoleGrant(Role.LEARNER, (house.centre,)), credentials=Credentials("tom.evans", a_password(text))
    )
    with pytest.raises(refusal):
        await house.runner.run(add_person, adding, actor=house.admin)
    assert len(house.runner.documents("people")) == people


@pytest.mark.parametrize("role", [Role.CENTRE_ADMIN, Role.BASIC_ADMIN])
async def test_centre_staff_add_people_at_their_own_centre_only(house: House, role: Role) -> None:
    actor = house.actor(role)
    here, elsewhere = RoleGrant(Role.LEARNER, (house.centre,)), RoleGrant(Role.LEARNER, (house.other_centre,))
    await house.runner.run(add_person, somebody(here), actor=actor)
    with pytest.raises(CentreNotFound):
        await house.runner.run(add_person, somebody(elsewhere), actor=actor)


async def test_a_centre_of_another_provider_is_not_found(house: House) -> None:
    with pytest.raises(CentreNotFound) as refused:
        await house.add(Role.LEARNER, "somebody-elses-centre")
    assert refused.value.field == "roles.0.centre_ids"


@pytest.mark.parametrize(
    "role", [Role.MASTER_ADMIN, Role.CENTRE_ADMIN, Role.BASIC_ADMIN, Role.CURRICULUM_MANAGER]
)
async def test_a_basic_admin_makes_no_administrators(house: House, role: Role) -> None:
    grant = RoleGrant(role, (house.centre,))
    with pytest.raises(RoleNotGrantable):
        await house.runner.run(add_person, somebody(grant), actor=house.actor(Role.BASIC_ADMIN))


async def test_a_centre_admin_makes_no_master_admin(house: House) -> None:
    with pytest.raises(RoleNotGrantable):
        await house.runner.run(
            add_person, somebody(RoleGrant(Role.MASTER_ADMIN)), actor=house.actor(Role.CENTRE_ADMIN)
        )


@pytest.mark.parametrize("role", [role for role in Role if role not in ADDERS])
async def test_nobody_else_adds_people(house: House, role: Role) -> None:
    grant = RoleGrant(Role.LEARNER, (house.centre,))
    with pytest.raises(Forbidden):
        await house.runner.run(add_person, somebody(grant), actor=house.actor(role))


async def test_an_accented_name_is_stored_to_be_found_without_its_accent(house: House) -> None:
    adding = somebody(RoleGrant(Role.LEARNER, (house.centre,)), given_name="Siân", family_name="Llŷr")
    added = await house.runner.run(add_person, adding, actor=house.admin)
    stored = house.runner.documents("people")[added.id]
    assert {"sian", "llyr"} <= set(stored["search"])
    assert stored["sort_name"] == "llyr sian"

from datetime import timedelta

import pytest

from chassis.errors import Forbidden, VersionChanged
from contracts.identity import AccessRevoked, PersonChanged
from contracts.words import Permission as PublishedPermission
from services.identity.domain.blocking import NotYourself
from services.identity.domain.errors import PersonNotFound
from services.identity.domain.permission_set import (
    ALWAYS,
    MEANINGS,
    MOST_HOLDERS,
    MOST_STATES,
    Permission,
    PermissionSet,
    PermissionSetHeld,
    PermissionSetRetired,
    TooManyHolders,
    set_state,
)
from services.identity.domain.person import Person
from services.identity.domain.roles import Role
from services.identity.handlers.permission_sets import (
    ChangeSet,
    DefineSet,
    GiveSet,
    RetireSet,
    change_set,
    define_set,
    give_set,
    retire_set,
)
from services.identity.handlers.signing_in import OpenSession, RenewSession, open_session, renew_session
from tests.identity.builders import NOW, PLATFORM_ADMIN, House, a_token

REPORTS = (Permission.RUN_REPORTS,)


@pytest.fixture
async def house() -> House:
    return await House.built()


async def defined(house: House, name: str = "Office") -> PermissionSet:
    found = await house.runner.run(define_set, DefineSet(name, REPORTS), actor=house.admin)
    assert isinstance(found, PermissionSet)
    return found


def version_of(house: House, collection: str, id: str) -> int:
    return int(house.runner.documents(collection)[id]["v"])


async def give(house: House, person: Person, set_id: str | None) -> None:
    giving = GiveSet(person.id, version_of(house, "people", person.id), set_id)
    await house.runner.run(give_set, giving, actor=house.admin)


async def change(house: House, set_id: str, name: str, *permissions: Permission) -> None:
    changing = ChangeSet(set_id, version_of(house, "permission_sets", set_id), name, permissions)
    await house.runner.run(change_set, changing, actor=house.admin)


def revoked(house: House) -> list[str]:
    return [one.data.person_id for one in house.runner.events if isinstance(one.data, AccessRevoked)]


def test_the_published_list_is_identitys_own_and_each_has_its_meaning() -> None:
    assert [one.value for one in PublishedPermission] == [one.value for one in Permission]
    assert list(MEANINGS) == list(Permission)


def test_booking_is_in_every_set() -> None:
    assert set_state("Nothing", (), by_id="sian", now=NOW).permissions == ALWAYS == {Permission.BOOK_SESSIONS}


def test_a_set_remembers_a_hundred_states() -> None:
    found = PermissionSet("set", "provider", set_state("0", (), by_id="sian", now=NOW))
    for number in range(1, MOST_STATES + 2):
        found = found.changed(set_state(str(number), (), by_id="sian", now=NOW))
    assert [len(found.before), found.before[0].name, found.state.name] == [MOST_STATES, "1", "101"]


async def test_a_given_set_is_announced_with_the_person_and_ends_no_session(house: House) -> None:
    office = await defined(house)
    manager = await house.add(Role.CUSTOM_MANAGER, user_name="tom.evans")
    opening = OpenSession("tom.evans", None, a_token(), "client")
    opened = await house.runner.run(open_session, opening, actor=PLATFORM_ADMIN)
    assert opened.permissions == ALWAYS
    await give(house, manager, office.id)
    announced = [one.data for one in house.runner.events if isinstance(one.data, PersonChanged)][-1]
    assert [grant.permission_set_id for grant in announced.roles] == [office.id]
    assert revoked(house) == [manager.id]
    renewing = RenewSession(a_token(), b"salt", "client", None, timedelta(seconds=10))
    renewed = await house.runner.run(renew_session, renewing, actor=PLATFORM_ADMIN)
    assert renewed.permissions == {Permission.BOOK_SESSIONS, Permission.RUN_REPORTS}


async def test_a_change_of_permissions_reaches_every_holder_and_a_new_name_nobody(house: House) -> None:
    office = await defined(house)
    holders = [await house.add(Role.CUSTOM_MANAGER) for _ in range(2)]
    for person in holders:
        await give(house, person, office.id)
    before = len(revoked(house))
    await change(house, office.id, "Front office", *REPORTS)
    assert len(revoked(house)) == before
    await change(house, office.id, "Front office")
    assert sorted(revoked(house)[before:]) == sorted(person.id for person in holders)


async def test_giving_the_same_again_changes_nothing(house: House) -> None:
    office = await defined(house)
    manager = await house.add(Role.CUSTOM_MANAGER)
    await give(house, manager, office.id)
    before = len(house.runner.events)
    await give(house, manager, office.id)
    assert len(house.runner.events) == before


async def test_nobody_retires_what_is_being_given(house: House) -> None:
    office = await defined(house)
    manager = await house.add(Role.CUSTOM_MANAGER)
    seen = version_of(house, "permission_sets", office.id)
    await give(house, manager, office.id)
    with pytest.raises(VersionChanged):
        await house.runner.run(retire_set, RetireSet(office.id, seen), actor=house.admin)
    with pytest.raises(PermissionSetHeld):
        await house.runner.run(retire_set, RetireSet(office.id, seen + 1), actor=house.admin)
    await give(house, manager, None)
    await house.runner.run(retire_set, RetireSet(office.id, seen + 2), actor=house.admin)
    with pytest.raises(PermissionSetRetired):
        await change(house, office.id, "Office", *REPORTS)


async def test_no_more_hold_a_set_than_a_change_can_reach(house: House) -> None:
    office = await defined(house)
    for number in range(MOST_HOLDERS):
        house.runner.documents("people")[str(number)] = {
            **house.runner.documents("people")[house.admin.person_id],
            "_id": str(number),
            "permission_set_id": office.id,
        }
    with pytest.raises(TooManyHolders):
        await give(house, await house.add(Role.CUSTOM_MANAGER), office.id)


async def test_who_decides_about_permissions(house: House) -> None:
    office = await defined(house)
    manager = await house.add(Role.CUSTOM_MANAGER)
    elsewhere = await house.add(Role.CUSTOM_MANAGER, house.other_centre)
    giving = GiveSet(manager.id, 1, office.id)
    for role in (Role.CENTRE_ADMIN, Role.BASIC_ADMIN, Role.CUSTOM_MANAGER):
        with pytest.raises(Forbidden):
            await house.runner.run(define_set, DefineSet("Mine", REPORTS), actor=house.actor(role))
        with pytest.raises(Forbidden):
            await house.runner.run(give_set, giving, actor=house.actor(role))
    here = house.actor(Role.MASTER_ADMIN)
    with pytest.raises(Forbidden):
        await house.runner.run(define_set, DefineSet("Mine", REPORTS), actor=here)
    with pytest.raises(PersonNotFound):
        await house.runner.run(give_set, GiveSet(elsewhere.id, 1, office.id), actor=here)
    own = house.actor(Role.MASTER_ADMIN, person_id=manager.id)
    with pytest.raises(NotYourself):
        await house.runner.run(give_set, giving, actor=own)
    await house.runner.run(give_set, giving, actor=here)

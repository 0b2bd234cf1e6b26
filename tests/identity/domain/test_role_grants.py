import pytest

from services.identity.domain.errors import (
    PersonBlocked,
    RoleNeedsCentre,
    RoleNotHeld,
    RoleTwice,
    TooManyCentres,
)
from services.identity.domain.person import PersonState
from services.identity.domain.roles import GRANTABLE_BY, PROVIDER_WIDE, Role, RoleGrant, checked_grants
from tests.identity.builders import a_person

ASSESSOR = RoleGrant(Role.ASSESSOR, ("newport",))
MASTER = RoleGrant(Role.MASTER_ADMIN)


def test_a_role_at_a_centre_reaches_that_centre_only() -> None:
    assert ASSESSOR.covers("newport")
    assert not ASSESSOR.covers("wrexham")


def test_a_master_admin_without_centres_reaches_all_of_them() -> None:
    assert MASTER.covers("newport")
    assert not RoleGrant(Role.MASTER_ADMIN, ("wrexham",)).covers("newport")


@pytest.mark.parametrize("role", [role for role in Role if role not in PROVIDER_WIDE])
def test_every_other_role_needs_a_centre(role: Role) -> None:
    with pytest.raises(RoleNeedsCentre) as refused:
        checked_grants([MASTER, RoleGrant(role)])
    assert refused.value.field == "roles.1.centre_ids"


def test_a_role_is_given_once() -> None:
    with pytest.raises(RoleTwice):
        checked_grants([ASSESSOR, RoleGrant(Role.ASSESSOR, ("wrexham",))])


def test_nobody_works_at_more_centres_than_an_event_lists() -> None:
    centres = tuple(f"centre-{number}" for number in range(40))
    others = tuple(f"other-{number}" for number in range(40))
    with pytest.raises(TooManyCentres):
        checked_grants([RoleGrant(Role.ASSESSOR, centres), RoleGrant(Role.IQA, others)])


def test_nobody_may_give_the_platform_away() -> None:
    assert all(Role.PLATFORM_ADMIN not in grantable for grantable in GRANTABLE_BY.values())


def test_a_basic_admin_gives_no_administration() -> None:
    assert GRANTABLE_BY[Role.BASIC_ADMIN].isdisjoint(
        GRANTABLE_BY.keys() | {Role.CURRICULUM_MANAGER, Role.MANAGER}
    )


def test_somebody_comes_in_with_the_first_role_or_the_one_asked_for() -> None:
    person = a_person(ASSESSOR, RoleGrant(Role.IQA, ("wrexham",)))
    assert person.comes_in_as(None).role is Role.ASSESSOR
    assert person.comes_in_as(Role.IQA).centre_ids == ("wrexham",)


def test_a_role_not_held_is_refused_with_those_that_are() -> None:
    with pytest.raises(RoleNotHeld) as refused:
        a_person(ASSESSOR).comes_in_as(Role.MASTER_ADMIN)
    assert refused.value.facts == {"roles": [Role.ASSESSOR]}


@pytest.mark.parametrize("state", [PersonState.PENDING, PersonState.BLOCKED, PersonState.ARCHIVED])
def test_only_an_active_person_comes_in(state: PersonState) -> None:
    with pytest.raises(PersonBlocked):
        a_person(ASSESSOR, state=state).comes_in_as(None)

"""The demo's people keep identity's rules; what the other services say of the demo shows when it is seeded."""

from datetime import date, timedelta

import pytest

from deploy.demo import provider as demo
from deploy.demo.founding import PASSWORD
from deploy.demo.seed import logins, working_day
from services.identity.domain.account import normalised_user_name
from services.identity.domain.passwords import NewPassword, check_password
from services.identity.tokens.breached import BreachedPasswords

EVERYBODY = (demo.CHIEF, *demo.STAFF, *demo.LEARNERS)


@pytest.mark.parametrize("person", EVERYBODY, ids=lambda person: person.user_name)
def test_everybody_may_have_the_demos_password(person: demo.Person) -> None:
    assert normalised_user_name(person.user_name) == person.user_name
    names = (person.given_name, person.family_name, person.user_name, demo.NAME)
    password = NewPassword(PASSWORD, "hash", breached=PASSWORD in BreachedPasswords())
    check_password(password, names=names)


def test_nobody_shares_an_address_or_a_user_name() -> None:
    assert len({person.email for person in EVERYBODY}) == len(EVERYBODY)
    assert len({person.user_name for person in EVERYBODY}) == len(EVERYBODY)


def test_assessor_and_iqa_hold_their_roles_where_they_are_allocated() -> None:
    for enrolment in demo.ENROLMENTS:
        for person in (enrolment.assessor, enrolment.iqa, enrolment.employer):
            assert person is None or enrolment.centre in person.centres, (enrolment, person)


def test_the_logins_show_every_kind_of_role_the_demo_has() -> None:
    assert {login["role"] for login in logins()} == {person.role for person in EVERYBODY}


def test_a_working_day_is_never_at_a_weekend() -> None:
    saturday = date(2026, 11, 21)
    assert working_day(saturday, 1) == date(2026, 11, 23)
    assert working_day(saturday, -1) == date(2026, 11, 20)
    days = [
        working_day(saturday + timedelta(days=n), ahead)
        for n in range(7)
        for ahead in (*range(-11, 0), *range(1, 12))
    ]
    assert all(day.weekday() < 5 for day in days)

"""Keeping employers' records."""

from typing import Any

import pytest

from chassis.errors import Forbidden, VersionChanged
from contracts.identity import EmployerChanged
from services.identity.domain.employer import (
    AddressOfLearner,
    Employer,
    EmployerMerged,
    EmployerNotFound,
    EmployerNumberTaken,
    MergedWithItself,
)
from services.identity.domain.errors import CentreNotFound
from services.identity.domain.roles import Role, RoleGrant
from services.identity.handlers.employers import (
    AddEmployer,
    ChangeEmployer,
    EmployerRecord,
    MergeEmployer,
    add_employer,
    change_employer,
    merge_employer,
)
from services.identity.handlers.people import add_person
from tests.identity.builders import House, somebody


@pytest.fixture
async def house() -> House:
    return await House.built()


def record(house: House, **changes: Any) -> EmployerRecord:
    details: dict[str, Any] = {
        "number": "118204377",
        "name": "Usk Valley Care",
        "centre_ids": (house.centre,),
        "larger_company": False,
        "domains": (),
        "recorded_emails": (),
        "workplaces": (),
        "contacts": (),
    }
    return EmployerRecord(**details | changes)


async def added(house: House, **changes: Any) -> Employer:
    employer = await house.runner.run(add_employer, AddEmployer(record(house, **changes)), actor=house.admin)
    assert isinstance(employer, Employer)
    return employer


async def test_an_employer_is_announced_with_what_its_word_is_recognised_by(house: House) -> None:
    await added(house, larger_company=True, domains=("@B.example",), recorded_emails=("A@b.example",))
    event = house.runner.events[-1]
    assert isinstance(event.data, EmployerChanged)
    assert (event.change, event.data.domains, event.data.recorded_emails) == (
        "created",
        ("b.example",),
        ("a@b.example",),
    )


async def test_an_identifier_is_one_of_its_kind_however_it_is_typed(house: House) -> None:
    first = await added(house)
    with pytest.raises(EmployerNumberTaken) as refused:
        await added(house, number="118 204 377")
    assert refused.value.facts == {"employer_id": first.id}


async def test_another_centres_employer_is_not_given_away(house: House) -> None:
    await added(house, centre_ids=(house.other_centre,))
    keeper = house.actor(Role.BASIC_ADMIN)
    with pytest.raises(EmployerNumberTaken) as refused:
        await house.runner.run(add_employer, AddEmployer(record(house)), actor=keeper)
    assert refused.value.facts == {}


async def test_a_learners_address_is_no_employers_word(house: House) -> None:
    learner = somebody(RoleGrant(Role.LEARNER, (house.centre,)), email="aled@example.org")
    await house.runner.run(add_person, learner, actor=house.admin)
    with pytest.raises(AddressOfLearner):
        await added(house, recorded_emails=("Aled@Example.org",))


async def test_centres_are_added_and_removed_by_who_reaches_them(house: House) -> None:
    employer = await added(house, centre_ids=(house.centre, house.other_centre))
    keeper = house.actor(Role.CENTRE_ADMIN)
    kept = ChangeEmployer(employer.id, record(house, centre_ids=employer.centre_ids, name="Usk Care"), 1)
    renamed = await house.runner.run(change_employer, kept, actor=keeper)
    assert renamed.name == "Usk Care"
    with pytest.raises(CentreNotFound):
        await house.runner.run(change_employer, ChangeEmployer(employer.id, record(house), 2), actor=keeper)


async def test_only_one_of_two_changes_from_the_same_version_is_made(house: House) -> None:
    employer = await added(house)
    change = ChangeEmployer(employer.id, record(house, name="Usk Care"), 1)
    await house.runner.run(change_employer, change, actor=house.admin)
    with pytest.raises(VersionChanged):
        await house.runner.run(change_employer, change, actor=house.admin)


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.BUSINESS_SUPPORT, Role.EMPLOYER_USER, Role.LEARNER])
async def test_other_roles_keep_no_employers(house: House, role: Role) -> None:
    with pytest.raises(Forbidden):
        await house.runner.run(add_employer, AddEmployer(record(house)), actor=house.actor(role))


async def test_a_record_that_was_merged_points_to_the_other_and_stays_as_it_is(house: House) -> None:
    twice = await added(house, recorded_emails=("a@b.example",))
    into = await added(house, number="118204378", name="Usk Valley Care Ltd")
    await house.runner.run(merge_employer, MergeEmployer(twice.id, into.id, 1), actor=house.admin)
    merged, kept = (event.data for event in house.runner.events[-2:])
    assert isinstance(merged, EmployerChanged)
    assert isinstance(kept, EmployerChanged)
    assert (merged.id, merged.merged_into_id) == (twice.id, into.id)
    assert (kept.id, kept.recorded_emails, kept.number) == (into.id, ("a@b.example",), "118204378")
    with pytest.raises(EmployerMerged) as refused:
        await house.runner.run(change_employer, ChangeEmployer(twice.id, record(house), 2), actor=house.admin)
    assert refused.value.facts == {"employer_id": into.id}


async def test_merging_takes_two_records_and_every_centre_of_both(house: House) -> None:
    one = await added(house, centre_ids=(house.centre, house.other_centre))
    two = await added(house, number="2")
    other = await added(house, number="3", centre_ids=(house.other_centre,))
    keeper = house.actor(Role.CENTRE_ADMIN)
    with pytest.raises(Forbidden):
        await house.runner.run(merge_employer, MergeEmployer(one.id, two.id, 1), actor=keeper)
    with pytest.raises(EmployerNotFound):
        await house.runner.run(merge_employer, MergeEmployer(two.id, other.id, 1), actor=keeper)
    with pytest.raises(MergedWithItself):
        await house.runner.run(merge_employer, MergeEmployer(two.id, two.id, 1), actor=keeper)

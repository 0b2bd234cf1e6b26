from datetime import date, timedelta

import pytest

from chassis.errors import Forbidden, VersionChanged
from services.identity.domain.errors import NotInThatRole, PersonNotFound, QualificationNotFound
from services.identity.domain.roles import Role
from services.identity.domain.staff_link import (
    AlreadyLinked,
    LinkEndsBeforeItBegins,
    Purpose,
    StaffLinkNotFound,
    StaffNotEligible,
)
from services.identity.handlers.enrolments import Allocate, allocate
from services.identity.handlers.staff_links import EndLink, LinkStaff, end_link, link_staff
from tests.identity.builders import NOW
from tests.identity.houses import Cohort

TODAY = NOW.date()


@pytest.fixture
async def house() -> Cohort:
    return await Cohort.staffed()


def linking(house: Cohort, person_id: str, **changes: object) -> LinkStaff:
    details: dict[str, object] = {
        "person_id": person_id,
        "qualification_id": house.qualification_id,
        "purpose": Purpose.DELIVER,
        "from_date": None,
        "until_date": None,
    }
    return LinkStaff(**details | changes)  # type: ignore[arg-type]


async def test_a_link_begins_on_the_day_it_is_at_the_provider(house: Cohort) -> None:
    person = await house.add(Role.ASSESSOR)
    link = await house.link(person.id, house.qualification_id, Role.ASSESSOR)
    assert (link.from_date, link.until_date) == (TODAY, None)


async def test_nobody_who_is_not_linked_is_allocated(house: Cohort) -> None:
    enrolment = await house.learner()
    stranger = await house.add(Role.ASSESSOR)
    with pytest.raises(StaffNotEligible) as refused:
        await house.runner.run(
            allocate, Allocate(enrolment.id, stranger.id, house.iqa.id, 1), actor=house.admin
        )
    assert (refused.value.field, refused.value.facts["person_id"]) == ("assessor_id", stranger.id)


async def test_being_linked_to_deliver_is_not_being_linked_to_quality_assure(house: Cohort) -> None:
    enrolment = await house.learner()
    other = await house.add(Role.IQA)
    with pytest.raises(StaffNotEligible) as refused:
        await house.runner.run(
            allocate, Allocate(enrolment.id, house.assessor.id, other.id, 1), actor=house.admin
        )
    assert refused.value.facts["purpose"] == "quality_assure"


async def test_an_ended_link_keeps_running_allocations_and_blocks_new_ones(house: Cohort) -> None:
    running, waiting = await house.learner(allocated=True), await house.learner()
    (stored,) = [
        one for one in house.runner.documents("staff_links").values() if one["person_id"] == house.assessor.id
    ]
    await house.runner.run(end_link, EndLink(stored["_id"], TODAY, 1), actor=house.admin)
    house.later(timedelta(days=1))
    new_iqa = await house.add_linked(Role.IQA, house.qualification_id)
    with pytest.raises(StaffNotEligible):
        await house.runner.run(
            allocate, Allocate(waiting.id, house.assessor.id, house.iqa.id, 1), actor=house.admin
        )
    kept = await house.runner.run(
        allocate, Allocate(running.id, house.assessor.id, new_iqa.id, 1), actor=house.admin
    )
    assert (kept.assessor_id, kept.iqa_id) == (house.assessor.id, new_iqa.id)


async def test_two_links_for_the_same_days_are_one_too_many(house: Cohort) -> None:
    with pytest.raises(AlreadyLinked):
        await house.link(house.assessor.id, house.qualification_id, Role.ASSESSOR)


async def test_a_link_may_follow_one_that_is_over(house: Cohort) -> None:
    person = await house.add(Role.ASSESSOR)
    first = await house.link(person.id, house.qualification_id, Role.ASSESSOR, until_date=TODAY)
    later = linking(house, person.id, from_date=TODAY + timedelta(days=1))
    second = await house.runner.run(link_staff, later, actor=house.admin)
    assert first.id != second.id


async def test_a_link_does_not_end_before_it_begins(house: Cohort) -> None:
    person = await house.add(Role.ASSESSOR)
    with pytest.raises(LinkEndsBeforeItBegins):
        await house.runner.run(
            link_staff, linking(house, person.id, until_date=date(2026, 11, 22)), actor=house.admin
        )


async def test_the_person_must_hold_the_role(house: Cohort) -> None:
    with pytest.raises(NotInThatRole):
        await house.runner.run(link_staff, linking(house, house.iqa.id), actor=house.admin)


async def test_what_is_not_there_is_not_linked(house: Cohort) -> None:
    with pytest.raises(PersonNotFound):
        await house.runner.run(link_staff, linking(house, "nobody"), actor=house.admin)
    unknown = linking(house, house.assessor.id, qualification_id="nothing")
    with pytest.raises(QualificationNotFound):
        await house.runner.run(link_staff, unknown, actor=house.admin)


async def test_a_link_is_ended_from_the_version_that_was_read(house: Cohort) -> None:
    person = await house.add(Role.ASSESSOR)
    link = await house.link(person.id, house.qualification_id, Role.ASSESSOR)
    with pytest.raises(VersionChanged):
        await house.runner.run(end_link, EndLink(link.id, TODAY, 7), actor=house.admin)


async def test_another_centre_neither_links_nor_ends(house: Cohort) -> None:
    person = await house.add(Role.ASSESSOR)
    link = await house.link(person.id, house.qualification_id, Role.ASSESSOR)
    elsewhere = house.actor(Role.CENTRE_ADMIN, house.other_centre)
    with pytest.raises(PersonNotFound):
        await house.runner.run(link_staff, linking(house, person.id), actor=elsewhere)
    with pytest.raises(StaffLinkNotFound):
        await house.runner.run(end_link, EndLink(link.id, TODAY, 1), actor=elsewhere)


@pytest.mark.parametrize(
    "role",
    [role for role in Role if role not in (Role.MASTER_ADMIN, Role.CENTRE_ADMIN, Role.AO_ADMIN)],
)
async def test_nobody_else_links_staff(house: Cohort, role: Role) -> None:
    person = await house.add(Role.ASSESSOR)
    with pytest.raises(Forbidden):
        await house.runner.run(link_staff, linking(house, person.id), actor=house.actor(role))

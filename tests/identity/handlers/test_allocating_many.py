from dataclasses import replace
from datetime import date, timedelta

import pytest

from chassis.errors import Forbidden
from services.identity.domain.allocation import (
    CoverEndsBeforeItBegins,
    EnrolmentsNotFound,
    NotAllocatable,
    NothingChanges,
    Place,
)
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.errors import SamePersonTwice
from services.identity.domain.roles import Role
from services.identity.domain.staff_link import StaffNotEligible
from services.identity.handlers.allocating import (
    AllocateMany,
    EndStandIn,
    HandOver,
    StandIn,
    allocate_many,
    end_stand_in,
    hand_over,
    stand_in,
)
from tests.identity.houses import Cohort

FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)


@pytest.fixture
async def house() -> Cohort:
    return await Cohort.staffed()


def allocation(house: Cohort, *enrolments: Enrolment) -> AllocateMany:
    return AllocateMany(
        house.qualification_id, tuple(one.id for one in enrolments), house.assessor.id, house.iqa.id
    )


def change(house: Cohort, to: str, *enrolments: Enrolment, place: Place = Place.ASSESSOR) -> HandOver:
    holder = house.assessor.id if place is Place.ASSESSOR else house.iqa.id
    return HandOver(place, house.qualification_id, holder, to, tuple(one.id for one in enrolments))


def cover(assessor_id: str, *enrolments: Enrolment) -> StandIn:
    return StandIn(tuple(one.id for one in enrolments), assessor_id, FRIDAY, MONDAY)


async def test_a_cohort_of_eight_is_allocated_in_one_go(house: Cohort) -> None:
    cohort = [await house.learner() for _ in range(8)]
    await house.runner.run(allocate_many, allocation(house, *cohort), actor=house.admin)
    assert [event.change for event in house.runner.events[-8:]] == ["allocated"] * 8
    for enrolment in cohort:
        stored = house.stored(enrolment)
        assert (stored["assessor_id"], stored["iqa_id"]) == (house.assessor.id, house.iqa.id)


async def test_one_who_stands_in_the_way_stops_all_and_is_named(house: Cohort) -> None:
    waiting, busy = await house.learner(), await house.learner(allocated=True)
    other = await house.learner(qualification_id=await house.hear_of_qualification())
    with pytest.raises(NotAllocatable) as refused:
        await house.runner.run(allocate_many, allocation(house, waiting, busy, other), actor=house.admin)
    learners = refused.value.facts["learners"]
    assert isinstance(learners, list)
    assert [(one["enrolment_id"], one["reason"]) for one in learners] == [
        (busy.id, "already_allocated"),
        (other.id, "other_qualification"),
    ]
    assert "Tom Evans has an assessor and an IQA already" in refused.value.detail
    assert house.stored(waiting)["assessor_id"] is None


async def test_a_learner_with_only_an_assessor_is_still_waiting(house: Cohort) -> None:
    enrolment = await house.learner()
    stored = house.stored(enrolment)
    assert stored["waits"] is True
    await house.runner.run(allocate_many, allocation(house, enrolment), actor=house.admin)
    assert house.stored(enrolment)["waits"] is False


async def test_enrolments_of_another_centre_are_not_there(house: Cohort) -> None:
    enrolment = await house.learner()
    elsewhere = house.actor(Role.CENTRE_ADMIN, house.other_centre)
    with pytest.raises(EnrolmentsNotFound) as refused:
        await house.runner.run(allocate_many, allocation(house, enrolment), actor=elsewhere)
    assert refused.value.facts["enrolment_ids"] == [enrolment.id]


async def test_nobody_is_assessor_and_iqa_of_many(house: Cohort) -> None:
    enrolment = await house.learner()
    both = replace(allocation(house, enrolment), iqa_id=house.assessor.id)
    with pytest.raises(SamePersonTwice):
        await house.runner.run(allocate_many, both, actor=house.admin)


async def test_two_of_three_learners_go_to_another_assessor(house: Cohort) -> None:
    first, second, third = [await house.learner(allocated=True) for _ in range(3)]
    other = await house.add_linked(Role.ASSESSOR, house.qualification_id)
    await house.runner.run(hand_over, change(house, other.id, first, second), actor=house.admin)
    assert [house.stored(one)["assessor_id"] for one in (first, second, third)] == [
        other.id,
        other.id,
        house.assessor.id,
    ]
    assert {house.stored(one)["iqa_id"] for one in (first, second, third)} == {house.iqa.id}


async def test_a_change_of_iqa_leaves_the_assessor(house: Cohort) -> None:
    enrolment = await house.learner(allocated=True)
    other = await house.add_linked(Role.IQA, house.qualification_id)
    command = change(house, other.id, enrolment, place=Place.IQA)
    (changed,) = await house.runner.run(hand_over, command, actor=house.admin)
    assert (changed.assessor_id, changed.iqa_id) == (house.assessor.id, other.id)


async def test_the_history_keeps_both_periods(house: Cohort) -> None:
    enrolment = await house.learner(allocated=True)
    other = await house.add_linked(Role.ASSESSOR, house.qualification_id)
    before = house.runner.now
    house.later(timedelta(days=30))
    (changed,) = await house.runner.run(hand_over, change(house, other.id, enrolment), actor=house.admin)
    assert [(p.person_id, p.from_at, p.until_at) for p in changed.history] == [
        (house.assessor.id, before, house.runner.now),
        (house.iqa.id, before, None),
        (other.id, house.runner.now, None),
    ]


async def test_learners_of_somebody_else_stay_with_them(house: Cohort) -> None:
    enrolment = await house.learner()
    other = await house.add_linked(Role.ASSESSOR, house.qualification_id)
    with pytest.raises(NotAllocatable) as refused:
        await house.runner.run(hand_over, change(house, other.id, enrolment), actor=house.admin)
    assert "is with somebody else" in refused.value.detail


async def test_learners_go_to_eligible_staff_only(house: Cohort) -> None:
    enrolment = await house.learner(allocated=True)
    stranger = await house.add(Role.ASSESSOR)
    with pytest.raises(StaffNotEligible) as refused:
        await house.runner.run(hand_over, change(house, stranger.id, enrolment), actor=house.admin)
    assert refused.value.field == "to_person_id"
    with pytest.raises(NothingChanges):
        await house.runner.run(hand_over, change(house, house.assessor.id, enrolment), actor=house.admin)


async def test_a_cover_is_announced_with_its_days(house: Cohort) -> None:
    enrolment = await house.learner(allocated=True)
    other = await house.add(Role.ASSESSOR)
    (covered,) = await house.runner.run(stand_in, cover(other.id, enrolment), actor=house.admin)
    assert house.changes()[-1] == ("identity.enrolment.changed.v1", "covered")
    assert [(c.assessor_id, c.from_date, c.until_date) for c in covered.covering] == [
        (other.id, FRIDAY, MONDAY)
    ]


async def test_a_cover_ends_early_or_never_begins(house: Cohort) -> None:
    enrolment = await house.learner(allocated=True)
    other = await house.add(Role.ASSESSOR)
    await house.runner.run(stand_in, cover(other.id, enrolment), actor=house.admin)
    ending = EndStandIn((enrolment.id,), other.id, FRIDAY)
    (ended,) = await house.runner.run(end_stand_in, ending, actor=house.admin)
    assert ended.covering[0].until_date == FRIDAY
    (gone,) = await house.runner.run(
        end_stand_in, replace(ending, last_day=FRIDAY - timedelta(days=1)), actor=house.admin
    )
    assert gone.covering == ()
    with pytest.raises(NotAllocatable):
        await house.runner.run(end_stand_in, ending, actor=house.admin)


async def test_who_looks_after_a_learner_does_not_cover_for_them(house: Cohort) -> None:
    enrolment = await house.learner(allocated=True)
    with pytest.raises(NotAllocatable) as refused:
        await house.runner.run(stand_in, cover(house.assessor.id, enrolment), actor=house.admin)
    learners = refused.value.facts["learners"]
    assert isinstance(learners, list)
    assert learners[0]["reason"] == "same_person_twice"


async def test_a_cover_does_not_end_before_it_begins(house: Cohort) -> None:
    enrolment = await house.learner(allocated=True)
    backwards = StandIn((enrolment.id,), house.iqa.id, MONDAY, FRIDAY)
    with pytest.raises(CoverEndsBeforeItBegins):
        await house.runner.run(stand_in, backwards, actor=house.admin)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.MASTER_ADMIN, Role.CENTRE_ADMIN)]
)
async def test_nobody_else_allocates_many(house: Cohort, role: Role) -> None:
    enrolment = await house.learner()
    for handler, command in (
        (allocate_many, allocation(house, enrolment)),
        (hand_over, change(house, house.iqa.id, enrolment)),
        (stand_in, cover(house.assessor.id, enrolment)),
        (end_stand_in, EndStandIn((enrolment.id,), house.assessor.id, FRIDAY)),
    ):
        with pytest.raises(Forbidden):
            await house.runner.run(handler, command, actor=house.actor(role))

from datetime import date, timedelta

import pytest

from chassis.actor import Actor
from chassis.errors import Forbidden
from contracts.identity import EnrolmentChanged, SampleDecided
from services.identity.domain.allocation import EnrolmentsNotFound, NotAllocatable
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.errors import CentreNotFound, PersonNotFound
from services.identity.domain.person import Person
from services.identity.domain.roles import Role
from services.identity.domain.sampling import (
    MOST_SAMPLES,
    NobodyChosen,
    SampleEndsBeforeItBegins,
    SampleIsOver,
    SampleTooLarge,
)
from services.identity.handlers.sampling import (
    Choice,
    GrantSample,
    WithdrawSample,
    grant_sample,
    withdraw_sample,
)
from tests.identity.houses import Cohort

TODAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


@pytest.fixture
async def house() -> Cohort:
    return await Cohort.staffed()


async def grant(
    house: Cohort, eqa: Person, *enrolments: Enrolment, until: date = FRIDAY, by: Actor | None = None
) -> None:
    choice = Choice(tuple(one.id for one in enrolments))
    await house.runner.run(grant_sample, GrantSample(eqa.id, until, choice), actor=by or house.admin)


def sampled(house: Cohort, enrolment: Enrolment) -> object:
    return house.stored(enrolment)["sampled"]


def said(house: Cohort) -> EnrolmentChanged:
    """What was said of an enrolment last."""
    return next(
        event.data for event in reversed(house.runner.events) if isinstance(event.data, EnrolmentChanged)
    )


def decided(house: Cohort) -> list[tuple[str, str, int, date | None]]:
    """What was said of decisions: change, who is told, about how many learners, until when."""
    return [
        (event.change, event.data.eqa_id, event.data.learner_count, event.data.until_date)
        for event in house.runner.events
        if isinstance(event.data, SampleDecided)
    ]


async def test_a_named_sample_is_granted_and_said(house: Cohort) -> None:
    eqa, first, second = await house.add(Role.EQA), await house.learner(), await house.learner()
    await grant(house, eqa, first, second)
    kept = [{"eqa_id": eqa.id, "from_date": "2026-11-23", "until_date": "2026-11-27"}]
    assert sampled(house, first) == sampled(house, second) == kept
    assert [event.change for event in house.runner.events[-3:]] == ["sampled", "sampled", "given"]
    assert [(one.eqa_id, one.until_date) for one in said(house).sampled] == [(eqa.id, FRIDAY)]


async def test_a_sample_may_begin_later_and_ends_no_sooner_than_it_begins(house: Cohort) -> None:
    eqa, learner = await house.add(Role.EQA), await house.learner()
    choice = Choice((learner.id,))
    planned = GrantSample(eqa.id, FRIDAY, choice, TODAY + timedelta(days=2))
    (enrolment,) = await house.runner.run(grant_sample, planned, actor=house.admin)
    reads = [enrolment.read_by(eqa.id, TODAY + timedelta(days=days)) for days in range(6)]
    assert reads == [False, False, True, True, True, False]
    too_short = GrantSample(eqa.id, TODAY, choice, FRIDAY)
    with pytest.raises(SampleEndsBeforeItBegins):
        await house.runner.run(grant_sample, too_short, actor=house.admin)
    await grant(house, eqa, learner)
    assert [one.from_date for one in said(house).sampled] == [TODAY]


async def test_a_later_word_replaces_the_last_day_and_what_is_over_is_forgotten(house: Cohort) -> None:
    eqa, other, learner = await house.add(Role.EQA), await house.add(Role.EQA), await house.learner()
    await grant(house, other, learner, until=TODAY)
    await grant(house, eqa, learner, until=TODAY + timedelta(days=2))
    house.later(timedelta(days=1))
    await grant(house, eqa, learner, until=FRIDAY)
    assert sampled(house, learner) == [
        {"eqa_id": eqa.id, "from_date": "2026-11-23", "until_date": "2026-11-27"}
    ]


async def test_a_decision_is_said_once_however_many_enrolments_and_not_when_nothing_changes(
    house: Cohort,
) -> None:
    eqa, first, other = await house.add(Role.EQA), await house.learner(), await house.learner()
    course = await house.hear_of_qualification()
    second = await house.learner(learner_id=first.learner_id, qualification_id=course)
    await grant(house, eqa, first, second)
    await grant(house, eqa, first, second)
    await grant(house, eqa, first, second, other)
    taking_back = WithdrawSample(eqa.id, Choice((second.id, other.id)))
    await house.runner.run(withdraw_sample, taking_back, actor=house.admin)
    assert decided(house) == [
        ("given", eqa.id, 1, FRIDAY),
        ("given", eqa.id, 1, FRIDAY),
        ("withdrawn", eqa.id, 2, None),
    ]


async def test_a_qualification_or_a_centre_means_whoever_is_there_now(house: Cohort) -> None:
    eqa, first, second = await house.add(Role.EQA), await house.learner(), await house.learner()
    by_course = GrantSample(eqa.id, FRIDAY, Choice(qualification_id=house.qualification_id))
    granted = await house.runner.run(grant_sample, by_course, actor=house.admin)
    assert {one.id for one in granted} == {first.id, second.id}
    taking_back = WithdrawSample(eqa.id, Choice(centre_id=house.centre))
    assert len(await house.runner.run(withdraw_sample, taking_back, actor=house.admin)) == 2
    assert sampled(house, first) == sampled(house, second) == [] == list(said(house).sampled)
    with pytest.raises(NobodyChosen):
        await house.runner.run(withdraw_sample, taking_back, actor=house.admin)


async def test_all_are_granted_or_none(house: Cohort) -> None:
    assessor, eqa, learner = await house.add(Role.ASSESSOR), await house.add(Role.EQA), await house.learner()
    before = len(house.runner.events)
    with pytest.raises(NotAllocatable) as refused:
        await grant(house, assessor, learner)
    assert refused.value.facts["learners"] == [
        {
            "enrolment_id": learner.id,
            "id": learner.learner_id,
            "name": "Tom Evans",
            "reason": "not_in_that_role",
        }
    ]
    choice = Choice((learner.id, "nothing"))
    with pytest.raises(EnrolmentsNotFound):
        await house.runner.run(grant_sample, GrantSample(eqa.id, FRIDAY, choice), actor=house.admin)
    taking_back = WithdrawSample(eqa.id, Choice((learner.id,)))
    with pytest.raises(NotAllocatable):
        await house.runner.run(withdraw_sample, taking_back, actor=house.admin)
    assert (sampled(house, learner), len(house.runner.events)) == ([], before)


async def test_no_more_than_ten_read_about_one_learner(house: Cohort) -> None:
    learner = await house.learner()
    eqas = [await house.add(Role.EQA) for _ in range(MOST_SAMPLES + 1)]
    for eqa in eqas[:-1]:
        await grant(house, eqa, learner)
    with pytest.raises(NotAllocatable):
        await grant(house, eqas[-1], learner)
    await grant(house, eqas[0], learner, until=FRIDAY + timedelta(days=1))


async def test_more_learners_than_go_in_one_go_are_refused(
    house: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.identity.handlers.sampling.LARGEST_SAMPLE", 1)
    eqa, _, _ = await house.add(Role.EQA), await house.learner(), await house.learner()
    everybody = GrantSample(eqa.id, FRIDAY, Choice(centre_id=house.centre))
    with pytest.raises(SampleTooLarge) as refused:
        await house.runner.run(grant_sample, everybody, actor=house.admin)
    assert refused.value.facts == {"found": 2}


async def test_only_the_administration_grants_at_its_centres_until_a_day_to_come(house: Cohort) -> None:
    eqa, learner = await house.add(Role.EQA), await house.learner()
    with pytest.raises(SampleIsOver):
        await grant(house, eqa, learner, until=TODAY - timedelta(days=1))
    for role in (Role.EQA, Role.IQA, Role.BASIC_ADMIN, Role.MANAGER):
        actor = Actor("somebody", house.provider_id, role.value, frozenset({house.centre}))
        with pytest.raises(Forbidden):
            await grant(house, eqa, learner, by=actor)
    there = Actor("somebody", house.provider_id, Role.CENTRE_ADMIN.value, frozenset({house.other_centre}))
    with pytest.raises(PersonNotFound):
        await grant(house, eqa, learner, by=there)
    elsewhere = WithdrawSample(eqa.id, Choice(centre_id=house.centre))
    with pytest.raises(CentreNotFound):
        await house.runner.run(withdraw_sample, elsewhere, actor=there)

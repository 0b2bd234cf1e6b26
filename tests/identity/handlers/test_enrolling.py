from datetime import timedelta

import pytest

from chassis.errors import Forbidden, NotKnownYet, VersionChanged
from chassis.ids import fresh_id, moment_of
from contracts.identity import EnrolmentChanged
from services.identity.consumers import SUBSCRIPTIONS
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.errors import (
    AlreadyEnrolled,
    CentreNotFound,
    EnrolmentNotFound,
    NotInThatRole,
    PersonNotFound,
    QualificationNotFound,
    QualificationRetired,
    SamePersonTwice,
)
from services.identity.domain.roles import Role
from services.identity.handlers.enrolments import Allocate, Enrol, allocate, enrol
from tests.identity.builders import House, a_qualification


class Staffed(House):
    """A house with a learner, an assessor, an IQA and a qualification."""

    learner_id: str
    assessor_id: str
    iqa_id: str
    qualification_id: str

    async def staff(self) -> None:
        self.qualification_id = await self.hear_of_qualification()
        self.learner_id = (await self.add(Role.LEARNER)).id
        self.assessor_id = (await self.add_linked(Role.ASSESSOR, self.qualification_id)).id
        self.iqa_id = (await self.add_linked(Role.IQA, self.qualification_id)).id

    def enrolling(self, **changes: str | None) -> Enrol:
        details = {
            "learner_id": self.learner_id,
            "centre_id": self.centre,
            "qualification_id": self.qualification_id,
            "assessor_id": None,
            "iqa_id": None,
            "employer_id": None,
        }
        return Enrol(**details | changes)  # type: ignore[arg-type]

    async def enrolled(self, **changes: str | None) -> Enrolment:
        enrolment = await self.runner.run(enrol, self.enrolling(**changes), actor=self.admin)
        assert isinstance(enrolment, Enrolment)
        return enrolment

    def allocating(self, enrolment: Enrolment, *, version: int = 1, **changes: str) -> Allocate:
        details = {"assessor_id": self.assessor_id, "iqa_id": self.iqa_id} | changes
        return Allocate(enrolment.id, version=version, **details)


@pytest.fixture
async def house() -> Staffed:
    house = await Staffed.built()
    assert isinstance(house, Staffed)
    await house.staff()
    return house


async def test_a_learner_is_enrolled_and_waits_for_allocation(house: Staffed) -> None:
    enrolment = await house.enrolled()
    assert (enrolment.assessor_id, enrolment.iqa_id) == (None, None)
    assert house.changes()[-1] == ("identity.enrolment.changed.v1", "created")


async def test_an_allocation_is_announced_to_everyone_it_concerns(house: Staffed) -> None:
    enrolment = await house.enrolled()
    await house.runner.run(allocate, house.allocating(enrolment), actor=house.admin)
    event = house.runner.events[-1]
    assert (event.change, event.version) == ("allocated", 2)
    assert isinstance(event.data, EnrolmentChanged)
    assert event.data.concerns == (house.learner_id, house.assessor_id, house.iqa_id)
    assert (event.data.assessor_id, event.data.iqa_id) == (house.assessor_id, house.iqa_id)


async def test_a_learner_may_be_enrolled_with_everyone_at_once(house: Staffed) -> None:
    employer = await house.add(Role.EMPLOYER_USER)
    enrolment = await house.enrolled(
        assessor_id=house.assessor_id, iqa_id=house.iqa_id, employer_id=employer.id
    )
    assert enrolment.employer_id == employer.id


async def test_only_one_of_two_changes_from_the_same_version_is_made(house: Staffed) -> None:
    enrolment = await house.enrolled()
    await house.runner.run(allocate, house.allocating(enrolment), actor=house.admin)
    with pytest.raises(VersionChanged) as refused:
        await house.runner.run(allocate, house.allocating(enrolment), actor=house.admin)
    assert refused.value.facts == {"current_version": 2}


async def test_the_assessor_is_changed_and_the_iqa_stays(house: Staffed) -> None:
    enrolment = await house.enrolled(assessor_id=house.assessor_id, iqa_id=house.iqa_id)
    another = await house.add_linked(Role.ASSESSOR, house.qualification_id)
    changed = await house.runner.run(
        allocate, house.allocating(enrolment, assessor_id=another.id), actor=house.admin
    )
    assert (changed.assessor_id, changed.iqa_id) == (another.id, house.iqa_id)


async def test_a_learner_is_on_a_qualification_once(house: Staffed) -> None:
    first = await house.enrolled()
    with pytest.raises(AlreadyEnrolled) as refused:
        await house.enrolled()
    assert refused.value.facts == {"enrolment_id": first.id}


async def test_a_repeated_request_enrols_once(house: Staffed) -> None:
    answers = [
        await house.runner.answer(enrol, house.enrolling(), actor=house.admin, key="key") for _ in range(2)
    ]
    assert [answer.replayed for answer in answers] == [False, True]


async def test_a_qualification_is_asked_for_again_while_it_may_be_on_its_way(house: Staffed) -> None:
    unheard_of = fresh_id()
    made_at = moment_of(unheard_of)
    assert made_at is not None
    house.runner.now = made_at + timedelta(seconds=5)
    with pytest.raises(NotKnownYet):
        await house.enrolled(qualification_id=unheard_of)
    house.runner.now = made_at + timedelta(minutes=2)
    with pytest.raises(QualificationNotFound):
        await house.enrolled(qualification_id=unheard_of)


async def test_a_retired_qualification_takes_nobody_new(house: Staffed) -> None:
    retired = await house.hear_of_qualification(active=False)
    with pytest.raises(QualificationRetired):
        await house.enrolled(qualification_id=retired)


async def test_older_news_of_a_qualification_changes_nothing(house: Staffed) -> None:
    newer = a_qualification(house.provider_id, version=5, active=False)
    older = a_qualification(house.provider_id, id=newer.data.id, version=4)
    await house.runner.hear(SUBSCRIPTIONS, newer, older, newer)
    stored = house.runner.documents("qualifications")[newer.data.id]
    assert (stored["v"], stored["active"]) == (5, False)


async def test_another_providers_qualification_is_not_found(house: Staffed) -> None:
    foreign = a_qualification("another-provider", id="foreign")
    await house.runner.hear(SUBSCRIPTIONS, foreign)
    with pytest.raises(QualificationNotFound):
        await house.enrolled(qualification_id="foreign")


async def test_the_learner_must_be_one_at_that_centre(house: Staffed) -> None:
    with pytest.raises(NotInThatRole) as refused:
        await house.enrolled(centre_id=house.other_centre)
    assert refused.value.field == "learner_id"
    with pytest.raises(NotInThatRole):
        await house.enrolled(learner_id=house.assessor_id)


async def test_unknown_people_are_not_found(house: Staffed) -> None:
    with pytest.raises(PersonNotFound) as refused:
        await house.enrolled(assessor_id="nobody")
    assert refused.value.field == "assessor_id"


async def test_nobody_takes_both_places(house: Staffed) -> None:
    with pytest.raises(SamePersonTwice):
        await house.enrolled(assessor_id=house.assessor_id, iqa_id=house.assessor_id)


@pytest.mark.parametrize("role", [Role.CENTRE_ADMIN, Role.BASIC_ADMIN])
async def test_centre_staff_enrol_at_their_own_centre(house: Staffed, role: Role) -> None:
    await house.runner.run(enrol, house.enrolling(), actor=house.actor(role))
    with pytest.raises(CentreNotFound):
        await house.runner.run(enrol, house.enrolling(), actor=house.actor(role, house.other_centre))


async def test_somebody_of_another_centre_is_not_found_by_centre_staff(house: Staffed) -> None:
    stranger = await house.add(Role.LEARNER, house.other_centre)
    with pytest.raises(PersonNotFound):
        await house.runner.run(
            enrol, house.enrolling(learner_id=stranger.id), actor=house.actor(Role.CENTRE_ADMIN)
        )


async def test_a_basic_admin_enrols_but_does_not_allocate(house: Staffed) -> None:
    actor = house.actor(Role.BASIC_ADMIN)
    with pytest.raises(Forbidden):
        await house.runner.run(enrol, house.enrolling(assessor_id=house.assessor_id), actor=actor)
    enrolment = await house.runner.run(enrol, house.enrolling(), actor=actor)
    with pytest.raises(Forbidden):
        await house.runner.run(allocate, house.allocating(enrolment), actor=actor)


async def test_an_enrolment_of_another_centre_is_not_found(house: Staffed) -> None:
    enrolment = await house.enrolled()
    for role in (Role.CENTRE_ADMIN, Role.BASIC_ADMIN, Role.MANAGER):
        with pytest.raises(EnrolmentNotFound):
            await house.runner.run(
                allocate, house.allocating(enrolment), actor=house.actor(role, house.other_centre)
            )


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.MASTER_ADMIN, Role.CENTRE_ADMIN)]
)
async def test_nobody_else_allocates(house: Staffed, role: Role) -> None:
    enrolment = await house.enrolled()
    with pytest.raises(Forbidden):
        await house.runner.run(allocate, house.allocating(enrolment), actor=house.actor(role))

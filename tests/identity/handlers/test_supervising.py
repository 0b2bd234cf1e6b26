"""Saying who supervises a learner at work."""

from datetime import date
from typing import Any

import pytest

from chassis.errors import Forbidden, VersionChanged
from contracts.identity import SupervisionChanged
from services.identity.domain.employer import EmployerMerged, EmployerNotFound
from services.identity.domain.errors import NotInThatRole, PersonNotFound
from services.identity.domain.roles import Role
from services.identity.domain.supervision import Relation
from services.identity.handlers.employers import (
    AddEmployer,
    EmployerRecord,
    MergeEmployer,
    add_employer,
    merge_employer,
)
from services.identity.handlers.supervision import (
    AppointSupervisor,
    EndSupervisor,
    TakeSupervisorBack,
    appoint_supervisor,
    end_supervisor,
    take_supervisor_back,
)
from tests.identity.builders import House


class Workplace(House):
    """A house with a learner, somebody who can supervise them, and an employer."""

    learner_id: str
    manager_id: str
    employer_id: str

    async def staff(self) -> None:
        self.learner_id = (await self.add(Role.LEARNER)).id
        self.manager_id = (await self.add(Role.EMPLOYER_USER)).id
        self.employer_id = await self.employer("1", self.centre)

    async def employer(self, number: str, centre_id: str) -> str:
        record = EmployerRecord(number, f"Employer {number}", (centre_id,), False, (), (), (), ())
        return str((await self.runner.run(add_employer, AddEmployer(record), actor=self.admin)).id)

    def appointing(self, first: date = date(2026, 9, 1), **changes: Any) -> AppointSupervisor:
        details: dict[str, Any] = {
            "learner_id": self.learner_id,
            "person_id": self.manager_id,
            "employer_id": self.employer_id,
            "relation": Relation.LINE_MANAGER,
            "from_date": first,
            "until_date": None,
        }
        return AppointSupervisor(**details | changes)


@pytest.fixture
async def house() -> Workplace:
    house = await Workplace.built()
    await house.staff()
    return house


async def test_everybody_hears_the_whole_list_of_days(house: Workplace) -> None:
    other = (await house.add(Role.EMPLOYER_USER)).id
    await house.runner.run(appoint_supervisor, house.appointing(), actor=house.admin)
    second = house.appointing(date(2027, 3, 2), person_id=other)
    await house.runner.run(appoint_supervisor, second, actor=house.actor(Role.BASIC_ADMIN))
    event = house.runner.events[-1]
    assert isinstance(event.data, SupervisionChanged)
    assert (event.version, event.data.id, event.data.concerns) == (
        2,
        house.learner_id,
        (house.learner_id, house.manager_id, other),
    )
    assert [(one.person_id, one.from_date, one.until_date) for one in event.data.supervisors] == [
        (house.manager_id, date(2026, 9, 1), date(2027, 3, 1)),
        (other, date(2027, 3, 2), None),
    ]


async def test_who_supervises_is_known_as_an_employer_at_the_learners_centre(house: Workplace) -> None:
    assessor = (await house.add(Role.ASSESSOR)).id
    elsewhere = (await house.add(Role.EMPLOYER_USER, house.other_centre)).id
    for person_id in (assessor, elsewhere):
        with pytest.raises(NotInThatRole):
            await house.runner.run(
                appoint_supervisor, house.appointing(person_id=person_id), actor=house.admin
            )


async def test_the_employer_is_one_the_centre_works_with_and_stands_alone(house: Workplace) -> None:
    keeper = house.actor(Role.CENTRE_ADMIN)
    elsewhere = house.appointing(employer_id=await house.employer("2", house.other_centre))
    with pytest.raises(EmployerNotFound):
        await house.runner.run(appoint_supervisor, elsewhere, actor=keeper)
    other = await house.employer("3", house.centre)
    await house.runner.run(merge_employer, MergeEmployer(house.employer_id, other, 1), actor=house.admin)
    with pytest.raises(EmployerMerged) as refused:
        await house.runner.run(appoint_supervisor, house.appointing(), actor=keeper)
    assert refused.value.facts == {"employer_id": other}


async def test_only_keepers_of_the_learners_centre_say_it_and_only_of_learners(house: Workplace) -> None:
    for role in (Role.ASSESSOR, Role.EMPLOYER_USER, Role.MANAGER):
        with pytest.raises(Forbidden):
            await house.runner.run(appoint_supervisor, house.appointing(), actor=house.actor(role))
    elsewhere = house.actor(Role.CENTRE_ADMIN, house.other_centre)
    for learner_id, actor in ((house.learner_id, elsewhere), (house.manager_id, house.admin)):
        with pytest.raises(PersonNotFound):
            await house.runner.run(appoint_supervisor, house.appointing(learner_id=learner_id), actor=actor)


async def test_a_period_is_ended_or_taken_back_from_the_version_that_was_read(house: Workplace) -> None:
    found = await house.runner.run(appoint_supervisor, house.appointing(), actor=house.admin)
    (one,) = found.supervisors
    ending = EndSupervisor(house.learner_id, one.id, date(2026, 12, 31), 1)
    ended = await house.runner.run(end_supervisor, ending, actor=house.admin)
    assert ended.on(date(2027, 1, 1)) is None
    with pytest.raises(VersionChanged):
        await house.runner.run(end_supervisor, ending, actor=house.admin)
    taking_back = TakeSupervisorBack(house.learner_id, one.id, 2)
    assert (await house.runner.run(take_supervisor_back, taking_back, actor=house.admin)).supervisors == ()
    assert [change for _, change in house.changes()[-3:]] == ["appointed", "ended", "taken_back"]

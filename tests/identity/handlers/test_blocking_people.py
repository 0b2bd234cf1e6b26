from datetime import timedelta

import pytest

from chassis.actor import Actor
from chassis.errors import Forbidden
from contracts.identity import AccessRevoked
from services.identity.domain.blocking import AlreadyBlocked, BlockedByCentre, NotBlocked, NotYourself
from services.identity.domain.errors import PersonBlocked, PersonNotFound, SessionEnded
from services.identity.domain.login_session import RefreshToken
from services.identity.domain.roles import Role, RoleGrant
from services.identity.handlers.blocking import (
    ActivatePerson,
    BlockPerson,
    activate_person,
    block_person,
)
from services.identity.handlers.people import add_person
from services.identity.handlers.signing_in import OpenSession, RenewSession, open_session, renew_session
from tests.identity.builders import PLATFORM_ADMIN, a_token, somebody
from tests.identity.houses import Cohort


@pytest.fixture
async def house() -> Cohort:
    return await Cohort.staffed()


def blocking(person_id: str) -> BlockPerson:
    return BlockPerson(person_id, "Did not come for six weeks.")


def assessor_of(house: Cohort) -> Actor:
    return house.actor(Role.ASSESSOR, person_id=house.assessor.id)


async def test_a_block_ends_every_session_and_tells_every_door(house: Cohort) -> None:
    learner = await house.add(Role.LEARNER, user_name="tom.evans")
    opening = OpenSession("tom.evans", None, a_token(), "client")
    await house.runner.run(open_session, opening, actor=PLATFORM_ADMIN)
    await house.runner.run(block_person, blocking(learner.id), actor=house.admin)
    revoked = house.runner.events[-1].data
    assert isinstance(revoked, AccessRevoked)
    assert (revoked.person_id, revoked.session_id, revoked.reason_code) == (learner.id, None, "blocked")
    renewing = RenewSession(RefreshToken(b"h" * 16, b"s" * 32), b"salt", "client", None, timedelta())
    with pytest.raises(SessionEnded):
        await house.runner.run(renew_session, renewing, actor=PLATFORM_ADMIN)
    with pytest.raises(PersonBlocked):
        await house.runner.run(open_session, opening, actor=PLATFORM_ADMIN)
    await house.runner.run(activate_person, ActivatePerson(learner.id), actor=house.admin)
    again = OpenSession("tom.evans", None, RefreshToken(b"i" * 16, b"s" * 32), "client")
    assert (await house.runner.run(open_session, again, actor=PLATFORM_ADMIN)).person.id == learner.id


async def test_a_blocked_learners_enrolments_are_marked_until_they_are_activated(house: Cohort) -> None:
    enrolment = await house.learner(allocated=True)
    await house.runner.run(block_person, blocking(enrolment.learner_id), actor=house.admin)
    assert house.stored(enrolment)["blocked"] is True
    activation = ActivatePerson(enrolment.learner_id)
    await house.runner.run(activate_person, activation, actor=house.admin)
    assert house.stored(enrolment)["blocked"] is False
    assert [change for _, change in house.changes()[-5:]] == [
        "blocked",
        "blocked",
        "revoked",
        "unblocked",
        "unblocked",
    ]


async def test_whoever_had_no_login_before_has_none_after_it(house: Cohort) -> None:
    learner = await house.add(Role.LEARNER)
    await house.runner.run(block_person, blocking(learner.id), actor=house.admin)
    activated = await house.runner.run(activate_person, ActivatePerson(learner.id), actor=house.admin)
    assert activated.state == "pending"


async def test_an_assessor_blocks_and_activates_the_own_learner(house: Cohort) -> None:
    enrolment = await house.learner(allocated=True)
    own = assessor_of(house)
    blocked = await house.runner.run(block_person, blocking(enrolment.learner_id), actor=own)
    assert blocked.block.by_role is Role.ASSESSOR
    await house.runner.run(activate_person, ActivatePerson(enrolment.learner_id), actor=own)


async def test_a_learner_of_somebody_else_is_not_theirs_to_block(house: Cohort) -> None:
    enrolment = await house.learner()
    with pytest.raises(Forbidden):
        await house.runner.run(block_person, blocking(enrolment.learner_id), actor=assessor_of(house))


async def test_the_centres_decision_is_not_lifted_by_an_assessor(house: Cohort) -> None:
    enrolment = await house.learner(allocated=True)
    own, activation = assessor_of(house), ActivatePerson(enrolment.learner_id)
    await house.runner.run(block_person, blocking(enrolment.learner_id), actor=own)
    await house.runner.run(block_person, blocking(enrolment.learner_id), actor=house.admin)
    with pytest.raises(BlockedByCentre):
        await house.runner.run(activate_person, activation, actor=own)
    await house.runner.run(activate_person, activation, actor=house.admin)


async def test_a_block_is_made_and_lifted_once(house: Cohort) -> None:
    learner = await house.add(Role.LEARNER)
    with pytest.raises(NotBlocked):
        await house.runner.run(activate_person, ActivatePerson(learner.id), actor=house.admin)
    await house.runner.run(block_person, blocking(learner.id), actor=house.admin)
    with pytest.raises(AlreadyBlocked):
        await house.runner.run(block_person, blocking(learner.id), actor=house.admin)


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.IQA])
async def test_the_centre_blocks_its_staff_and_assessors_do_not(house: Cohort, role: Role) -> None:
    staff = await house.add(role)
    with pytest.raises(Forbidden):
        await house.runner.run(block_person, blocking(staff.id), actor=assessor_of(house))
    centre = house.actor(Role.CENTRE_ADMIN)
    assert (await house.runner.run(block_person, blocking(staff.id), actor=centre)).state == "blocked"


async def test_an_assessor_does_not_block_a_learner_who_works_here_too(house: Cohort) -> None:
    grants = [RoleGrant(role, (house.centre,)) for role in (Role.LEARNER, Role.IQA)]
    both = await house.runner.run(add_person, somebody(*grants), actor=house.admin)
    await house.learner(learner_id=both.id, allocated=True)
    with pytest.raises(Forbidden):
        await house.runner.run(block_person, blocking(both.id), actor=assessor_of(house))


async def test_nobody_blocks_themselves_or_above_their_own_reach(house: Cohort) -> None:
    with pytest.raises(NotYourself):
        await house.runner.run(block_person, blocking(house.admin.person_id), actor=house.admin)
    with pytest.raises(Forbidden):
        await house.runner.run(
            block_person, blocking(house.admin.person_id), actor=house.actor(Role.CENTRE_ADMIN)
        )


async def test_another_centres_people_are_not_there(house: Cohort) -> None:
    learner = await house.add(Role.LEARNER)
    elsewhere = house.actor(Role.CENTRE_ADMIN, house.other_centre)
    with pytest.raises(PersonNotFound):
        await house.runner.run(block_person, blocking(learner.id), actor=elsewhere)

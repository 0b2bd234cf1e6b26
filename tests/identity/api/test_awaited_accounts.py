"""An account comes at once after the allocation; one that does not is found after a day (CE-15)."""

from datetime import UTC, datetime, timedelta

from prometheus_client import REGISTRY

from chassis.ids import fresh_id
from services.identity.documents import ENROLMENTS, PEOPLE, enrolment_state, person_state
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.person import PersonState
from services.identity.domain.roles import Role, RoleGrant
from services.identity.jobs import count_overdue_accounts
from services.identity.queries.awaited_accounts import overdue
from tests.identity.api.conftest import Identity
from tests.identity.builders import a_person

NOW = datetime.now(UTC)
A_DAY_AGO = NOW - timedelta(hours=24)
ASSESSOR = a_person(RoleGrant(Role.ASSESSOR, ("centre",)), id="assessor")
IQA = a_person(RoleGrant(Role.IQA, ("centre",)), id="iqa")


async def allocated(
    identity: Identity, provider_id: str, at: datetime, *, state: PersonState = PersonState.PENDING
) -> str:
    """A learner as the store has one whose news nobody heard: allocated then, and no account since."""
    learner = a_person(RoleGrant(Role.LEARNER, ("centre",)), id=fresh_id(), state=state)
    enrolment = Enrolment(fresh_id(), provider_id, learner.id, "centre", "course")
    waiting = enrolment.allocated(None, IQA).dated(at - timedelta(days=9))
    filled = waiting.allocated(ASSESSOR, IQA).dated(at)
    for collection, id, stored in (
        (PEOPLE, learner.id, person_state(learner)),
        (ENROLMENTS, enrolment.id, enrolment_state(filled)),
    ):
        document = {"_id": id, "provider_id": provider_id, "v": 1, **stored}
        await identity.kit.db[collection].insert_one(document)
    return learner.id


async def test_an_account_that_did_not_come_within_a_day_is_counted(identity: Identity) -> None:
    provider_id = (await identity.new_provider()).id
    late = await allocated(identity, provider_id, NOW - timedelta(hours=25))
    await allocated(identity, provider_id, NOW - timedelta(hours=23))
    await allocated(identity, provider_id, NOW - timedelta(hours=25), state=PersonState.ACTIVE)
    assert [one async for one in overdue(identity.kit.db, provider_id, A_DAY_AGO)] == [late]
    count = await count_overdue_accounts(identity.kit.db, NOW)
    assert count >= 1
    assert REGISTRY.get_sample_value("accounts_overdue") == count

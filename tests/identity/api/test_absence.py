"""Learners who have not signed in for as long as their provider has set are noted every morning (SA-66)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.ids import fresh_id
from services.identity.documents import ENROLMENTS, LAST_SIGN_INS, PEOPLE, enrolment_state, person_state
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.roles import Role, RoleGrant
from services.identity.jobs import note_the_away
from tests.identity.api.conftest import Identity
from tests.identity.builders import a_person

NOW = datetime.now(UTC).replace(microsecond=0)


async def learner(identity: Identity, provider_id: str, last_here: datetime | None) -> str:
    """A learner on one qualification; the id of the enrolment."""
    person = a_person(RoleGrant(Role.LEARNER, ("centre",)), id=fresh_id())
    enrolment = Enrolment(fresh_id(), provider_id, person.id, "centre", "course", assessor_id="assessor")
    stored: list[tuple[str, str, dict[str, Any]]] = [
        (PEOPLE, person.id, person_state(person)),
        (ENROLMENTS, enrolment.id, enrolment_state(enrolment)),
    ]
    if last_here:
        stored.append((LAST_SIGN_INS, person.id, {"at": last_here}))
    for collection, id, state in stored:
        await identity.kit.db[collection].insert_one({"_id": id, "provider_id": provider_id, "v": 1, **state})
    return enrolment.id


async def test_who_stays_away_is_noted_once_an_absence(identity: Identity) -> None:
    provider_id = (await identity.new_provider()).id
    a_while = NOW - timedelta(days=15)
    away = await learner(identity, provider_id, a_while)
    here = await learner(identity, provider_id, NOW - timedelta(days=13))
    never = await learner(identity, provider_id, None)

    async def noted() -> dict[str, tuple[datetime | None, int]]:
        found = identity.kit.db[ENROLMENTS].find({"provider_id": provider_id})
        return {one["_id"]: (one["learner_away_since"], one["v"]) async for one in found}

    for _ in range(2):
        await note_the_away(identity.kit, NOW)
        assert await noted() == {away: (a_while, 2), here: (None, 1), never: (None, 1)}
    await note_the_away(identity.kit, NOW + timedelta(days=2))
    assert (await noted())[here] == (NOW - timedelta(days=13), 2)

"""Learners who have not signed in for as long as their provider has set are noted every morning (SA-66)."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.ids import fresh_id
from services.identity.documents import (
    ENROLMENTS,
    LAST_SIGN_INS,
    PEOPLE,
    PROVIDERS,
    TRAININGS,
    enrolment_state,
    person_state,
)
from services.identity.documents.around_providers import settled_state
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.person import PersonState
from services.identity.domain.provider_settings import ProviderSettings, Rule, Settled
from services.identity.domain.roles import Role, RoleGrant
from services.identity.jobs import note_the_away
from tests.identity.api.conftest import Identity
from tests.identity.builders import a_person

NOW = datetime.now(UTC).replace(microsecond=0)


async def learner(
    identity: Identity,
    provider_id: str,
    last_here: datetime | None = None,
    *,
    invited_at: datetime | None = None,
    status: str | None = None,
) -> str:
    """A learner on one qualification; the id of the enrolment."""
    person_is = PersonState.ACTIVE if last_here else PersonState.PENDING
    person = a_person(RoleGrant(Role.LEARNER, ("centre",)), id=fresh_id(), state=person_is)
    enrolment = Enrolment(fresh_id(), provider_id, person.id, "centre", "course", assessor_id="assessor")
    stored: list[tuple[str, str, dict[str, Any]]] = [
        (PEOPLE, person.id, person_state(person)),
        (ENROLMENTS, enrolment.id, enrolment_state(enrolment)),
    ]
    if last_here or invited_at:
        stored.append((LAST_SIGN_INS, person.id, {"at": last_here, "invited_at": invited_at}))
    if status:
        stored.append((TRAININGS, enrolment.id, {"status": status}))
    for collection, id, state in stored:
        await identity.kit.db[collection].insert_one({"_id": id, "provider_id": provider_id, "v": 1, **state})
    return enrolment.id


async def noted(identity: Identity, provider_id: str) -> dict[str, tuple[datetime | None, int]]:
    """Since when the learner of which enrolment is said to be away, and its version."""
    found = identity.kit.db[ENROLMENTS].find({"provider_id": provider_id})
    return {one["_id"]: (one["learner_away_since"], one["v"]) async for one in found}


async def test_who_stays_away_is_noted_once_an_absence(identity: Identity) -> None:
    provider_id = (await identity.new_provider()).id
    a_while = NOW - timedelta(days=15)
    away = await learner(identity, provider_id, a_while)
    here = await learner(identity, provider_id, NOW - timedelta(days=13))
    invited = await learner(identity, provider_id, invited_at=a_while)
    never = await learner(identity, provider_id)

    for _ in range(2):
        await asyncio.gather(note_the_away(identity.kit, NOW, None), note_the_away(identity.kit, NOW, None))
        expected = {away: (a_while, 2), here: (None, 1), invited: (a_while, 2), never: (None, 1)}
        assert await noted(identity, provider_id) == expected
    await note_the_away(identity.kit, NOW + timedelta(days=2), None)
    assert (await noted(identity, provider_id))[here] == (NOW - timedelta(days=13), 2)


async def test_nobody_is_missed_who_is_not_expected(identity: Identity) -> None:
    provider = await identity.new_provider()
    long_ago = NOW - timedelta(days=90)
    for status in ("break_in_learning", "completed", "certificated", "withdrawn"):
        await learner(identity, provider.id, long_ago, status=status)
    expected = await learner(identity, provider.id, long_ago, status="in_training")

    async def days(number: int) -> None:
        settings = ProviderSettings(rules={Rule.INACTIVITY_DAYS: number})
        settled = Settled(NOW.date() - timedelta(days=2), settings, "admin", long_ago)
        said = {"settled": [settled_state(settled)]}
        await identity.kit.db[PROVIDERS].update_one({"_id": provider.id}, {"$set": said})

    await days(0)
    await note_the_away(identity.kit, NOW, None)
    assert {since for since, _ in (await noted(identity, provider.id)).values()} == {None}
    await days(80)
    await note_the_away(identity.kit, NOW, None)
    away = [id for id, (since, _) in (await noted(identity, provider.id)).items() if since]
    assert away == [expected]

"""Who should have an account by now: they are allocated, and it has not come (CE-15)."""

from collections.abc import AsyncIterator, Iterable
from datetime import datetime

from chassis.actor import PLATFORM
from chassis.mongo import Database, scoped
from chassis.tx import Document
from services.identity import documents
from services.identity.domain.person import PersonState

AT_A_TIME = 500


async def overdue(db: Database, provider_id: str, before: datetime) -> AsyncIterator[str]:
    """The provider's learners who got both places filled before a moment (UTC), can be written to, are kept out by
    nobody, and have no account.
    """
    pending = {"state": PersonState.PENDING.value, "email": {"$ne": None}, "roles.role": "learner"}
    batch: list[str] = []
    async for person in db[documents.PEOPLE].find(scoped(provider_id, pending), {"_id": 1}):
        batch.append(person["_id"])
        if len(batch) == AT_A_TIME:
            for learner_id in await _without(db, provider_id, batch, before):
                yield learner_id
            batch = []
    for learner_id in await _without(db, provider_id, batch, before):
        yield learner_id


async def _without(db: Database, provider_id: str, learner_ids: list[str], before: datetime) -> Iterable[str]:
    open_ones = {"waits": False, "archived": False, "blocked": False}
    theirs = db[documents.ENROLMENTS].find(
        scoped(provider_id, open_ones, learner_id={"$in": learner_ids}), {"learner_id": 1, "history": 1}
    )
    allocated = {one["learner_id"] async for one in theirs if _filled_at(one) < before}
    found = db[documents.ACCOUNTS].find(
        scoped(PLATFORM, {"memberships.person_id": {"$in": sorted(allocated)}}), {"memberships": 1}
    )
    with_account = {membership["person_id"] async for one in found for membership in one["memberships"]}
    return sorted(allocated - with_account)


def _filled_at(enrolment: Document) -> datetime:
    """When the last of its two places was first filled."""
    first: dict[str, datetime] = {}
    for period in enrolment["history"]:
        first.setdefault(period["place"], period["from_at"])
    return max(first.values())

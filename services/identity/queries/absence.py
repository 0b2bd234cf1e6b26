"""Who has not signed in for long."""

from collections.abc import AsyncIterator
from datetime import datetime

from chassis.mongo import Database, scoped
from services.identity import documents


async def away(db: Database, provider_id: str, before: datetime) -> AsyncIterator[str]:
    """The provider's people, staff among them, who were last here before a moment (UTC), or were invited before it and
    never came.
    """
    gone = {"$lt": before}
    wanted = scoped(provider_id, {"$or": [{"at": gone}, {"at": None, "invited_at": gone}]})
    async for last in db[documents.LAST_SIGN_INS].find(wanted, {"_id": 1}).sort("at", 1):
        yield last["_id"]


async def still_enrolled(db: Database, provider_id: str, person_ids: list[str]) -> list[str]:
    """Those of them who learn something here."""
    wanted = scoped(provider_id, {"archived": False, "blocked": False}, learner_id={"$in": person_ids})
    found = db[documents.ENROLMENTS].find(wanted, {"learner_id": 1})
    return sorted({enrolment["learner_id"] async for enrolment in found})

"""Which learners wait for an assessor or an IQA, and since when (CE-15)."""

from collections.abc import AsyncIterator
from datetime import datetime

from chassis.listing import WITHOUT_PLUMBING
from chassis.mongo import Database, scoped
from services.identity import documents
from services.identity.domain.enrolment import Enrolment


async def waiting_since_before(db: Database, provider_id: str, before: datetime) -> AsyncIterator[Enrolment]:
    """The provider's enrolments with an open place since before a moment (UTC), by centre; who is blocked waits for
    nothing.
    """
    wanted = scoped(provider_id, {"waits": True, "blocked": False})
    async for stored in db[documents.ENROLMENTS].find(wanted, WITHOUT_PLUMBING).sort("centre_id", 1):
        enrolment = documents.enrolment_from(stored)
        if enrolment.waits_since and enrolment.waits_since < before:
            yield enrolment

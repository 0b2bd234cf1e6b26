"""Free times on offer, for who is asked and for the assessor whose times they are."""

from datetime import datetime
from typing import Any

from chassis.actor import Actor
from chassis.errors import Forbidden
from chassis.mongo import Database, scoped
from services.scheduling import documents
from services.scheduling.schemas.offers import OfferOut

MOST = 100


async def offers(db: Database, actor: Actor, now: datetime) -> list[OfferOut]:
    """What a learner is asked about at a moment (UTC), or what becomes of an assessor's free times ahead.

    Raises `Forbidden` for everybody else.
    """
    whose: dict[str, Any]
    if actor.role == "learner":
        whose = {"waiting_for": actor.person_id}
    elif actor.role == "assessor":
        whose = {"assessor_id": actor.person_id, "asked.0": {"$exists": True}}
    else:
        raise Forbidden("Free times are offered to learners by their assessors.")
    query = scoped(actor.provider_id, whose, starts_at={"$gt": now})
    rows = await db[documents.OFFERS].find(query).sort("starts_at", 1).to_list(MOST)
    found = [documents.offer_from(row) for row in rows]
    if actor.role == "learner":
        found = [one for one in found if one.waiting_for and one.waiting_for.until > now]
    return [OfferOut.of(one) for one in found]

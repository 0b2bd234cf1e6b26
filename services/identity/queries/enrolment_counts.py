"""How many learners each assessor has, of those somebody may see."""

from datetime import datetime
from typing import Any

from chassis.actor import Actor
from chassis.mongo import Database, grouped
from services.identity import access, documents
from services.identity.queries import EnrolmentsSought, enrolments_sought
from services.identity.schemas.enrolments import AssessorCountOut, EnrolmentCountsOut

_EACH_LEARNER: dict[str, Any] = {"$group": {"_id": "$learner_id", "assessors": {"$addToSet": "$assessor_id"}}}
_COUNTED: dict[str, Any] = {
    "$facet": {
        "all": [{"$count": "learners"}],
        "by_assessor": [
            {"$unwind": "$assessors"},
            {"$group": {"_id": "$assessors", "learners": {"$sum": 1}}},
            {"$sort": {"learners": -1, "_id": 1}},
        ],
    }
}


async def enrolment_counts(
    db: Database, actor: Actor, sought: EnrolmentsSought, now: datetime
) -> EnrolmentCountsOut:
    """How many learners the enrolments have that a list of those sought would show, all together and of each assessor,
    most learners first; `now` is UTC. Raises Forbidden.
    """
    access.may_count_learners(actor)
    wanted = {"$and": await enrolments_sought(db, actor, sought, now)}
    (found,) = await grouped(
        db, documents.ENROLMENTS, actor.provider_id, wanted, _EACH_LEARNER, _COUNTED, seconds=8.0
    )
    return EnrolmentCountsOut(
        learners=sum(one["learners"] for one in found["all"]),
        assessors=[
            AssessorCountOut(assessor_id=one["_id"], learners=one["learners"]) for one in found["by_assessor"]
        ],
    )

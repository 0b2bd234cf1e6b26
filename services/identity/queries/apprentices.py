"""Whose enrolments an employer reads: the own apprentices', on the days they are supervised (G08, DR-113)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chassis.actor import Actor
from chassis.mongo import Database, scoped
from services.identity.documents import ENROLMENTS
from services.identity.documents.supervision import SUPERVISIONS, supervision_from


async def employed(db: Database, actor: Actor, today: date) -> Mapping[str, Any]:
    """The filter for enrolments of whom the actor supervises today. For learners whose supervisors nobody has dated,
    the enrolment's own word counts.
    """
    named = {"employer_id": actor.person_id, "archived": False}
    rows = db[ENROLMENTS].find(scoped(actor.provider_id, named), {"learner_id": 1})
    learner_ids = [row["learner_id"] async for row in rows]
    dated = db[SUPERVISIONS].find(
        scoped(
            actor.provider_id,
            {"$or": [{"supervisors.person_id": actor.person_id}, {"_id": {"$in": learner_ids}}]},
        )
    )
    supervisions = [supervision_from(one) async for one in dated]
    own = [
        one.learner_id
        for one in supervisions
        if (holder := one.on(today)) and holder.person_id == actor.person_id
    ]
    settled = [one.learner_id for one in supervisions if one.supervisors]
    undated = {"employer_id": actor.person_id, "learner_id": {"$nin": settled}}
    return {"archived": False, "$or": [{"learner_id": {"$in": own}}, undated]}

"""Where a learner's enrolments stand, as screens read it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from chassis.actor import Actor
from chassis.mongo import Database, scoped
from services.caseload import PORTFOLIO_USERS
from services.progression.access import sees_reasons
from services.progression.documents import (
    CENTRES,
    QUALIFICATIONS,
    TRAININGS,
    centre_from,
    qualification_from,
    training_from,
)
from services.progression.domain.training import Training
from services.progression.queries.learners import readable_learner
from services.progression.schemas import NamedOut, TrainingOut, TrainingsOut

T = TypeVar("T")


async def training(db: Database, actor: Actor, learner_id: str, now: datetime) -> TrainingsOut:
    """Every enrolment of the learner with its qualification, oldest first; `now` is UTC. Archived ones only for
    the centre's own staff (CE-53).

    Raises NotFound, NotKnownYet and Forbidden.
    """
    learner = await readable_learner(db, actor, learner_id, now)
    enrolments = [e for e in learner.enrolments if not e.archived or actor.role not in PORTFOLIO_USERS]

    async def known(collection: str, ids: set[str], read: Callable[[Mapping[str, Any]], T]) -> dict[str, T]:
        found = db[collection].find(scoped(actor.provider_id, _id={"$in": sorted(ids)}))
        return {document["_id"]: read(document) async for document in found}

    trainings = await known(TRAININGS, {e.id for e in enrolments}, training_from)
    qualifications = await known(QUALIFICATIONS, {e.qualification_id for e in enrolments}, qualification_from)
    centres = await known(CENTRES, {e.centre_id for e in enrolments}, centre_from)
    items = []
    for enrolment in sorted(enrolments, key=lambda enrolment: enrolment.id):
        centre = centres.get(enrolment.centre_id)
        items.append(
            TrainingOut.of(
                trainings.get(enrolment.id) or Training(enrolment.id, learner_id),
                qualifications.get(enrolment.qualification_id),
                NamedOut(id=enrolment.centre_id, name=centre.name if centre else None),
                archived=enrolment.archived,
                with_reasons=sees_reasons(actor),
            )
        )
    return TrainingsOut(learner_id=learner_id, items=items)

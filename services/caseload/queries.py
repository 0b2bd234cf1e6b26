"""What queries of a service ask the projections."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from chassis.actor import Actor
from chassis.errors import NotFound
from chassis.mongo import Database, scoped
from chassis.tx import not_known_yet
from services.caseload.documents import (
    ENROLMENTS,
    PEOPLE,
    SUPERVISIONS,
    enrolment_from,
    person_from,
    supervisors_from,
)
from services.caseload.model import Learner, Supervisor, local_day
from services.caseload.reach import EQA, reaches

MOST_ENROLMENTS = 100


async def learner_for(db: Database, actor: Actor, learner_id: str, now: datetime) -> Learner:
    """The learner a question is about, whoever asks: whether the actor may read on is for `access.py`. Somebody of a
    centre that shares an enrolment and reaches the learner in no other way gets no more than that (CE-30), and an
    external quality assurer no more than their sample of today (G06).

    Raises NotFound, and NotKnownYet for a learner so new that identity's word is still on its way.
    """
    provider_id = actor.provider_id
    person = await db[PEOPLE].find_one(scoped(provider_id, _id=learner_id))
    stored = await db[ENROLMENTS].find(scoped(provider_id, learner_id=learner_id)).to_list(MOST_ENROLMENTS)
    enrolments = tuple(enrolment_from(document) for document in stored)
    centre_ids = {enrolment.centre_id for enrolment in enrolments}
    if person:
        centre_ids |= person_from(person).learner_at
    if centre_ids or learner_id == actor.person_id:
        supervisors = await _supervisors(db, actor, learner_id)
        learner = Learner(learner_id, frozenset(centre_ids), enrolments, supervisors=supervisors)
        if actor.role == EQA:
            return learner.sampled_for(actor.person_id, local_day(now))
        whole = learner_id == actor.person_id or reaches(actor, centre_ids)
        return learner if whole else learner.shared_with(actor.centre_ids)
    absent = NotFound("There is no such learner.")
    raise absent if person else not_known_yet(learner_id, now) or absent


async def _supervisors(db: Database, actor: Actor, learner_id: str) -> tuple[Supervisor, ...]:
    """Who supervises the learner; looked up for employers only, for whom alone it matters."""
    if actor.role != "employer_user":
        return ()
    found = await db[SUPERVISIONS].find_one(scoped(actor.provider_id, _id=learner_id))
    return supervisors_from(found) if found else ()


def part_of(learner: Learner) -> dict[str, Any]:
    """The filter for the learner's part in something (`learner_id`, `enrolment_ids`), as far as they are shown."""
    only = {} if learner.only is None else {"enrolment_ids": {"$in": sorted(learner.only)}}
    return {"learner_id": learner.id} | only


async def names_of(db: Database, provider_id: str, person_ids: Collection[str]) -> dict[str, str]:
    """The names of the provider's people, as far as they are known."""
    found = db[PEOPLE].find(scoped(provider_id, _id={"$in": sorted(person_ids)}), {"name": 1})
    return {document["_id"]: document["name"] async for document in found}

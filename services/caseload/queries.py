"""What queries of a service ask the projections."""

from collections.abc import Collection, Mapping
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
from services.caseload.model import Enrolment, Learner, Supervisor, local_day
from services.caseload.reach import EQA, reaches

MOST_ENROLMENTS = 100


async def learner_for(db: Database, actor: Actor, learner_id: str, now: datetime) -> Learner:
    """The learner a question is about, whoever asks: whether the actor may read on is for `access.py`. Somebody of a
    centre that shares an enrolment and reaches the learner in no other way gets no more than that (CE-30), and an
    external quality assurer no more than their sample of today (G06).

    Raises NotFound, and NotKnownYet for a learner so new that identity's word is still on its way.
    """
    known = await learners_for(db, actor, [learner_id], now)
    if known:
        return known[0]
    absent = NotFound("There is no such learner.")
    person = await db[PEOPLE].find_one(scoped(actor.provider_id, _id=learner_id), {"_id": 1})
    raise absent if person else not_known_yet(learner_id, now) or absent


async def learners_for(
    db: Database, actor: Actor, learner_ids: Collection[str], now: datetime
) -> list[Learner]:
    """Those of these learners that are known, each as `learner_for` gives them, in as many questions as for one."""
    provider_id, wanted = actor.provider_id, {"$in": sorted(learner_ids)}
    people = {one["_id"]: one async for one in db[PEOPLE].find(scoped(provider_id, _id=wanted))}
    enrolments: dict[str, list[Enrolment]] = {}
    async for stored in db[ENROLMENTS].find(scoped(provider_id, learner_id=wanted)):
        enrolments.setdefault(stored["learner_id"], []).append(enrolment_from(stored))
    supervisors = await _supervisors(db, actor, wanted)
    found = []
    for id in learner_ids:
        theirs = tuple(enrolments.get(id, ())[:MOST_ENROLMENTS])
        centre_ids = frozenset(one.centre_id for one in theirs)
        if id in people:
            centre_ids |= person_from(people[id]).learner_at
        if centre_ids or id == actor.person_id:
            learner = Learner(id, centre_ids, theirs, supervisors=supervisors.get(id, ()))
            found.append(_shown_to(actor, learner, now))
    return found


def _shown_to(actor: Actor, learner: Learner, now: datetime) -> Learner:
    """The learner, or the part of them that the actor is shown."""
    if actor.role == EQA:
        return learner.sampled_for(actor.person_id, local_day(now))
    whole = learner.id == actor.person_id or reaches(actor, learner.centre_ids)
    return learner if whole else learner.shared_with(actor.centre_ids)


async def _supervisors(
    db: Database, actor: Actor, wanted: Mapping[str, Any]
) -> dict[str, tuple[Supervisor, ...]]:
    """Who supervises the learners; looked up for employers only, for whom alone it matters."""
    if actor.role != "employer_user":
        return {}
    found = db[SUPERVISIONS].find(scoped(actor.provider_id, _id=wanted))
    return {stored["_id"]: supervisors_from(stored) async for stored in found}


def part_of(learner: Learner) -> dict[str, Any]:
    """The filter for the learner's part in something (`learner_id`, `enrolment_ids`), as far as they are shown."""
    only = {} if learner.only is None else {"enrolment_ids": {"$in": sorted(learner.only)}}
    return {"learner_id": learner.id} | only


async def names_of(db: Database, provider_id: str, person_ids: Collection[str]) -> dict[str, str]:
    """The names of the provider's people, as far as they are known."""
    found = db[PEOPLE].find(scoped(provider_id, _id={"$in": sorted(person_ids)}), {"name": 1})
    return {document["_id"]: document["name"] async for document in found}

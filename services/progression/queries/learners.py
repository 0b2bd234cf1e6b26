"""The learner a question is about, and whether the actor may ask it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from chassis.actor import Actor
from chassis.errors import NotFound
from chassis.mongo import Database, scoped
from chassis.tx import not_known_yet
from services.progression.access import may_read_progress
from services.progression.documents import ENROLMENTS, PEOPLE, enrolment_from, person_from
from services.progression.domain.caseload import Learner

DAYS_IN = ZoneInfo("Europe/London")
"""The calendar a stand-in's first and last day are read in (X26)."""


async def readable_learner(db: Database, actor: Actor, learner_id: str, now: datetime) -> Learner:
    """The learner, when the actor may read their progress; `now` is UTC.

    Raises NotFound, NotKnownYet for a learner so new that identity's word is still on its way, and Forbidden.
    """
    learner = await _learner(db, actor, learner_id, now)
    may_read_progress(actor, learner, today=now.astimezone(DAYS_IN).date())
    return learner


async def names_of(db: Database, provider_id: str, person_ids: set[str]) -> dict[str, str]:
    """The names of the provider's people, as far as they are known."""
    found = db[PEOPLE].find(scoped(provider_id, _id={"$in": sorted(person_ids)}))
    return {document["_id"]: person_from(document).name async for document in found}


async def _learner(db: Database, actor: Actor, learner_id: str, now: datetime) -> Learner:
    provider_id = actor.provider_id
    person = await db[PEOPLE].find_one(scoped(provider_id, _id=learner_id))
    stored = await db[ENROLMENTS].find(scoped(provider_id, learner_id=learner_id)).to_list(100)
    enrolments = tuple(enrolment_from(document) for document in stored)
    centre_ids = {enrolment.centre_id for enrolment in enrolments}
    if person:
        centre_ids |= person_from(person).learner_at
    if centre_ids or learner_id == actor.person_id:
        return Learner(learner_id, frozenset(centre_ids), enrolments)
    absent = NotFound("There is no such learner.")
    raise absent if person else not_known_yet(learner_id, now) or absent

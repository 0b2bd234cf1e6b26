"""What screens read: the learning plan."""

from datetime import datetime
from zoneinfo import ZoneInfo

from chassis.actor import Actor
from chassis.errors import NotFound
from chassis.mongo import Database, scoped
from chassis.tx import not_known_yet
from services.reviews.access import Sight, plan_sight
from services.reviews.documents import (
    ENROLMENTS,
    PEOPLE,
    SESSIONS,
    enrolment_from,
    person_from,
    session_from,
)
from services.reviews.domain.caseload import Learner
from services.reviews.domain.plan import PlanEntry, plan_of
from services.reviews.domain.session import PlannedSession, PlanState
from services.reviews.schemas import PlanOut, PlanSessionOut, ReviewDateOut, ReviewDatesOut

DAYS_IN = ZoneInfo("Europe/London")
"""The calendar a stand-in's first and last day are read in (X26)."""

LONGEST_PLAN = 1000


async def learning_plan(
    db: Database, actor: Actor, learner_id: str, now: datetime
) -> PlanOut | ReviewDatesOut:
    """The learner's plan as far as the actor sees it; `now` is UTC.

    Raises NotFound, NotKnownYet for a learner so new that identity's word is still on its way, and Forbidden.
    """
    learner = await _learner(db, actor, learner_id, now)
    leads = actor.role == "assessor" and await _leads(db, actor, learner_id)
    sight = plan_sight(actor, learner, leads=leads, today=now.astimezone(DAYS_IN).date())
    entries = plan_of(learner_id, await _sessions(db, actor.provider_id, learner_id))
    if sight is Sight.REVIEW_DATES:
        reviews = [ReviewDateOut.of(entry) for entry in entries if _is_review(entry)]
        return ReviewDatesOut(view="review_dates", learner_id=learner_id, items=reviews)
    if sight is Sight.LED_SESSIONS:
        entries = [entry for entry in entries if entry.session.assessor_id == actor.person_id]
    names = await _names(db, actor.provider_id, {entry.session.assessor_id for entry in entries})
    items = [PlanSessionOut.of(entry, names.get(entry.session.assessor_id)) for entry in entries]
    return PlanOut(view="plan", learner_id=learner_id, items=items)


def _is_review(entry: PlanEntry) -> bool:
    return entry.session.kind == "review" and entry.state is not PlanState.CANCELLED


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


async def _leads(db: Database, actor: Actor, learner_id: str) -> bool:
    led = scoped(actor.provider_id, {"participants.learner_id": learner_id}, assessor_id=actor.person_id)
    return await db[SESSIONS].find_one(led, {"_id": 1}) is not None


async def _sessions(db: Database, provider_id: str, learner_id: str) -> list[PlannedSession]:
    found = db[SESSIONS].find(scoped(provider_id, {"participants.learner_id": learner_id}))
    return [session_from(document) for document in await found.sort("starts_at", 1).to_list(LONGEST_PLAN)]


async def _names(db: Database, provider_id: str, person_ids: set[str]) -> dict[str, str]:
    found = db[PEOPLE].find(scoped(provider_id, _id={"$in": sorted(person_ids)}))
    return {document["_id"]: person_from(document).name async for document in found}

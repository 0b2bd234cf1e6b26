"""What screens read: the learning plan, and what employers read of it."""

from collections.abc import Collection, Iterable
from datetime import datetime

from chassis.actor import Actor
from chassis.mongo import Database, scoped
from services.caseload import local_day
from services.caseload.queries import learner_for, learners_for, names_of
from services.reviews.access import Sight, employs, may_read_coming_reviews, plan_sight
from services.reviews.documents import (
    SESSIONS,
    session_from,
)
from services.reviews.domain.plan import PlanEntry, plan_of
from services.reviews.domain.session import PlannedSession, PlanState
from services.reviews.schemas import (
    ComingReviewOut,
    ComingReviewsOut,
    PlanOut,
    PlanSessionOut,
    ReviewDateOut,
    ReviewDatesOut,
)

LONGEST_PLAN = 1000
REVIEW = "review"


async def learning_plan(
    db: Database, actor: Actor, learner_id: str, now: datetime
) -> PlanOut | ReviewDatesOut:
    """The learner's plan as far as the actor sees it; `now` is UTC.

    Raises NotFound, NotKnownYet for a learner so new that identity's word is still on its way, and Forbidden.
    """
    learner = await learner_for(db, actor, learner_id, now)
    leads = actor.role == "assessor" and await _leads(db, actor, learner_id)
    sight = plan_sight(actor, learner, leads=leads, today=local_day(now))
    entries = plan_of(learner_id, await _sessions(db, actor.provider_id, learner_id))
    if sight is Sight.REVIEW_DATES:
        return ReviewDatesOut(view="review_dates", learner_id=learner_id, items=_review_dates(entries))
    if sight is Sight.LED_SESSIONS:
        entries = [entry for entry in entries if entry.session.assessor_id == actor.person_id]
    else:
        entries = [entry for entry in entries if learner.shows(entry.own.enrolment_ids)]
    names = await names_of(db, actor.provider_id, {entry.session.assessor_id for entry in entries})
    notes = sight is not Sight.WITHOUT_NOTES
    items = [PlanSessionOut.of(entry, names.get(entry.session.assessor_id), notes=notes) for entry in entries]
    return PlanOut(view="plan", learner_id=learner_id, items=items)


async def coming_reviews(
    db: Database, actor: Actor, learner_ids: Collection[str], now: datetime
) -> ComingReviewsOut:
    """The next review, or the one that runs, of each of these learners whom the actor employs and who has one; `now` is
    UTC. Raises Forbidden.
    """
    may_read_coming_reviews(actor)
    today = local_day(now)
    learners = await learners_for(db, actor, learner_ids, now)
    own = [one.id for one in learners if employs(actor, one, today)]
    coming = {"participants.learner_id": {"$in": own}, "kind": REVIEW, "ends_at": {"$gt": now}}
    sessions: dict[str, list[PlannedSession]] = {}
    async for document in db[SESSIONS].find(scoped(actor.provider_id, coming)):
        session = session_from(document)
        for part in session.participants:
            sessions.setdefault(part.learner_id, []).append(session)
    dates = ((id, _review_dates(plan_of(id, sessions.get(id, ())))) for id in own)
    return ComingReviewsOut(
        items=[ComingReviewOut(learner_id=id, review=theirs[0]) for id, theirs in dates if theirs]
    )


def _review_dates(entries: Iterable[PlanEntry]) -> list[ReviewDateOut]:
    """All that an employer reads of a plan."""
    return [
        ReviewDateOut.of(entry)
        for entry in entries
        if entry.session.kind == REVIEW and entry.state is not PlanState.CANCELLED
    ]


async def _leads(db: Database, actor: Actor, learner_id: str) -> bool:
    led = scoped(actor.provider_id, {"participants.learner_id": learner_id}, assessor_id=actor.person_id)
    return await db[SESSIONS].find_one(led, {"_id": 1}) is not None


async def _sessions(db: Database, provider_id: str, learner_id: str) -> list[PlannedSession]:
    found = db[SESSIONS].find(scoped(provider_id, {"participants.learner_id": learner_id}))
    return [session_from(document) for document in await found.sort("starts_at", 1).to_list(LONGEST_PLAN)]

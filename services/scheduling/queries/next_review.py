"""When a learner's next review is due and when it is planned, as people may read it."""

from datetime import date, datetime

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from chassis.mongo import Database, scoped
from services.caseload import CENTRE_STAFF, Learner, local_day, must_not_be_archived, reaches
from services.caseload.queries import learner_for, part_of
from services.scheduling import documents
from services.scheduling.domain.next_review import Clock, review_days, review_plan
from services.scheduling.domain.training import Training
from services.scheduling.domain.words import Kind
from services.scheduling.schemas.next_review import NextReviewOut

MOST_REVIEWS = 500


async def next_review(db: Database, actor: Actor, learner_id: str, now: datetime) -> NextReviewOut:
    """The learner's last held review, when the next is due, and the one that is planned (DR-74); `now` is UTC.

    Raises `NotFound`, `NotKnownYet` and `Forbidden`.
    """
    learner = await learner_for(db, actor, learner_id, now)
    _may_read(actor, learner, local_day(now))
    rows = (
        await db[documents.SESSIONS]
        .find(
            scoped(
                actor.provider_id, {"participants": {"$elemMatch": part_of(learner)}}, kind=Kind.REVIEW.value
            )
        )
        .sort("starts_at", -1)
        .to_list(MOST_REVIEWS)
    )
    nations = await _nations(db, actor.provider_id, learner)
    provider = await db[documents.PROVIDERS].find_one(scoped(actor.provider_id, _id=actor.provider_id))
    own = documents.settings_from(provider, now).review_interval_days if provider else None
    sessions = [documents.session_from(row) for row in rows]
    clock = Clock(review_days(nations, own), await _trainings(db, actor.provider_id, learner))
    return NextReviewOut.of(review_plan(learner_id, sessions, clock, now))


async def _trainings(db: Database, provider_id: str, learner: Learner) -> tuple[Training, ...]:
    """How the learner's enrolments stand that are in use."""
    running = [one.id for one in learner.enrolments if not one.archived]
    found = db[documents.TRAININGS].find(scoped(provider_id, _id={"$in": running}))
    known = {one["_id"]: documents.training_from(one) async for one in found}
    return tuple(known.get(id, Training()) for id in running)


async def _nations(db: Database, provider_id: str, learner: Learner) -> list[str | None]:
    """Whose rules hold for the learner: each enrolment's own nation, else its centre's."""
    running = [one for one in learner.enrolments if not one.archived]
    centre_ids = sorted({one.centre_id for one in running if not one.nation})
    centres = db[documents.CENTRES].find(scoped(provider_id, _id={"$in": centre_ids}))
    return [
        *sorted({one.nation for one in running if one.nation}),
        *[centre.get("nation") async for centre in centres],
    ]


def _may_read(actor: Actor, learner: Learner, today: date) -> None:
    """Who reads the learning plan, and the employer (12-permissions: own apprentices' review dates and places)."""
    must_not_be_archived(actor, learner)
    own = {
        "learner": actor.person_id == learner.id,
        "assessor": learner.assessed_by(actor.person_id, today),
        "employer_user": learner.employed_by(actor.person_id, today),
    }
    if own.get(actor.role):
        return
    if not reaches(actor, learner.centre_ids):
        raise NotFound("There is no such learner.")
    if actor.role not in CENTRE_STAFF:
        raise Forbidden(
            "This is read by the learner, their assessor, their employer and the staff of their centre."
        )

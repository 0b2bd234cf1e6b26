"""Reviews' routes."""

from chassis.http import Ask, Router, needs
from chassis.schemas import AboutId
from contracts.words import Permission
from services.reviews import queries
from services.reviews.schemas import PlanOut, ReviewDatesOut

router = Router(tags=["reviews"])


@router.get("/learners/{learner_id}/plan")
@needs(Permission.READ_PLANS)
async def learning_plan(learner_id: AboutId, ask: Ask) -> PlanOut | ReviewDatesOut:
    """The learning plan: every session in date order, with planning notes and this learner's own outcome.

    An employer gets the dates and places of the apprentice's reviews instead (`view: review_dates`).
    """
    return await queries.learning_plan(ask.db, ask.actor, learner_id, ask.now)

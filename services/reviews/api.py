"""Reviews' routes."""

from typing import Annotated

from fastapi import Query

from chassis.http import Ask, Router, needs
from chassis.paging import MAX_PAGE
from chassis.schemas import AboutId, Id
from contracts.words import Permission
from services.reviews import queries
from services.reviews.schemas import ComingReviewsOut, PlanOut, ReviewDatesOut

router = Router(tags=["reviews"])

Apprentices = Annotated[
    list[Id], Query(min_length=1, max_length=MAX_PAGE, description="Of which apprentices.")
]


@router.get("/learners/{learner_id}/plan")
@needs(Permission.READ_PLANS)
async def learning_plan(learner_id: AboutId, ask: Ask) -> PlanOut | ReviewDatesOut:
    """The learning plan: every session in date order, with planning notes and this learner's own outcome.

    An employer gets the dates and places of the apprentice's reviews instead (`view: review_dates`).
    """
    return await queries.learning_plan(ask.db, ask.actor, learner_id, ask.now)


@router.get("/coming-reviews", response_model=ComingReviewsOut)
async def coming_reviews(learner_id: Apprentices, ask: Ask) -> ComingReviewsOut:
    """The next review of each of one's own apprentices among these (`learner_id` is repeatable), for employers."""
    return await queries.coming_reviews(ask.db, ask.actor, learner_id, ask.now)

"""Route of a learner's next review."""

from chassis.http import Ask, Router, needs
from chassis.schemas import AboutId
from contracts.words import Permission
from services.scheduling.queries import next_review as queries
from services.scheduling.schemas.next_review import NextReviewOut

router = Router(tags=["scheduling"])


@router.get("/learners/{learner_id}/next-review", response_model=NextReviewOut)
@needs(Permission.BOOK_SESSIONS)
async def next_review(learner_id: AboutId, ask: Ask) -> NextReviewOut:
    """When the learner's next review is due and when it is planned."""
    return await queries.next_review(ask.db, ask.actor, learner_id, ask.now)

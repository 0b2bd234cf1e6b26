"""Evidence's routes."""

from chassis.http import Ask, Router, needs
from chassis.paging import Cursor, Limit, Page
from chassis.schemas import AboutId
from contracts.words import Permission
from services.evidence import queries
from services.evidence.schemas import LibraryItemOut

router = Router(tags=["evidence"])


@router.get("/learners/{learner_id}/evidence")
@needs(Permission.READ_PROGRESS)
async def evidence_library(
    learner_id: AboutId, ask: Ask, limit: Limit = 50, cursor: Cursor = None
) -> Page[LibraryItemOut]:
    """The learner's evidence library, newest first. Booked and held Smart Sessions stand in it."""
    return await queries.evidence_library(ask.db, ask.actor, learner_id, ask.now, limit=limit, cursor=cursor)

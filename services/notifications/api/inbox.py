"""The route of what waits for somebody."""

from chassis.http import Ask, Router, everyone
from services.notifications.queries.inbox import inbox
from services.notifications.schemas.inbox import InboxOut

router = Router(tags=["inbox"])


@router.get("/inbox", response_model=InboxOut)
@everyone
async def own_inbox(ask: Ask) -> InboxOut:
    """What the caller has to do, and how many announcements and messages they have not read."""
    return await inbox(ask.db, ask.actor, ask.now)

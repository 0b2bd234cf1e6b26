"""What evidence hears."""

from chassis.subscriptions import on
from contracts.scheduling import SessionChanged
from services import caseload
from services.evidence import handlers

SUBSCRIPTIONS = (
    *caseload.SUBSCRIPTIONS,
    on(SessionChanged, handlers.follow_session),
)

"""What reviews hears."""

from chassis.subscriptions import on
from contracts.identity import EmployerChanged
from contracts.scheduling import SessionChanged
from services import caseload
from services.reviews import handlers

SUBSCRIPTIONS = (
    *caseload.SUBSCRIPTIONS,
    on(SessionChanged, handlers.follow_session),
    on(EmployerChanged, handlers.follow_employer),
)

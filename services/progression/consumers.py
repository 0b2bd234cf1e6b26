"""What progression hears. A session changes several documents, one at a time: `each` splits it."""

from chassis.subscriptions import on
from contracts.identity import CentreChanged, EnrolmentChanged
from contracts.scheduling import SessionChanged
from services import caseload
from services.progression import handlers

SUBSCRIPTIONS = (
    *caseload.SUBSCRIPTIONS,
    on(CentreChanged, handlers.follow_centre),
    on(EnrolmentChanged, handlers.open_training),
    on(SessionChanged, handlers.log_time, each=handlers.participants),
    on(SessionChanged, handlers.mark_milestone, each=handlers.milestones),
)

"""What progression hears. A session changes several documents, one at a time: `each` splits it."""

from chassis.subscriptions import on
from contracts.identity import CentreChanged, EnrolmentChanged, PersonChanged
from contracts.scheduling import SessionChanged
from services.progression import handlers

SUBSCRIPTIONS = (
    on(CentreChanged, handlers.follow_centre),
    on(PersonChanged, handlers.follow_person),
    on(EnrolmentChanged, handlers.follow_enrolment),
    on(EnrolmentChanged, handlers.open_training),
    on(SessionChanged, handlers.log_time, each=handlers.participants),
    on(SessionChanged, handlers.mark_milestone, each=handlers.milestones),
)

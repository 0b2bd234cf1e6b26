"""What evidence hears."""

from chassis.subscriptions import on
from contracts.identity import EnrolmentChanged, PersonChanged
from contracts.scheduling import SessionChanged
from services.evidence import handlers

SUBSCRIPTIONS = (
    on(SessionChanged, handlers.follow_session),
    on(PersonChanged, handlers.follow_person),
    on(EnrolmentChanged, handlers.follow_enrolment),
)

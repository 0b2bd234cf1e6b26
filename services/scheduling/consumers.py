"""What scheduling hears."""

from chassis.subscriptions import on
from contracts.identity import CentreChanged, EnrolmentChanged, PersonChanged, ProviderChanged
from contracts.progression import QualificationChanged
from services.scheduling import handlers

SUBSCRIPTIONS = (
    on(ProviderChanged, handlers.know_provider),
    on(CentreChanged, handlers.know_centre),
    on(PersonChanged, handlers.know_person),
    on(EnrolmentChanged, handlers.know_enrolment),
    on(QualificationChanged, handlers.know_qualification),
)

"""What scheduling hears."""

from chassis.subscriptions import on
from contracts.identity import CentreChanged, EnrolmentChanged, ProviderChanged
from contracts.progression import QualificationChanged, TrainingChanged
from services import caseload
from services.scheduling import handlers

SUBSCRIPTIONS = (
    *caseload.SUBSCRIPTIONS,
    on(ProviderChanged, handlers.know_provider),
    on(CentreChanged, handlers.know_centre),
    on(QualificationChanged, handlers.know_qualification),
    on(EnrolmentChanged, handlers.follow_prompt),
    on(TrainingChanged, handlers.follow_training),
)

"""What identity hears, as data."""

from chassis.subscriptions import on
from contracts.progression import QualificationChanged, TrainingChanged
from services.identity.handlers import following

SUBSCRIPTIONS = (
    on(QualificationChanged, following.follow_qualification),
    on(TrainingChanged, following.follow_training),
)

"""What identity hears, as data."""

from chassis.subscriptions import on
from contracts.identity import EnrolmentChanged
from contracts.progression import QualificationChanged, TrainingChanged
from services.identity.handlers import following, links

SUBSCRIPTIONS = (
    on(QualificationChanged, following.follow_qualification),
    on(TrainingChanged, following.follow_training),
    on(EnrolmentChanged, links.invite_allocated, each=links.with_full_team),
)

"""What identity hears, as data."""

from typing import get_args

from chassis.subscriptions import on
from contracts.identity import EnrolmentChanged
from contracts.progression import QualificationChanged, TrainingChanged
from services.identity.handlers import following, links, reads

SUBSCRIPTIONS = (
    on(QualificationChanged, following.follow_qualification),
    on(TrainingChanged, following.follow_training),
    on(EnrolmentChanged, links.invite_allocated, each=links.with_full_team),
    *(on(read, reads.follow_read) for read in get_args(reads.AnyRead)),
)

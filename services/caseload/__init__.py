"""Who looks after whom: what every service keeps of identity's people and enrolments, with one meaning for all.

Each service has its own copy of the two projections in its own database and shares only this code (ADR 0012).
"""

from services.caseload.documents import INDEXES
from services.caseload.hearing import SUBSCRIPTIONS
from services.caseload.model import Cover, Enrolment, Learner, Person, Sample, local_day
from services.caseload.reach import (
    CENTRE_STAFF,
    EQA,
    PLAN_READERS,
    PORTFOLIO_USERS,
    PROGRESS_READERS,
    PROVIDER_WIDE,
    WATCHED,
    is_in_sample_of,
    must_not_be_archived,
    reaches,
)

__all__ = [
    "CENTRE_STAFF",
    "EQA",
    "INDEXES",
    "PLAN_READERS",
    "PORTFOLIO_USERS",
    "PROGRESS_READERS",
    "PROVIDER_WIDE",
    "SUBSCRIPTIONS",
    "WATCHED",
    "Cover",
    "Enrolment",
    "Learner",
    "Person",
    "Sample",
    "is_in_sample_of",
    "local_day",
    "must_not_be_archived",
    "reaches",
]

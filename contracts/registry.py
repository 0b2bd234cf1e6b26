"""Every contract there is, and who says and hears what."""

from contracts.base import Contract, by_type
from contracts.evidence import EvidenceRead
from contracts.identity import (
    AccessRevoked,
    CentreChanged,
    EmployerChanged,
    EnrolmentChanged,
    IdentityRead,
    LinkIssued,
    PersonChanged,
    ProviderChanged,
    SampleDecided,
    SupervisionChanged,
)
from contracts.notifications import AnnouncementChanged, ConversationChanged
from contracts.progression import ProgressionRead, QualificationChanged, TrainingChanged
from contracts.reviews import ReviewsRead
from contracts.scheduling import (
    CentreEventChanged,
    OfferChanged,
    RecordingEnded,
    SchedulingRead,
    SessionChanged,
    SmartRoomChanged,
)

__all__ = ["CONTRACTS", "SERVICES", "by_type", "heard_by", "says"]

CONTRACTS: tuple[type[Contract], ...] = (
    ProviderChanged,
    CentreChanged,
    PersonChanged,
    EnrolmentChanged,
    EmployerChanged,
    SupervisionChanged,
    AccessRevoked,
    LinkIssued,
    SampleDecided,
    IdentityRead,
    SessionChanged,
    CentreEventChanged,
    SmartRoomChanged,
    OfferChanged,
    RecordingEnded,
    SchedulingRead,
    QualificationChanged,
    TrainingChanged,
    ProgressionRead,
    EvidenceRead,
    ReviewsRead,
    AnnouncementChanged,
    ConversationChanged,
)

SERVICES = ("identity", "scheduling", "evidence", "reviews", "progression", "notifications")


def heard_by(service: str) -> tuple[str, ...]:
    """The types a service promises to hear."""
    return tuple(contract.TYPE for contract in CONTRACTS if service in contract.HEARD_BY)


def says(service: str) -> tuple[str, ...]:
    """The types a service owns and publishes."""
    return tuple(contract.TYPE for contract in CONTRACTS if service == contract.OWNER)

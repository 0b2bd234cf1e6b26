"""Every contract there is, and who says and hears what."""

from contracts.base import Contract, by_type
from contracts.identity import (
    AccessRevoked,
    CentreChanged,
    EmployerChanged,
    EnrolmentChanged,
    LinkIssued,
    PersonChanged,
    ProviderChanged,
    SupervisionChanged,
)
from contracts.progression import QualificationChanged, TrainingChanged
from contracts.scheduling import (
    CentreEventChanged,
    OfferChanged,
    RecordingEnded,
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
    SessionChanged,
    CentreEventChanged,
    SmartRoomChanged,
    OfferChanged,
    RecordingEnded,
    QualificationChanged,
    TrainingChanged,
)

SERVICES = ("identity", "scheduling", "evidence", "reviews", "progression", "notifications")


def heard_by(service: str) -> tuple[str, ...]:
    """The types a service promises to hear."""
    return tuple(contract.TYPE for contract in CONTRACTS if service in contract.HEARD_BY)


def says(service: str) -> tuple[str, ...]:
    """The types a service owns and publishes."""
    return tuple(contract.TYPE for contract in CONTRACTS if service == contract.OWNER)

"""What handlers need to tell of samples, and for the log of reads."""

from typing import Protocol

from services.identity.domain.reads import Read
from services.identity.domain.sampling import SampleDecision


class SampleDecisions(Protocol):
    """What was decided about external quality assurers' samples."""

    def save(self, decision: SampleDecision) -> None:
        """Write a new decision."""
        ...


class Reads(Protocol):
    """What external quality assurers were shown, by every service."""

    def know(self, read: Read) -> None:
        """Keep what was heard; a read that is known stays as it is."""
        ...

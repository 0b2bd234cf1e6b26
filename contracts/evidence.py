"""What evidence says."""

from typing import ClassVar

from contracts.base import Contract
from contracts.reads import NotedRead


class EvidenceRead(NotedRead, Contract, name="evidence.read.noted", major=1, heard_by=("identity",)):
    """Somebody whose reading is watched was shown something of evidence."""

    CHANGES: ClassVar[tuple[str, ...]] = ("noted",)

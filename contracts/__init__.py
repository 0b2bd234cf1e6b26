"""The events services promise each other: contracts, their stored schemas and samples, the broker's topology.

Imports nothing of ours. Importing the package makes every contract known to `open_envelope`.
"""

from contracts.base import (
    LARGEST,
    Contract,
    ContractError,
    Envelope,
    InvalidEvent,
    Part,
    Received,
    UnknownType,
    open_envelope,
)
from contracts.registry import CONTRACTS, SERVICES, by_type, heard_by, says

__all__ = [
    "CONTRACTS",
    "LARGEST",
    "SERVICES",
    "Contract",
    "ContractError",
    "Envelope",
    "InvalidEvent",
    "Part",
    "Received",
    "UnknownType",
    "by_type",
    "heard_by",
    "open_envelope",
    "says",
]

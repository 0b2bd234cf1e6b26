"""Keeps decisions about samples, and the log of reads."""

from chassis.tx import Tx
from services.identity.documents.sampling import (
    READ_LOG,
    SAMPLE_DECISIONS,
    read_state,
    sample_decision_state,
)
from services.identity.domain.reads import Read
from services.identity.domain.sampling import SampleDecision


class SampleDecisionStore:
    """`ports.SampleDecisions`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def save(self, decision: SampleDecision) -> None:
        """Write the decision."""
        state = sample_decision_state(decision)
        self._tx.save(SAMPLE_DECISIONS, decision.id, state, version=0)


class ReadStore:
    """`ports.Reads`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def know(self, read: Read) -> None:
        """Keep the read once."""
        self._tx.once(READ_LOG, read.id, read_state(read))

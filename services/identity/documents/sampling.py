"""How decisions about samples and the log of reads are stored."""

from typing import Any

from chassis.mongo import index
from chassis.tx import Document
from services.identity.domain.reads import LearnerShown, Read
from services.identity.domain.sampling import SampleDecision

SAMPLE_DECISIONS = "sample_decisions"
READ_LOG = "read_log"

INDEXES = {
    SAMPLE_DECISIONS: [],
    READ_LOG: [
        index("at", "_id"),
        index("reader_id", "at", "_id"),
        index("learners.learner_id", "at", "_id"),
        index("centre_ids", "at", "_id"),
    ],
}


def sample_decision_state(decision: SampleDecision) -> dict[str, Any]:
    """The stored fields of a decision; days are ISO dates."""
    return {
        "eqa_id": decision.eqa_id,
        "decided_by": decision.decided_by,
        "learner_count": decision.learner_count,
        "from_date": decision.from_date.isoformat() if decision.from_date else None,
        "until_date": decision.until_date.isoformat() if decision.until_date else None,
    }


def read_state(read: Read) -> dict[str, Any]:
    """The stored fields of a read."""
    return {
        "reader_id": read.reader_id,
        "role": read.role,
        "service": read.service,
        "route": read.route,
        "at": read.at,
        "request_id": read.request_id,
        "learners": [
            {"learner_id": one.learner_id, "centre_ids": sorted(one.centre_ids)} for one in read.learners
        ],
        "centre_ids": sorted(read.centre_ids),
    }


def read_from(document: Document) -> Read:
    """A read, read back."""
    return Read(
        id=document["_id"],
        reader_id=document["reader_id"],
        role=document["role"],
        service=document["service"],
        route=document["route"],
        at=document["at"],
        request_id=document["request_id"],
        learners=tuple(
            LearnerShown(one["learner_id"], frozenset(one["centre_ids"])) for one in document["learners"]
        ),
        centre_ids=frozenset(document["centre_ids"]),
    )

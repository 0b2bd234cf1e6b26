"""How a learner's supervisors are stored: one document a learner, under their id."""

from datetime import date
from typing import Any

from chassis.mongo import index
from chassis.tx import Document
from services.identity.domain.supervision import Relation, Supervision, Supervisor

SUPERVISIONS = "supervisions"

INDEXES = {SUPERVISIONS: [index("supervisors.person_id")]}


def supervision_state(supervision: Supervision) -> dict[str, Any]:
    """The stored fields of a supervision; days are ISO dates."""
    return {
        "supervisors": [
            {
                "id": one.id,
                "person_id": one.person_id,
                "employer_id": one.employer_id,
                "relation": one.relation.value,
                "from_date": one.from_date.isoformat(),
                "until_date": one.until_date.isoformat() if one.until_date else None,
            }
            for one in supervision.supervisors
        ]
    }


def supervision_from(document: Document) -> Supervision:
    """A supervision read back."""
    return Supervision(
        learner_id=document["_id"],
        provider_id=document["provider_id"],
        supervisors=tuple(
            Supervisor(
                one["id"],
                one["person_id"],
                one["employer_id"],
                Relation(one["relation"]),
                date.fromisoformat(one["from_date"]),
                date.fromisoformat(one["until_date"]) if one["until_date"] else None,
            )
            for one in document["supervisors"]
        ),
        version=document["v"],
    )

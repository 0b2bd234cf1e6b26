"""How a training lies in MongoDB: days as texts, since it has no dates."""

from datetime import date
from typing import Any

from chassis.tx import Document
from services.scheduling.domain.training import Break, Training


def training_state(learner_id: str, training: Training, *, withdrawn: bool) -> dict[str, Any]:
    """The stored fields."""
    return {
        "learner_id": learner_id,
        "withdrawn": withdrawn,
        "ended": training.ended,
        "breaks": [
            {
                "began_on": one.began_on.isoformat(),
                "returned_on": one.returned_on.isoformat() if one.returned_on else None,
            }
            for one in training.breaks
        ],
    }


def training_from(document: Document) -> Training:
    """A training read back."""
    breaks = (
        Break(
            date.fromisoformat(one["began_on"]),
            date.fromisoformat(one["returned_on"]) if one["returned_on"] else None,
        )
        for one in document.get("breaks", ())
    )
    return Training(bool(document.get("ended", document["withdrawn"])), tuple(breaks))

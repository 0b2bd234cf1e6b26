"""Offers of free times as they are stored."""

from collections.abc import Mapping
from typing import Any

from services.scheduling.domain.offers import Asked, Offer, OfferAnswer, OfferState
from services.scheduling.domain.words import Method, SessionType


def offer_state(offer: Offer) -> dict[str, Any]:
    """An offer as it is stored; `waiting_for` stands beside what it is derived from, for queries."""
    waiting = offer.waiting_for
    return {
        "assessor_id": offer.assessor_id,
        "method": offer.method.value,
        "starts_at": offer.starts_at,
        "minutes": offer.minutes,
        "time_zone": offer.time_zone,
        "location": offer.location,
        "not_for": sorted(offer.not_for),
        "state": offer.state.value,
        "asked": [
            {
                "learner_id": one.learner_id,
                "type": one.type.value,
                "at": one.at,
                "until": one.until,
                "answer": one.answer.value,
            }
            for one in offer.asked
        ],
        "waiting_for": waiting.learner_id if waiting else None,
        "next_at": offer.next_at,
        "booked_session_id": offer.booked_session_id,
    }


def offer_from(document: Mapping[str, Any]) -> Offer:
    """A stored offer."""
    return Offer(
        id=document["_id"],
        assessor_id=document["assessor_id"],
        method=Method(document["method"]),
        starts_at=document["starts_at"],
        minutes=document["minutes"],
        time_zone=document["time_zone"],
        location=document["location"],
        not_for=frozenset(document["not_for"]),
        state=OfferState(document["state"]),
        asked=tuple(
            Asked(
                one["learner_id"],
                SessionType(one["type"]),
                one["at"],
                one["until"],
                OfferAnswer(one["answer"]),
            )
            for one in document["asked"]
        ),
        next_at=document["next_at"],
        booked_session_id=document["booked_session_id"],
        version=document["v"],
    )

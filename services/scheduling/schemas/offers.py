"""Offers of free times, out."""

from datetime import datetime
from typing import Annotated, Self

from chassis.schemas import Mark, Out
from services.scheduling.domain.offers import Offer, OfferState
from services.scheduling.domain.words import Method, SessionType


class OfferOut(Out):
    """A free time on offer. `learner_id` is who is asked, until `until`, about a session of `type`; all three are null
    when nobody is.
    """

    id: str
    assessor_id: str
    state: OfferState
    learner_id: Annotated[str | None, Mark.SHOWN]
    until: datetime | None
    type: SessionType | None
    method: Method
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    location: str | None
    booked_session_id: str | None

    @classmethod
    def of(cls, offer: Offer) -> Self:
        """From the domain."""
        waiting = offer.waiting_for
        return cls(
            id=offer.id,
            assessor_id=offer.assessor_id,
            state=offer.state,
            learner_id=waiting.learner_id if waiting else None,
            until=waiting.until if waiting else None,
            type=waiting.type if waiting else None,
            method=offer.method,
            starts_at=offer.slot.starts_at,
            ends_at=offer.slot.ends_at,
            time_zone=offer.time_zone,
            location=offer.location,
            booked_session_id=offer.booked_session_id,
        )


class OffersOut(Out):
    """Free times on offer, in order of time."""

    items: list[OfferOut]

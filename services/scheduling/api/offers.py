"""Routes of free times on offer."""

from typing import Annotated

from fastapi import Path, Response

from chassis.http import Ask, Command, Router
from chassis.schemas import Id
from services.scheduling import handlers
from services.scheduling.queries import offers
from services.scheduling.schemas.offers import OfferOut, OffersOut
from services.scheduling.schemas.sessions import SessionOut

router = Router(tags=["scheduling"])

OfferId = Annotated[Id, Path(description="The offer's id.")]


@router.get("/offers", response_model=OffersOut)
async def list_offers(ask: Ask) -> OffersOut:
    """Free times a learner is asked about, or an assessor's own on offer."""
    return OffersOut(items=await offers.offers(ask.db, ask.actor, ask.now))


@router.post("/offers/{offer_id}/acceptance", status_code=201, response_model=SessionOut)
async def accept_offer(command: Command, offer_id: OfferId) -> Response:
    """Take the time: it is booked at once."""
    cmd = handlers.AcceptOffer(offer_id)
    return await command.run(handlers.accept_offer, cmd, answer=SessionOut.saved, status=201)


@router.post("/offers/{offer_id}/refusal", response_model=OfferOut)
async def decline_offer(command: Command, offer_id: OfferId) -> Response:
    """Let it go; the next learner is asked."""
    return await command.run(handlers.decline_offer, handlers.DeclineOffer(offer_id), answer=OfferOut.of)

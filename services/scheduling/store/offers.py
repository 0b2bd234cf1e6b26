"""Offers of free times on documents."""

from chassis.tx import Tx
from services.scheduling import documents
from services.scheduling.domain.offers import Offer


class StoredOffers:
    """`ports.Offers`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, offer_id: str) -> Offer | None:
        """The provider's offer, or None."""
        document = await self._tx.get(documents.OFFERS, offer_id, self._tx.provider_id)
        return documents.offer_from(document) if document else None

    def keep(self, offer: Offer) -> None:
        """Write one that nobody was asked about yet."""
        self._tx.keep(documents.OFFERS, offer.id, documents.offer_state(offer), version=offer.version)

    def save(self, offer: Offer) -> None:
        """Write it with this Tx."""
        self._tx.save(documents.OFFERS, offer.id, documents.offer_state(offer), version=offer.version)

"""What handlers need of offered times."""

from typing import Protocol

from services.scheduling.domain.offers import Offer


class Offers(Protocol):
    """Stored offers."""

    async def get(self, offer_id: str) -> Offer | None:
        """The provider's offer, or None."""
        ...

    def keep(self, offer: Offer) -> None:
        """Write one that nobody was asked about yet; nobody is told."""
        ...

    def save(self, offer: Offer) -> None:
        """Write it with this Tx; its event must be published too."""
        ...

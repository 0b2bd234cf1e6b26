"""What handlers need of drafts."""

from typing import Protocol

from services.scheduling.domain.draft import Draft


class Drafts(Protocol):
    """Unfinished bookings; nobody is told of them."""

    async def get(self, draft_id: str) -> Draft | None:
        """The provider's draft, or None."""
        ...

    def keep(self, draft: Draft) -> None:
        """Write it with this Tx."""
        ...

"""Drafts on documents."""

from chassis.tx import Tx
from services.scheduling import documents
from services.scheduling.domain.draft import Draft


class StoredDrafts:
    """`ports.Drafts`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, draft_id: str) -> Draft | None:
        """The provider's draft, or None."""
        document = await self._tx.get(documents.DRAFTS, draft_id, self._tx.provider_id)
        return documents.draft_from(document) if document else None

    def keep(self, draft: Draft) -> None:
        """Write it with this Tx."""
        state = documents.draft_state(draft)
        self._tx.keep(documents.DRAFTS, draft.id, state, version=draft.version)

"""What handlers need of stored sessions."""

from collections.abc import Collection
from typing import Protocol

from services.scheduling.domain.session import Session


class Sessions(Protocol):
    """Stored sessions."""

    async def get(self, session_id: str) -> Session | None:
        """The provider's session, or None."""
        ...

    async def get_many(self, session_ids: Collection[str]) -> list[Session]:
        """Those of the provider's sessions that exist, in no particular order."""
        ...

    async def of_series(self, series_id: str) -> list[Session]:
        """The sessions that were booked together, in no particular order."""
        ...

    async def reviews_of(self, learner_ids: Collection[str]) -> list[Session]:
        """Every review one of these learners is or was part of, in no particular order."""
        ...

    async def planned_of(self, learner_id: str) -> list[Session]:
        """The planned sessions with a place for the learner, in no particular order."""
        ...

    def save(self, session: Session) -> None:
        """Write it with this Tx; its event must be published too."""
        ...

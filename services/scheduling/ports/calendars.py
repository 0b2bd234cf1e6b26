"""What handlers need of the calendars."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol

from services.scheduling.domain.slot import Busy, Claim, Resource


class Calendars(Protocol):
    """Who and what is taken when. A claim that overlaps another session's loses the race for the whole command."""

    async def busy(self, resources: Collection[Resource], days: Collection[date]) -> list[Busy]:
        """What holds these resources on these UTC days."""
        ...

    def claim(self, session_id: str, claims: Iterable[Claim]) -> None:
        """Take the resources for the session."""
        ...

    def release(self, session_id: str, claims: Iterable[Claim]) -> None:
        """Give back what the session held."""
        ...

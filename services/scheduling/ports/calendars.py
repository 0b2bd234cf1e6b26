"""What handlers need of the calendars."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol

from services.scheduling.domain.slot import Busy, Claim, Resource


class Calendars(Protocol):
    """Who and what is taken when. A claim that overlaps what refuses it loses the race for the whole command."""

    async def busy(self, resources: Collection[Resource], days: Collection[date]) -> list[Busy]:
        """What refuses a booking of these resources on these UTC days: sessions, absences, maintenance."""
        ...

    async def entries(self, resources: Collection[Resource], days: Collection[date]) -> list[Busy]:
        """All that stands in these calendars, events included."""
        ...

    def claim(self, session_id: str, claims: Iterable[Claim]) -> None:
        """Take the resources for the session."""
        ...

    def block(self, by_id: str, claims: Iterable[Claim], *, beside: Collection[str]) -> None:
        """Take the resources for an absence or maintenance, over the sessions `beside` which are known to be there."""
        ...

    def note(self, event_id: str, claims: Iterable[Claim]) -> None:
        """Write an event into calendars; it takes nothing away."""
        ...

    def release(self, by_id: str, claims: Iterable[Claim]) -> None:
        """Give back what a session, an absence, maintenance or an event held."""
        ...

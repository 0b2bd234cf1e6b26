"""What scheduling's handlers need from outside; `store.py` keeps these promises on MongoDB."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from chassis.actor import Actor
from contracts.base import Contract
from services.caseload import Enrolment, Person
from services.scheduling.domain.planning import Features
from services.scheduling.domain.rooms import SmartRoom
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import Busy, Claim, Resource


class Sessions(Protocol):
    """Stored sessions."""

    async def get(self, session_id: str) -> Session | None:
        """The provider's session, or None."""
        ...

    def save(self, session: Session) -> None:
        """Write it with this Tx; its event must be published too."""
        ...


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


class SmartRooms(Protocol):
    """The provider's Smart Rooms."""

    async def all(self) -> Sequence[SmartRoom]:
        """Every room, active or not."""
        ...

    async def get(self, room_id: str) -> SmartRoom | None:
        """The provider's room, or None."""
        ...

    def add(self, room: SmartRoom) -> None:
        """Write a new room with this Tx."""
        ...


class Directory(Protocol):
    """People, enrolments, centres and settings, as heard from identity and progression."""

    async def people(self, ids: Collection[str]) -> dict[str, Person]:
        """Those of the provider's people that are known here, by id."""
        ...

    async def enrolments_of(self, learner_ids: Collection[str]) -> list[Enrolment]:
        """Every enrolment of these learners."""
        ...

    async def features(self) -> Features | None:
        """What the provider has switched on; None while the provider is not known here."""
        ...

    async def centre_exists(self, centre_id: str) -> bool:
        """Whether the centre is one of the provider's."""
        ...


class Tx(Protocol):
    """The transaction scheduling's handlers run in."""

    @property
    def actor(self) -> Actor: ...
    @property
    def provider_id(self) -> str: ...
    @property
    def now(self) -> datetime: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def calendars(self) -> Calendars: ...
    @property
    def smart_rooms(self) -> SmartRooms: ...
    @property
    def directory(self) -> Directory: ...

    def new_id(self) -> str:
        """See `chassis.tx.Tx.new_id`."""
        ...

    def publish(self, event: Contract, *, change: str) -> None:
        """See `chassis.tx.Tx.publish`."""
        ...

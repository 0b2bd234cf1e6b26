"""What scheduling's handlers need from outside; `store` keeps these promises on MongoDB."""

from datetime import datetime
from typing import Protocol

from chassis.actor import Actor
from contracts.base import Contract
from services.scheduling.ports.calendars import Calendars
from services.scheduling.ports.centre_diary import CentreDiary
from services.scheduling.ports.directory import Directory
from services.scheduling.ports.drafts import Drafts
from services.scheduling.ports.offers import Offers
from services.scheduling.ports.recordings import Recordings
from services.scheduling.ports.rooms import SmartRooms
from services.scheduling.ports.sessions import Sessions
from services.scheduling.ports.timetables import Absences, Timetables


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
    def centre_diary(self) -> CentreDiary: ...
    @property
    def timetables(self) -> Timetables: ...
    @property
    def absences(self) -> Absences: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def recordings(self) -> Recordings: ...
    @property
    def offers(self) -> Offers: ...
    @property
    def directory(self) -> Directory: ...

    def new_id(self) -> str:
        """See `chassis.tx.Tx.new_id`."""
        ...

    def publish(self, event: Contract, *, change: str) -> None:
        """See `chassis.tx.Tx.publish`."""
        ...

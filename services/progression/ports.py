"""What progression's handlers need from outside."""

from datetime import datetime
from typing import Protocol

from chassis.actor import Actor
from contracts.base import Contract
from services.caseload import Enrolment
from services.progression.domain.centre import Centre
from services.progression.domain.qualification import Qualification
from services.progression.domain.time_log import TimeLogEntry
from services.progression.domain.training import Training


class Qualifications(Protocol):
    """The provider's catalogue."""

    async def with_number(self, number: str, provider_id: str) -> Qualification | None:
        """The qualification listed under this number, if there is one."""
        ...

    def save(self, qualification: Qualification) -> None:
        """Write the qualification; its event must be published with it."""
        ...


class Trainings(Protocol):
    """Where the enrolments stand."""

    async def get(self, enrolment_id: str, provider_id: str) -> Training | None:
        """The training of the enrolment, if anything was heard of it."""
        ...

    def save(self, training: Training) -> None:
        """Write a training the world is told about; its event must be published with it."""
        ...

    def keep(self, training: Training) -> None:
        """Write a training of which the world sees nothing new."""
        ...


class Enrolments(Protocol):
    """Identity's enrolments, as last heard."""

    async def get(self, enrolment_id: str, provider_id: str) -> Enrolment | None:
        """The enrolment, if it was heard of."""
        ...


class TimeLog(Protocol):
    """What sessions added to time logs."""

    def follow(self, entry: TimeLogEntry, *, version: int) -> None:
        """Keep the entry unless one from a newer version of the session is known."""
        ...


class Centres(Protocol):
    """Identity's centres, as last heard."""

    def follow(self, centre: Centre, *, version: int) -> None:
        """Keep the centre unless a newer version is known."""
        ...


class Tx(Protocol):
    """The transaction of one command or event."""

    actor: Actor
    provider_id: str
    now: datetime
    qualifications: Qualifications
    trainings: Trainings
    enrolments: Enrolments
    time_log: TimeLog
    centres: Centres

    def new_id(self) -> str:
        """The next id."""
        ...

    def publish(self, event: Contract, *, change: str) -> None:
        """Announce a saved aggregate."""
        ...

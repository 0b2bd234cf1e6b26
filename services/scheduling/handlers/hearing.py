"""What scheduling keeps of what identity and progression say: newer replaces older, in whatever order they come."""

from typing import Protocol

from contracts.base import Received
from contracts.identity import CentreChanged, ProviderChanged
from contracts.progression import QualificationChanged
from services.scheduling import documents


class Knowing(Protocol):
    """The transaction of a handler that keeps what others say."""

    def project(self, collection: str, id: str, state: dict[str, object], *, version: int) -> None:
        """See `chassis.tx.Tx.project`."""
        ...


async def know_provider(tx: Knowing, event: Received[ProviderChanged]) -> None:
    """Which features are on, and which settings count from which day on."""
    said = event.data
    state: dict[str, object] = {
        "features": said.features.model_dump(),
        "time_zone": said.time_zone,
        "settled": [one.model_dump(mode="json") for one in said.settled],
    }
    tx.project(documents.PROVIDERS, said.id, state, version=event.version)


async def know_centre(tx: Knowing, event: Received[CentreChanged]) -> None:
    """A centre's name, zone and nation."""
    state: dict[str, object] = {
        "name": event.data.name,
        "time_zone": event.data.time_zone,
        "nation": event.data.nation.value,
    }
    tx.project(documents.CENTRES, event.data.id, state, version=event.version)


async def know_qualification(tx: Knowing, event: Received[QualificationChanged]) -> None:
    """A qualification's title."""
    state: dict[str, object] = {
        "number": event.data.number,
        "title": event.data.title,
        "active": event.data.active,
    }
    tx.project(documents.QUALIFICATIONS, event.data.id, state, version=event.version)

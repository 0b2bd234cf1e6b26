"""Identity's centres: the newest state that was told is kept (guard 1)."""

from contracts.base import Received
from contracts.identity import CentreChanged
from services.progression.domain.centre import Centre
from services.progression.ports import Tx


async def follow_centre(tx: Tx, event: Received[CentreChanged]) -> None:
    """The names of the centres shown beside an enrolment."""
    tx.centres.follow(Centre(event.data.id, event.data.name), version=event.version)

"""The same little provider for ours and for the floor: sixteen assessors, their learners, twenty Smart Rooms."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chassis.actor import Actor
from chassis.ids import fresh_id
from chassis.mongo import Client, Database
from services.scheduling.handlers import AddSmartRoom, add_smart_room
from tests.bench.ground import Ground
from tests.faults.world import FIRST_DAY, Provider

CLIENTS = 16
ROOMS = 20
DAYS_A_WEEK = 7
SLOTS_EACH = 6
OPENING = timedelta(hours=8)
SLOT = timedelta(minutes=30)
NOTES = "Bring the colour chart and the two consultation cards; we look at units 3 and 7 together. " * 2


@dataclass(frozen=True, slots=True)
class Variant:
    """What one booking is like, and how many each client makes in a round."""

    name: str
    learners: int
    occurrences: int
    bookings: int

    @property
    def documents(self) -> int:
        """How many documents one booking writes: sessions, and a calendar per resource and day."""
        return self.occurrences * (1 + 1 + self.learners + 1)


VARIANTS = (
    Variant("booking", learners=1, occurrences=1, bookings=30),
    Variant("booking_group_of_8", learners=8, occurrences=1, bookings=20),
    Variant("booking_series_of_4", learners=1, occurrences=4, bookings=12),
    Variant("booking_group_of_30", learners=30, occurrences=1, bookings=12),
    Variant("booking_series_of_26", learners=1, occurrences=26, bookings=SLOTS_EACH),
)
"""A series goes over many weeks, so its clients book no more than fits into one day of theirs."""


async def provider(client: Client, db: Database, variant: Variant) -> Provider:
    """A provider that scheduling's database knows, new."""
    found = await Provider.known(client, db, assessors=CLIENTS, learners=CLIENTS * variant.learners)
    keeper = Actor(fresh_id(), found.id, "master_admin", frozenset())
    for number in range(ROOMS):
        room = AddSmartRoom(
            name=f"Room {number}", centre_id=None, capacity=40, join_url="https://rooms.example/1"
        )
        await found.runner.run(add_smart_room, room, actor=keeper)
    return found


def bookings(found: Provider, variant: Variant, *, weeks: int = 0) -> list[list[dict[str, Any]]]:
    """What each client books, so many weeks later than usual: only free times. At most three clients share a day, each
    with its own slots of it.
    """
    return [
        [_booking(found, variant, one, n, weeks) for n in range(variant.bookings)] for one in range(CLIENTS)
    ]


def clients(ground: Ground, found: Provider, variant: Variant, *, weeks: int = 0) -> list[dict[str, Any]]:
    """The clients with their tokens and requests, for `tests.bench.load`."""
    return [
        {
            "headers": authorised(ground, found, found.assessor_ids[number]),
            "requests": [{"method": "POST", "path": "/sessions", "body": body} for body in bodies],
        }
        for number, bodies in enumerate(bookings(found, variant, weeks=weeks))
    ]


def authorised(ground: Ground, found: Provider, assessor_id: str) -> dict[str, str]:
    """The headers of an assessor who is signed in."""
    return {"Authorization": f"Bearer {ground.desk.token(found, 'assessor', assessor_id)}"}


def _booking(found: Provider, variant: Variant, client: int, number: int, weeks: int) -> dict[str, Any]:
    share, day = divmod(client, DAYS_A_WEEK)
    full, slot = divmod(number, SLOTS_EACH)
    start: datetime = (
        FIRST_DAY
        + timedelta(weeks=weeks, days=day + 28 * full)
        + OPENING
        + (share * SLOTS_EACH + slot) * SLOT
    )
    body = found.a_booking(
        start,
        assessor_id=found.assessor_ids[client],
        learner_ids=found.learner_ids[client::CLIENTS],
        method="smart_session",
        minutes=30,
        planning_notes=NOTES,
    )
    if variant.occurrences > 1:
        body["repeat"] = {"frequency": "weekly", "count": variant.occurrences}
    return body

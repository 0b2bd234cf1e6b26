"""When people are busy and free."""

import asyncio
from datetime import date, datetime

from chassis.actor import Actor
from chassis.mongo import Database
from services.scheduling.domain.availability import Availability, availability, span_of
from services.scheduling.domain.slot import Resource
from services.scheduling.queries.reading import busy_times
from services.scheduling.queries.timetables import centres_of, in_force, person_seen
from services.scheduling.schemas.calendars import AvailabilityOut


async def person_availability(
    db: Database, actor: Actor, person_id: str, first: date, last: date, time_zone: str, now: datetime
) -> AvailabilityOut:
    """When a person is busy and free over local days, both included; who books may ask about others (SB-05).

    Raises `Forbidden`, `NotFound`, and what `span_of` raises.
    """
    person = await person_seen(db, actor, person_id, now)
    days = span_of(first, last, time_zone).days
    busy, counts = await asyncio.gather(
        busy_times(db, actor.provider_id, [Resource.person(person_id)], days),
        in_force(db, actor.provider_id, person_id, centres_of(person)),
    )
    found: Availability = availability(first, last, time_zone, busy, counts.hours)
    return AvailabilityOut.of(person_id, time_zone, found)

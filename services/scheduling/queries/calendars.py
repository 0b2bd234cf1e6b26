"""When people are busy and free."""

from datetime import date, datetime

from chassis.actor import Actor
from chassis.errors import Forbidden
from chassis.mongo import Database
from services.scheduling import access
from services.scheduling.domain.availability import Availability, availability, span_of
from services.scheduling.domain.hours import WorkingHours
from services.scheduling.domain.slot import Resource
from services.scheduling.queries.reading import busy_times, check_near
from services.scheduling.schemas.calendars import AvailabilityOut


async def person_availability(
    db: Database, actor: Actor, person_id: str, first: date, last: date, time_zone: str, now: datetime
) -> AvailabilityOut:
    """When a person is busy and free over local days, both included; who books may ask about others (SB-05).

    Raises `Forbidden`, `NotFound`, and what `span_of` raises.
    """
    if person_id != actor.person_id:
        if not access.may_see_calendar(actor):
            raise Forbidden("Your role does not see when others are free.")
        await check_near(db, actor, person_id, now)
    days = span_of(first, last, time_zone).days
    busy = await busy_times(db, actor.provider_id, [Resource.person(person_id)], days)
    found: Availability = availability(first, last, time_zone, busy, WorkingHours())
    return AvailabilityOut.of(person_id, time_zone, found)

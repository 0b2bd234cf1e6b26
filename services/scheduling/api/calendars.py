"""Routes of availability."""

from datetime import date
from typing import Annotated

from fastapi import Query

from chassis.http import Ask, Router
from chassis.schemas import Id
from services.scheduling.queries import calendars
from services.scheduling.schemas.calendars import AvailabilityOut

router = Router(tags=["scheduling"])


@router.get("/availability", response_model=AvailabilityOut)
async def availability(
    ask: Ask,
    first: Annotated[date, Query(alias="from", description="First local day.")],
    last: Annotated[date, Query(alias="to", description="Last local day, included; at most 62 days.")],
    person_id: Annotated[Id | None, Query(description="Whose; without it your own.")] = None,
    time_zone: Annotated[str, Query(max_length=64)] = "Europe/London",
) -> AvailabilityOut:
    """When somebody is busy and when free in working hours."""
    return await calendars.person_availability(
        ask.db, ask.actor, person_id or ask.actor.person_id, first, last, time_zone, ask.now
    )

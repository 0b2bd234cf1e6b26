"""Routes of availability."""

from typing import Annotated

from fastapi import Query

from chassis.http import Ask, Router, needs
from chassis.schemas import Id
from contracts.words import Permission
from services.scheduling.api.paths import First, Last, OneCentre, Zone
from services.scheduling.queries import calendars
from services.scheduling.schemas.calendars import (
    AvailabilitiesOut,
    AvailabilityOut,
    BookedDaysOut,
    CalendarOut,
)

router = Router(tags=["calendars"])


@router.get("/availability", response_model=AvailabilityOut)
@needs(Permission.BOOK_SESSIONS)
async def availability(
    ask: Ask,
    first: First,
    last: Last,
    person_id: Annotated[Id | None, Query(description="Whose; without it your own.")] = None,
    time_zone: Zone = "Europe/London",
) -> AvailabilityOut:
    """When somebody is busy and when free in working hours."""
    return await calendars.person_availability(
        ask.db, ask.actor, person_id or ask.actor.person_id, first, last, time_zone, ask.now
    )


@router.get("/availabilities", response_model=AvailabilitiesOut)
@needs(Permission.BOOK_SESSIONS)
async def availabilities(
    ask: Ask,
    first: First,
    last: Last,
    person_ids: Annotated[list[Id], Query(alias="person_id", min_length=1, max_length=20)],
    time_zone: Zone = "Europe/London",
) -> AvailabilitiesOut:
    """When several colleagues are busy and free, side by side."""
    return await calendars.availabilities(ask.db, ask.actor, person_ids, first, last, time_zone, ask.now)


@router.get("/booked-days", response_model=BookedDaysOut)
@needs(Permission.BOOK_SESSIONS)
async def booked_days(
    ask: Ask,
    first: First,
    last: Last,
    person_ids: Annotated[
        list[Id],
        Query(alias="person_id", min_length=1, max_length=31, description="The assessor and the learners."),
    ],
    time_zone: Zone = "Europe/London",
) -> BookedDaysOut:
    """The blue days of the date picker: who of the party has a booking then."""
    return await calendars.booked_days(ask.db, ask.actor, person_ids, first, last, time_zone, ask.now)


@router.get("/calendar", response_model=CalendarOut)
async def calendar(
    ask: Ask, first: First, last: Last, time_zone: Zone = "Europe/London", centre_id: OneCentre = None
) -> CalendarOut:
    """Your own day, week or month: sessions, absences, closed days and free hours in one answer.

    A centre narrows down the sessions and events; when you are free does not depend on it.
    """
    return await calendars.calendar(ask.db, ask.actor, first, last, time_zone, centre_id, ask.now)

"""Calendars and availability."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field

from chassis.schemas import Out
from services.scheduling.domain.availability import Availability
from services.scheduling.schemas.centre_diary import EventOut
from services.scheduling.schemas.fields import SlotOut
from services.scheduling.schemas.sessions import SessionOut
from services.scheduling.schemas.timetables import AbsenceOut


class AvailabilityOut(Out):
    """When a person is taken, and when free in working hours; `events` warn and refuse nothing.

    `away` says of a part of `busy` that it is an absence; why is for the person and who keeps their diary.
    """

    person_id: str
    time_zone: str
    busy: list[SlotOut]
    free: list[SlotOut]
    events: list[SlotOut]
    away: list[SlotOut]
    closed: Annotated[list[date], Field(description="Bank holidays and closures.")]

    @classmethod
    def of(cls, person_id: str, time_zone: str, availability: Availability) -> Self:
        """From the domain."""
        return cls(
            person_id=person_id,
            time_zone=time_zone,
            busy=[SlotOut.of(slot) for slot in availability.busy],
            free=[SlotOut.of(slot) for slot in availability.free],
            events=[SlotOut.of(slot) for slot in availability.events],
            away=[SlotOut.of(slot) for slot in availability.away],
            closed=list(availability.closed),
        )


class AvailabilitiesOut(Out):
    """Several colleagues, in the order asked for."""

    items: list[AvailabilityOut]


class BookedDayOut(Out):
    """A local day on which somebody has a booking already: blue in the date picker (SB-15)."""

    day: date
    person_ids: Annotated[list[str], Field(description="Who of those asked about, in that order.")]


class BookedDaysOut(Out):
    """The days with bookings, in order."""

    items: list[BookedDayOut]


class CalendarOut(Out):
    """An assessor's own days: sessions, events, absences, and the days nobody works."""

    time_zone: str
    sessions: list[SessionOut]
    events: list[EventOut]
    absences: list[AbsenceOut]
    closed: Annotated[list[date], Field(description="Bank holidays and closures.")]
    free: list[SlotOut]

"""Calendars and availability."""

from typing import Self

from chassis.schemas import Out
from services.scheduling.domain.availability import Availability
from services.scheduling.schemas.fields import SlotOut


class AvailabilityOut(Out):
    """When a person is taken, and when free in working hours."""

    person_id: str
    time_zone: str
    busy: list[SlotOut]
    free: list[SlotOut]

    @classmethod
    def of(cls, person_id: str, time_zone: str, availability: Availability) -> Self:
        """From the domain."""
        return cls(
            person_id=person_id,
            time_zone=time_zone,
            busy=[SlotOut.of(slot) for slot in availability.busy],
            free=[SlotOut.of(slot) for slot in availability.free],
        )

"""Kinds of fields that several of scheduling's schemas share."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from chassis.schemas import Id, In, Out, Text, WallTime
from services.scheduling.domain.slot import Slot

Location = Annotated[Text, StringConstraints(max_length=200)]

Notes = Annotated[Text, StringConstraints(max_length=3000)]

Reason = Annotated[Text, StringConstraints(min_length=1, max_length=1000)]

Minutes = Annotated[int, Field(ge=-100_000, le=100_000, description="5 minutes to 12 hours, in steps of 5.")]

Override = Annotated[
    bool,
    Field(description="Outside the assessor's working hours too: for the assessor and the Master Admin."),
]
Zone = Annotated[str, Field(max_length=64, description="IANA name.")]
Ids = Annotated[list[Id], Field(max_length=100)]


class StartIn(In):
    """A start as people say it: local time and zone."""

    local_start: Annotated[
        WallTime, Field(description="The wall time there, without offset: 2026-12-01T10:00.")
    ]
    time_zone: Zone = "Europe/London"
    offset_minutes: Annotated[
        int | None,
        Field(
            ge=-1440, le=1440, description="Minutes east of UTC; needed only in the hour that happens twice."
        ),
    ] = None


class SlotOut(Out):
    """A stretch of time, UTC; the end is not part of it."""

    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, slot: Slot) -> Self:
        """From the domain."""
        return cls(starts_at=slot.starts_at, ends_at=slot.ends_at)

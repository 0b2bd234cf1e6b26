"""What would become of a booking, and what the booking form starts with."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import Field

from chassis.schemas import Out
from services.scheduling.domain.check import Checked
from services.scheduling.domain.words import Frequency, Kind, Method, SessionType


class CheckedOccurrenceOut(Out):
    """One session of the booking. `rooms_free` counts the suitable Smart Rooms; null where none is needed."""

    occurrence: int
    starts_at: datetime
    ends_at: datetime
    fits: bool
    rooms_free: int | None


class WarningOut(Out):
    """Something that refuses nothing: an event of a person, or the assessor's hours that are overridden."""

    reason: Annotated[str, Field(description="event or outside_working_hours.")]
    person_id: str
    occurrence: int
    starts_at: datetime
    ends_at: datetime


class EffectOut(Out):
    """What the session sets off when it is held or, `on_booking`, as soon as it is booked."""

    type: SessionType
    learners: int
    on_booking: bool
    detail: str


class CheckedOut(Out):
    """Whether the booking would be taken. Nothing is held by asking: the answer is true now."""

    bookable: bool
    refusal: Annotated[
        dict[str, Any] | None,
        Field(
            description="The problem that booking would answer with, its clashes and alternatives included."
        ),
    ]
    occurrences: list[CheckedOccurrenceOut]
    warnings: list[WarningOut]
    effect: EffectOut | None
    skipped_months: list[str]

    @classmethod
    def of(cls, checked: Checked) -> Self:
        """From the handler's result."""
        no, effect = checked.refusal, checked.effect
        problem = no and {"code": no.code(), "detail": no.detail, "field": no.field} | no.facts
        return cls(
            bookable=no is None,
            refusal=problem,
            occurrences=[
                CheckedOccurrenceOut(
                    occurrence=number,
                    starts_at=session.starts_at,
                    ends_at=session.ends_at,
                    fits=number not in checked.missed,
                    rooms_free=rooms_free,
                )
                for number, (session, rooms_free) in enumerate(
                    zip(checked.sessions, checked.rooms_free, strict=True), start=1
                )
            ],
            warnings=[
                WarningOut(
                    reason=one.reason,
                    person_id=one.person_id,
                    occurrence=one.occurrence,
                    starts_at=one.starts_at,
                    ends_at=one.ends_at,
                )
                for one in checked.warnings
            ],
            effect=effect
            and EffectOut(
                type=effect.type,
                learners=effect.learners,
                on_booking=effect.on_booking,
                detail=effect.detail,
            ),
            skipped_months=list(checked.skipped_months),
        )


class DurationOut(Out):
    """How long a session may be, in minutes."""

    shortest: int
    longest: int
    step: int


class TypeOut(Out):
    """A session type and the kinds it may have."""

    type: SessionType
    kinds: list[Kind]


class BookingFormOut(Out):
    """What the booking form starts with and allows. `participants` counts everybody in a Smart Room, the assessor too;
    without Smart Rooms, learners.
    """

    assessor_id: str | None
    participants: int
    methods: list[Method]
    types: list[TypeOut]
    frequencies: list[Frequency]
    auto_record: bool
    places: Annotated[int, Field(description="The most learners in one session.")]
    qualifications: Annotated[int, Field(description="The most qualifications of one session.")]
    occurrences: Annotated[int, Field(description="The most sessions in one series.")]
    minutes: DurationOut
    recorded_afterwards_days: Annotated[
        int, Field(description="How far back a session may lie without a reason.")
    ]
    time_zone: str

"""Reports about sessions, out."""

from typing import Annotated

from pydantic import Field

from chassis.schemas import Out
from services.scheduling.domain.words import SessionType

Count = Annotated[int, Field(ge=0)]
Percent = Annotated[float, Field(ge=0, le=100, description="One decimal.")]


class CancellationsRowOut(Out):
    """How the places of one learner, employer or assessor ended. A place is one learner in one session.

    `id` and `name` are null for learners without an employer.
    """

    id: str | None
    name: str | None
    places: Count
    held: Count
    no_show: Count
    cancelled_by_learner: Count
    cancelled_by_employer: Count
    cancelled_by_assessor: Count
    cancelled_by_provider: Count
    cancelled: Count
    rate: Annotated[Percent, Field(description="Cancelled places of all places.")]
    average_notice_hours: Annotated[
        float | None, Field(ge=0, description="From the cancellation to the planned start; null without one.")
    ]


class CancellationsOut(Out):
    """Who cancels how often, the most cancellations first (R-18); `more`: only the first 1 000 are here."""

    items: list[CancellationsRowOut]
    more: bool


class SessionsRowOut(Out):
    """The sessions of one assessor. Minutes held are the actual ones."""

    assessor_id: str
    name: str | None
    sessions: Count
    planned: Count
    held: Count
    not_held: Count
    cancelled: Count
    places: Annotated[Count, Field(description="Learners in them, each counted once a session.")]
    planned_minutes: Count
    held_minutes: Count
    by_type: dict[SessionType, int]


class SessionsReportOut(Out):
    """The sessions per assessor, by name."""

    items: list[SessionsRowOut]
    more: bool


class RoomUseRowOut(Out):
    """How one Smart Room was used; `use` is the share of the minutes in which it was open."""

    room_id: str
    name: str
    centre_id: str | None
    capacity: Count
    active: bool
    sessions: Count
    people: Annotated[Count, Field(description="Assessors and learners, all sessions together.")]
    minutes: Count
    open_minutes: Count
    use: Percent


class RoomUseReportOut(Out):
    """The use of every Smart Room, by name."""

    items: list[RoomUseRowOut]

"""What reviews answers with."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime

from chassis.schemas import Out, ShownId
from services.reviews.domain.plan import PlanEntry
from services.reviews.domain.session import PlannedSession, PlanState


class PersonOut(Out):
    """Somebody by name; the name is null until identity has told it."""

    id: str
    name: str | None


class RoomOut(Out):
    """The Smart Room of a session."""

    id: str
    name: str


class SeriesOut(Out):
    """Which occurrence of a series a session is, from 1."""

    id: str
    index: int
    count: int


class OutcomeOut(Out):
    """How it went for this learner; the actual values are null until held."""

    outcome: str
    actual_start_at: AwareDatetime | None
    actual_minutes: int | None


class PlanSessionOut(Out):
    """One session of the plan. `number` counts in date order and is null for a cancelled session."""

    session_id: str
    number: int | None
    state: PlanState
    type: str | None
    method: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    local_start: str
    minutes: int
    location: str | None
    room: RoomOut | None
    assessor: PersonOut
    qualification_ids: list[str]
    planning_notes: str | None
    own: OutcomeOut
    series: SeriesOut | None

    @classmethod
    def of(cls, entry: PlanEntry, assessor_name: str | None, *, notes: bool) -> "PlanSessionOut":
        """The entry with the name of its assessor, and with its planning notes for those who read them."""
        session, own, series = entry.session, entry.own, entry.session.series
        return cls(
            session_id=session.id,
            number=entry.number,
            state=entry.state,
            type=session.type,
            method=session.method,
            kind=session.kind,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            time_zone=session.time_zone,
            local_start=session.local_start,
            minutes=session.minutes,
            location=session.location,
            room=_room(session),
            assessor=PersonOut(id=session.assessor_id, name=assessor_name),
            qualification_ids=list(session.qualification_ids),
            planning_notes=session.planning_notes if notes else None,
            own=OutcomeOut(
                outcome=own.outcome, actual_start_at=own.actual_start_at, actual_minutes=own.actual_minutes
            ),
            series=SeriesOut(id=series.series_id, index=series.index, count=series.count) if series else None,
        )


class ReviewDateOut(Out):
    """When and where a review is: all an employer sees of a plan."""

    session_id: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    local_start: str
    location: str | None
    room: RoomOut | None

    @classmethod
    def of(cls, entry: PlanEntry) -> "ReviewDateOut":
        """The date and place of the entry."""
        session = entry.session
        return cls(
            session_id=session.id,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            time_zone=session.time_zone,
            local_start=session.local_start,
            location=session.location,
            room=_room(session),
        )


class PlanOut(Out):
    """A learning plan in chronological order (SA-48)."""

    view: Literal["plan"]
    learner_id: ShownId
    items: list[PlanSessionOut]


class ReviewDatesOut(Out):
    """The review dates of an apprentice, for the employer."""

    view: Literal["review_dates"]
    learner_id: ShownId
    items: list[ReviewDateOut]


class ComingReviewOut(Out):
    """The next review of an apprentice, or the one that runs."""

    learner_id: ShownId
    review: ReviewDateOut


class ComingReviewsOut(Out):
    """The coming reviews of apprentices; who has none is not in it."""

    items: list[ComingReviewOut]


def _room(session: PlannedSession) -> RoomOut | None:
    return RoomOut(id=session.room.room_id, name=session.room.name) if session.room else None

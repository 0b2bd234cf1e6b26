"""The next review: what is worth a word, and where it stands."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import Field

from chassis.schemas import Out, ShownId
from services.scheduling.domain.next_review import ReviewPlan, Warning


class WarningOut(Out):
    """Something to know though nothing was refused."""

    code: str
    detail: str
    learner_id: ShownId
    due_on: date | None

    @classmethod
    def of(cls, warning: Warning) -> Self:
        """From the domain."""
        return cls(
            code=warning.code, detail=warning.detail, learner_id=warning.learner_id, due_on=warning.due_on
        )


class NextReviewOut(Out):
    """A learner's last held review and the next one."""

    learner_id: ShownId
    interval_days: Annotated[int, Field(description="The most calendar days between two reviews.")]
    last_held_on: date | None
    due_on: date | None
    session_id: Annotated[str | None, Field(description="The next planned review.")]
    starts_at: datetime | None
    location: str | None
    stands_still: Annotated[
        bool,
        Field(
            description="Nothing becomes due: on a break in learning, or at the end of the training (CE-66)."
        ),
    ]
    in_time: Annotated[bool, Field(description="Planned, and no later than due; or nothing becomes due.")]

    @classmethod
    def of(cls, plan: ReviewPlan) -> Self:
        """From the domain."""
        planned = plan.planned
        return cls(
            learner_id=plan.learner_id,
            interval_days=plan.clock.days,
            last_held_on=plan.last_held_on,
            due_on=plan.due_on,
            session_id=planned.id if planned else None,
            starts_at=planned.starts_at if planned else None,
            location=planned.location if planned else None,
            stands_still=plan.stands_still,
            in_time=plan.in_time,
        )

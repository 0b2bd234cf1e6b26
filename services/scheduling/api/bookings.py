"""Forms read as commands."""

from services.scheduling import handlers
from services.scheduling.api.times import start_of
from services.scheduling.domain.repeat import Repeat
from services.scheduling.schemas.sessions import BookSessionIn


def booking_of(body: BookSessionIn) -> handlers.BookSession:
    """The booking that a form asks for."""
    repeat = body.repeat
    return handlers.BookSession(
        learner_ids=tuple(body.learner_ids),
        qualification_ids=tuple(body.qualification_ids),
        method=body.method,
        type=body.type,
        start=start_of(body),
        minutes=body.minutes,
        assessor_id=body.assessor_id,
        kind=body.kind,
        location=body.location,
        planning_notes=body.planning_notes,
        auto_record=body.auto_record,
        repeat=Repeat(repeat.frequency, repeat.count, repeat.until) if repeat else None,
        skip_conflicts=body.skip_conflicts,
        override=body.override,
        afterwards_reason=body.afterwards_reason,
    )

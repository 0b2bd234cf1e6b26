"""Times as they come in."""

from datetime import UTC, datetime, timedelta

from chassis.errors import Invalid
from services.scheduling.domain.slot import Slot
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.schemas.fields import StartIn


def start_of(body: StartIn) -> LocalStart:
    """The start somebody asked for."""
    return LocalStart(body.local_start, body.time_zone, body.offset_minutes)


def utc(at: datetime | None) -> datetime | None:
    """The moment in UTC."""
    return at and at.astimezone(UTC)


def whole_minute(at: datetime) -> datetime:
    """The minute that has begun, in UTC."""
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def stretch(free_from: datetime | None, free_to: datetime | None) -> Slot | None:
    """The time between two moments of up to a day; None without them. Raises `Invalid`."""
    if free_from is None or free_to is None:
        if free_from or free_to:
            raise Invalid(
                "Give both ends of the time, or neither.", field="free_to" if free_from else "free_from"
            )
        return None
    begins, ends = whole_minute(free_from), whole_minute(free_to)
    if not begins < ends <= begins + timedelta(days=1):
        raise Invalid("The time must be between a minute and a day long.", field="free_to")
    return Slot(begins, ends)

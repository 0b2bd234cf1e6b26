"""When planned sessions need somebody, by the days of whoever looks."""

from datetime import date, timedelta
from enum import StrEnum

from services.scheduling.domain.availability import span_of
from services.scheduling.domain.slot import Slot

FARTHEST = 92
"""Days that are looked back, because what is over and still planned waits for its outcome, and ahead."""

_DAY = timedelta(days=1)


class Stretch(StrEnum):
    """Overdue is what was planned on a day before today; today is all of it, over or not."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


def stretches(today: date, zone: str) -> dict[Stretch, Slot]:
    """The UTC time of each stretch; together they leave no gap. `week` is the seven days after today.

    Raises `UnknownTimeZone`.
    """
    days = {
        Stretch.OVERDUE: (-FARTHEST, -1),
        Stretch.TODAY: (0, 0),
        Stretch.WEEK: (1, 7),
        Stretch.LATER: (8, FARTHEST),
    }
    return {
        stretch: span_of(today + first * _DAY, today + last * _DAY, zone, most=FARTHEST)
        for stretch, (first, last) in days.items()
    }

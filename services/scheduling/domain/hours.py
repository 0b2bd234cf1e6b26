"""Working hours: when sessions are offered."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from services.scheduling.domain.slot import Slot
from services.scheduling.domain.walltime import zone_named

MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Local times of day between which sessions are offered, on which weekdays (Monday is 0)."""

    opens: time = time(8)
    closes: time = time(18)
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY

    def on(self, day: date, zone: str) -> tuple[Slot, ...]:
        """The stretches of UTC time that are working hours on the local `day` of `zone`."""
        if day.weekday() not in self.weekdays:
            return ()
        tz = zone_named(zone)
        opens_at = datetime.combine(day, self.opens, tz).astimezone(UTC)
        closes_at = datetime.combine(day, self.closes, tz).astimezone(UTC)
        return (Slot(opens_at, closes_at),) if opens_at < closes_at else ()

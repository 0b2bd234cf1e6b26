"""Working hours: when somebody can be booked without asking, and the days on which nobody works."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.scheduling.domain.bank_holidays import is_bank_holiday
from services.scheduling.domain.errors import BadHours
from services.scheduling.domain.slot import MINUTE, Slot, merged, to_minute
from services.scheduling.domain.walltime import zone_named

DAY_MINUTES = 24 * 60

Stretch = tuple[int, int]
"""Local minutes of the day between which somebody works: 540 is 09:00, 1440 the end of the day."""

Week = tuple[tuple[Stretch, ...], ...]
"""What is worked on each weekday, Monday first."""

_DAY = timedelta(days=1)


def week_of(opens: int, closes: int, weekdays: Iterable[int] = range(5)) -> Week:
    """The same hours on each of these weekdays (Monday is 0)."""
    worked = set(weekdays)
    return tuple(((opens, closes),) if day in worked else () for day in range(7))


def checked_week(week: Week) -> Week:
    """The week with the stretches of each day in order. Raises `BadHours`."""
    for day, stretches in enumerate(week):
        end = 0
        for opens, closes in sorted(stretches):
            if not end <= opens < closes <= DAY_MINUTES:
                raise BadHours(day)
            end = closes
    return tuple(tuple(sorted(stretches)) for stretches in week)


OFFICE_WEEK = week_of(9 * 60, 17 * 60)
"""What counts where nobody has said anything: Monday to Friday, 9 to 17."""

ALWAYS = week_of(0, DAY_MINUTES, range(7))


@dataclass(frozen=True, slots=True)
class Closure:
    """Local days, both included, on which a centre or the provider is closed."""

    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """A week of local hours, less closures and the bank holidays of these nations. Local is where one meets."""

    week: Week = OFFICE_WEEK
    closures: tuple[Closure, ...] = ()
    nations: frozenset[str] = frozenset()

    def is_closed(self, day: date) -> bool:
        """Whether nobody works on that local day, whatever the weekday."""
        return any(closure.first <= day <= closure.last for closure in self.closures) or any(
            is_bank_holiday(day, nation) for nation in self.nations
        )

    def on(self, day: date, zone: str) -> tuple[Slot, ...]:
        """The stretches of UTC time that are working hours on the local `day` of `zone`."""
        stretches = self.week[day.weekday()]
        if not stretches or self.is_closed(day):
            return ()
        tz = zone_named(zone)
        moments = ((_at(day, opens, tz), _at(day, closes, tz)) for opens, closes in stretches)
        return tuple(Slot(opens, closes) for opens, closes in moments if opens < closes)

    def cover(self, slot: Slot, zone: str) -> bool:
        """Whether all of the slot is worked; hours that go on past midnight are one stretch."""
        tz = zone_named(zone)
        first = slot.starts_at.astimezone(tz).date()
        last = (slot.ends_at - MINUTE).astimezone(tz).date()
        days = (first + number * _DAY for number in range((last - first).days + 1))
        worked = merged(
            (to_minute(one.starts_at), to_minute(one.ends_at)) for day in days for one in self.on(day, zone)
        )
        start, end = to_minute(slot.starts_at), to_minute(slot.ends_at)
        return any(opens <= start and end <= closes for opens, closes in worked)


def _at(day: date, minute: int, tz: ZoneInfo) -> datetime:
    """The moment at which the clocks of a day show this minute; in an hour that happens twice, the first time."""
    days, rest = divmod(minute, DAY_MINUTES)
    local = datetime.combine(day + days * _DAY, time(*divmod(rest, 60)), tz)
    return local.astimezone(UTC)

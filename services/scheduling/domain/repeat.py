"""Repeats of a session: the same local time on later days (SB-30)."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count

from services.scheduling.domain import errors
from services.scheduling.domain.slot import MINUTE
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import Frequency

MAX_OCCURRENCES = 26

_STEPS = {
    Frequency.DAILY: timedelta(days=1),
    Frequency.WEEKLY: timedelta(weeks=1),
    Frequency.FORTNIGHTLY: timedelta(weeks=2),
}


@dataclass(frozen=True, slots=True)
class Expansion:
    """The starts of a series, each with its offset said, and the months (`2026-02`) that lack the day."""

    starts: tuple[LocalStart, ...]
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often a session repeats: `count` times in all (the first included) or up to the local day `until`.

    Raises `BadRepeat` unless exactly one of the two is given and the count is at least 1.
    """

    frequency: Frequency
    count: int | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if (self.count is None) == (self.until is None):
            raise errors.BadRepeat("Give either a number of sessions or a last date.", field="repeat")
        if self.count is not None and self.count < 1:
            raise errors.BadRepeat("A series has at least one session.", field="repeat.count")

    def expand(self, first: LocalStart, limit: int = MAX_OCCURRENCES) -> Expansion:
        """All starts from `first` on, at the same local time, whatever the clocks do in between.

        A month without the day is skipped and counts for nothing. A local time that a clock change skips
        refuses the whole series with `LocalTimeDoesNotExist` naming the occurrence; one that happens twice is
        read with the offset of `first` where that fits, else as the first of the two. Raises `BadRepeat`,
        `TooManyOccurrences` and, for `first` itself, what `LocalStart.utc` raises.
        """
        if self.until and self.until < first.local.date():
            raise errors.BadRepeat("The last date lies before the first session.", field="repeat.until")
        if self.count is not None and self.count > limit:
            raise errors.TooManyOccurrences(limit)
        offset = (first.local - first.utc().replace(tzinfo=None)) // MINUTE
        starts: list[LocalStart] = []
        skipped: list[str] = []
        for day, exists in _days(self.frequency, first.local.date()):
            if self._ends_before(day, len(starts)):
                break
            if not exists:
                skipped.append(f"{day:%Y-%m}")
                continue
            if len(starts) == limit:
                raise errors.TooManyOccurrences(limit)
            local = datetime.combine(day, first.local.time())
            starts.append(resolved(LocalStart(local, first.zone), offset, len(starts) + 1))
        return Expansion(tuple(starts), tuple(skipped))

    def _ends_before(self, day: date, found: int) -> bool:
        return found == self.count if self.until is None else day > self.until


def _days(frequency: Frequency, first: date) -> Iterator[tuple[date, bool]]:
    """Endlessly, the days of the repeat and whether each exists; if not, the last day of its month."""
    if frequency is not Frequency.MONTHLY:
        yield from ((first + number * _STEPS[frequency], True) for number in count())
    for months in count():
        year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
        length = calendar.monthrange(year, month + 1)[1]
        yield date(year, month + 1, min(first.day, length)), first.day <= length


def resolved(start: LocalStart, offset: int, number: int) -> LocalStart:
    """The start of occurrence `number` with an offset said: `offset` where the zone has it then, else the first.

    Raises `LocalTimeDoesNotExist` naming the occurrence.
    """
    offsets = start.offsets()
    if not offsets:
        raise start.missing(number)
    return replace(start, offset_minutes=offset if offset in offsets else offsets[0])

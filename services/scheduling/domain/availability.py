"""When somebody is busy and when free (SB-05)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from services.scheduling.domain.errors import BadSpan
from services.scheduling.domain.hours import WorkingHours
from services.scheduling.domain.slot import Busy, Hold, Slot, merged, to_minute
from services.scheduling.domain.walltime import zone_named

MAX_DAYS = 62

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Availability:
    """Stretches of UTC time in order: taken at any hour, and free inside working hours.

    `events` are stretches in which somebody is at an event of a centre: a booking is warned there, not refused (CE-09).
    `away` is what of `busy` is an absence, `closed` the local days on which nobody works.
    """

    busy: tuple[Slot, ...]
    free: tuple[Slot, ...]
    events: tuple[Slot, ...] = ()
    away: tuple[Slot, ...] = ()
    closed: tuple[date, ...] = ()


def span_of(first: date, last: date, zone: str, *, most: int = MAX_DAYS) -> Slot:
    """The UTC time from the start of the local day `first` to the end of the local day `last`.

    Raises `BadSpan` unless that is 1 to `most` days, and `UnknownTimeZone`.
    """
    days = (last - first).days + 1
    if not 1 <= days <= most or first.year < 2000 or last.year > 2099:
        raise BadSpan(first, last, most)
    tz = zone_named(zone)
    begins = datetime.combine(first, time(), tz).astimezone(UTC)
    ends = datetime.combine(last + _DAY, time(), tz).astimezone(UTC)
    return Slot(begins, ends)


def availability(
    first: date, last: date, zone: str, busy: Iterable[Busy], hours: WorkingHours
) -> Availability:
    """Busy and free stretches of one person from `first` to `last`; neighbouring sessions are one stretch.

    `busy` must cover `span_of(first, last, zone).days`. Raises what `span_of` raises.
    """
    span = span_of(first, last, zone)
    entries = list(busy)
    taken = _within(span, (entry for entry in entries if entry.hold is not Hold.EVENT))
    events = _within(span, (entry for entry in entries if entry.hold is Hold.EVENT))
    away = _within(span, (entry for entry in entries if entry.hold is Hold.AWAY))
    days = [first + number * _DAY for number in range((last - first).days + 1)]
    free = [
        stretch
        for day in days
        for working in hours.on(day, zone)
        for stretch in _without(to_minute(working.starts_at), to_minute(working.ends_at), taken)
    ]
    closed = tuple(day for day in days if hours.is_closed(day))
    return Availability(_slots(taken), _slots(free), _slots(events), _slots(away), closed)


def _within(span: Slot, entries: Iterable[Busy]) -> list[tuple[int, int]]:
    begins, ends = to_minute(span.starts_at), to_minute(span.ends_at)
    stretches = ((to_minute(entry.starts_at), to_minute(entry.ends_at)) for entry in entries)
    return merged(
        (max(start, begins), min(end, ends)) for start, end in stretches if start < ends and begins < end
    )


def _without(start: int, end: int, taken: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    for begins, ends in taken:
        if start < begins < end:
            yield start, begins
        if begins < end:
            start = max(start, ends)
    if start < end:
        yield start, end


def _slots(stretches: Iterable[tuple[int, int]]) -> tuple[Slot, ...]:
    return tuple(Slot.of_minutes(start, end) for start, end in stretches)

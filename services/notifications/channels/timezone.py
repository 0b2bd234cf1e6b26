"""A VTIMEZONE that agrees with the zone database for every date it is used with.

The rule of a zone is written as a yearly rule where it is one ("last Sunday of March"), because some
calendars read nothing else, and as single dates where it is not.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_Rule = dict[str, object]
"""The parts of an RRULE; empty when there is none."""

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Offset:
    utc: timedelta
    name: str
    daylight: bool


@dataclass(frozen=True, slots=True)
class _Onset:
    """A change of offset. `local` is the wall clock just before it, as RFC 5545 3.6.5 wants it."""

    local: datetime
    before: _Offset
    after: _Offset


def timezone_component(zone: str, moments: Sequence[datetime]) -> Timezone:
    """The VTIMEZONE of an IANA zone that holds for `moments` (aware) and the years around them."""
    first = datetime(min(moments).astimezone(UTC).year - 1, 1, 1, tzinfo=UTC)
    last = datetime(max(moments).astimezone(UTC).year + 2, 1, 1, tzinfo=UTC)
    onsets = _onsets(ZoneInfo(zone), first, last)
    component = Timezone()
    component.add("tzid", zone)
    for rule, onset in _rules(onsets, years=last.year - first.year) or _dates(zone, first, onsets):
        component.add_component(_observance(onset, rule))
    return component


def _onsets(zone: ZoneInfo, first: datetime, last: datetime) -> list[_Onset]:
    onsets = []
    moment, offset = first, _offset_at(zone, first)
    while moment < last:
        following = moment + timedelta(days=7)
        new = _offset_at(zone, following)
        if new != offset:
            change = _change_between(zone, moment, following)
            onsets.append(_Onset((change + offset.utc).replace(tzinfo=None), offset, new))
            offset = new
        moment = following
    return onsets


def _change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second with the new offset, by halving."""
    old = _offset_at(zone, before)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if _offset_at(zone, middle) == old:
            before = middle
        else:
            after = middle
    return after


def _offset_at(zone: ZoneInfo, moment: datetime) -> _Offset:
    local = moment.astimezone(zone)
    return _Offset(local.utcoffset() or timedelta(), local.tzname() or "", bool(local.dst()))


def _dates(zone: str, first: datetime, onsets: Sequence[_Onset]) -> list[tuple[_Rule, _Onset]]:
    """The offset at first, then every change by its date."""
    opening = _offset_at(ZoneInfo(zone), first)
    start = _Onset((first + opening.utc).replace(tzinfo=None), opening, opening)
    return [({}, onset) for onset in (start, *onsets)]


def _rules(onsets: Sequence[_Onset], years: int) -> list[tuple[_Rule, _Onset]]:
    """The yearly rules behind the changes, each with its first change; nothing when there are none."""
    groups: dict[tuple[_Offset, _Offset], list[_Onset]] = defaultdict(list)
    for onset in onsets:
        groups[onset.before, onset.after].append(onset)
    rules = [(_yearly_rule([onset.local for onset in group]), group[0]) for group in groups.values()]
    regular = all(rule for rule, _ in rules) and all(len(group) == years for group in groups.values())
    return rules if regular else []


def _yearly_rule(dates: Sequence[datetime]) -> _Rule:
    if len({(date.month, date.weekday(), date.time()) for date in dates}) != 1:
        return {}
    if all(date.day + 7 > monthrange(date.year, date.month)[1] for date in dates):
        place = -1
    elif len({(date.day - 1) // 7 for date in dates}) == 1:
        place = (dates[0].day - 1) // 7 + 1
    else:
        return {}
    weekday = f"{place}{_WEEKDAYS[dates[0].weekday()]}"
    return {"freq": "yearly", "bymonth": dates[0].month, "byday": weekday}


def _observance(onset: _Onset, rule: _Rule) -> TimezoneStandard | TimezoneDaylight:
    observance = TimezoneDaylight() if onset.after.daylight else TimezoneStandard()
    observance.add("dtstart", onset.local)
    observance.add("tzoffsetfrom", onset.before.utc)
    observance.add("tzoffsetto", onset.after.utc)
    observance.add("tzname", onset.after.name)
    if rule:
        observance.add("rrule", rule)
    return observance

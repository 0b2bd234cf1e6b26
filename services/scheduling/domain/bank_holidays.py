"""The bank holidays of the four nations by their standing rules; a day proclaimed once is a provider's closure."""

from calendar import MONDAY
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = "england", "wales", "scotland", "northern_ireland"

_DAY = timedelta(days=1)
_WEEKEND = (5, 6)


def is_bank_holiday(day: date, nation: str) -> bool:
    """Whether the day is a bank holiday in the nation (a value of NATION)."""
    return day in bank_holidays(day.year, nation)


@lru_cache(maxsize=64)
def bank_holidays(year: int, nation: str) -> frozenset[date]:
    """All of a year. One that falls on a weekend is taken on the next working day that is none itself."""
    fixed = [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)]
    easter = easter_sunday(year)
    moving = [easter - 2 * _DAY, _monday_from(date(year, 5, 1)), _monday_from(date(year, 5, 25))]
    if nation == SCOTLAND:
        fixed += [date(year, 1, 2), date(year, 11, 30)]
        moving.append(_monday_from(date(year, 8, 1)))
    else:
        moving += [easter + _DAY, _monday_from(date(year, 8, 25))]
    if nation == NORTHERN_IRELAND:
        fixed += [date(year, 3, 17), date(year, 7, 12)]
    return frozenset(_taken(fixed)) | frozenset(moving)


def easter_sunday(year: int) -> date:
    """Easter in the Gregorian calendar (the anonymous algorithm of 1876)."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    month, day = divmod(epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def _monday_from(day: date) -> date:
    return day + (MONDAY - day.weekday()) % 7 * _DAY


def _taken(days: Iterable[date]) -> Iterable[date]:
    given = sorted(days)
    taken = {day for day in given if day.weekday() not in _WEEKEND}
    for day in (day for day in given if day.weekday() in _WEEKEND):
        while day.weekday() in _WEEKEND or day in taken:
            day += _DAY
        taken.add(day)
    return taken

"""Local wall time and UTC: people plan in the local time of an IANA zone, calendars compare UTC (G02)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from services.scheduling.domain.errors import (
    BadStart,
    LocalTimeDoesNotExist,
    LocalTimeIsAmbiguous,
    OffsetDoesNotFit,
    UnknownTimeZone,
)
from services.scheduling.domain.slot import MINUTE

_ZONE_NAME = re.compile(r"[A-Z][A-Za-z_]*(/[A-Za-z0-9_+-]+)+|UTC", re.ASCII)
YEARS = range(2000, 2100)
"""The years in which sessions can be planned."""


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of that name. Raises `UnknownTimeZone`."""
    if len(name) > 64 or not _ZONE_NAME.fullmatch(name):
        raise UnknownTimeZone(name)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UnknownTimeZone(name) from None


def local_time(at: datetime, zone: str) -> datetime:
    """What the clocks of `zone` show at `at` (UTC): a naive datetime."""
    return at.astimezone(zone_named(zone)).replace(tzinfo=None, fold=0)


def offsets_at(local: datetime, zone: ZoneInfo) -> tuple[int, ...]:
    """The offsets (minutes east of UTC) of a local time: none in a gap, two in an hour that happens twice."""
    before, after = _offsets_around(local, zone)
    if before == after:
        return (before,)
    return (before, after) if before > after else ()


@dataclass(frozen=True, slots=True)
class LocalStart:
    """A start as people say it: local time (naive), IANA zone, and an offset where the hour happens twice.

    Raises `BadStart` for seconds, an offset inside `local` or a year outside 2000 to 2099, and
    `UnknownTimeZone`.
    """

    local: datetime
    zone: str
    offset_minutes: int | None = None

    def __post_init__(self) -> None:
        local = self.local
        if local.tzinfo is not None or local.second or local.microsecond or local.year not in YEARS:
            raise BadStart(local)
        zone_named(self.zone)

    @classmethod
    def at(cls, starts_at: datetime, zone: str) -> "LocalStart":
        """The local start of the UTC time `starts_at`, its offset said."""
        local = starts_at.astimezone(zone_named(zone))
        return cls(local.replace(tzinfo=None, fold=0), zone, _minutes(local.utcoffset()))

    def offsets(self) -> tuple[int, ...]:
        """The offsets this local time has (`offsets_at`)."""
        return offsets_at(self.local, zone_named(self.zone))

    def utc(self) -> datetime:
        """The same moment in UTC.

        Raises `LocalTimeDoesNotExist` in the gap of a clock change, `LocalTimeIsAmbiguous` when it happens
        twice and no offset is given, `OffsetDoesNotFit` when the offset given is none of this time's.
        """
        offsets = self.offsets()
        if not offsets:
            raise self.missing()
        if self.offset_minutes is None:
            if len(offsets) > 1:
                raise LocalTimeIsAmbiguous(self.local, self.zone, offsets)
            return self._less(offsets[0])
        if self.offset_minutes not in offsets:
            raise OffsetDoesNotFit(self.local, self.zone, offsets)
        return self._less(self.offset_minutes)

    def missing(self, occurrence: int | None = None) -> LocalTimeDoesNotExist:
        """The refusal for a local time in a gap; `occurrence` names the one of a series."""
        before, after = _offsets_around(self.local, zone_named(self.zone))
        gap = (after - before) * MINUTE
        return LocalTimeDoesNotExist(self.local, self.zone, (self.local - gap, self.local + gap), occurrence)

    def _less(self, offset: int) -> datetime:
        return (self.local - offset * MINUTE).replace(tzinfo=UTC)


def _offsets_around(local: datetime, zone: ZoneInfo) -> tuple[int, int]:
    zoned = local.replace(tzinfo=zone, fold=0)
    return _minutes(zoned.utcoffset()), _minutes(zoned.replace(fold=1).utcoffset())


def _minutes(offset: timedelta | None) -> int:
    return (offset or timedelta()) // MINUTE

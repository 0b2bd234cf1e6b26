"""Local wall time and UTC. What people plan is a local time in an IANA zone; what calendars compare is UTC (G02)."""

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
_YEARS = range(2000, 2100)


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


@dataclass(frozen=True, slots=True)
class LocalStart:
    """A start as people say it: local time (naive), IANA zone, and the offset only where the hour happens twice.

    Raises `BadStart` for seconds, an offset inside `local` or a year outside 2000–2099, and `UnknownTimeZone`.
    """

    local: datetime
    zone: str
    offset_minutes: int | None = None

    def __post_init__(self) -> None:
        local = self.local
        if local.tzinfo is not None or local.second or local.microsecond or local.year not in _YEARS:
            raise BadStart(local)
        zone_named(self.zone)

    @classmethod
    def at(cls, starts_at: datetime, zone: str) -> "LocalStart":
        """The local start of the UTC time `starts_at`, its offset said."""
        local = starts_at.astimezone(zone_named(zone))
        return cls(local.replace(tzinfo=None, fold=0), zone, _minutes(local.utcoffset()))

    def offsets(self) -> tuple[int, ...]:
        """The offsets (minutes east of UTC) this local time has: none in a gap, two in the hour that happens twice."""
        before, after = self._offsets_around()
        if before == after:
            return (before,)
        return (before, after) if before > after else ()

    def utc(self) -> datetime:
        """The same moment in UTC.

        Raises `LocalTimeDoesNotExist` in the gap of a clock change, `LocalTimeIsAmbiguous` when it happens twice and
        no offset is given, `OffsetDoesNotFit` when the offset given is none of this time's.
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
        before, after = self._offsets_around()
        gap = (after - before) * MINUTE
        return LocalTimeDoesNotExist(self.local, self.zone, (self.local - gap, self.local + gap), occurrence)

    def _offsets_around(self) -> tuple[int, int]:
        zoned = self.local.replace(tzinfo=zone_named(self.zone))
        return _minutes(zoned.replace(fold=0).utcoffset()), _minutes(zoned.replace(fold=1).utcoffset())

    def _less(self, offset: int) -> datetime:
        return (self.local - offset * MINUTE).replace(tzinfo=UTC)


def _minutes(offset: timedelta | None) -> int:
    return (offset or timedelta()) // MINUTE

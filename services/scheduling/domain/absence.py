"""A person is away: days off, or part of a day. It takes the person's calendar, so nobody can book them then."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from services.scheduling.domain.errors import AbsenceIsWithdrawn, BadAbsence
from services.scheduling.domain.slot import Claim, Resource, Slot
from services.scheduling.domain.walltime import YEARS, zone_named

LONGEST_DAYS = 366


class AbsenceKind(StrEnum):
    """Why somebody is away, as coarse as a colleague needs it."""

    LEAVE = "leave"
    SICKNESS = "sickness"
    TRAINING = "training"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Away:
    """When, as people say it: whole local days `first` to `last`, or from a time on the first to a time on the last."""

    first: date
    last: date
    time_zone: str
    from_time: time | None = None
    until_time: time | None = None

    def slot(self) -> Slot:
        """The UTC time. In an hour that happens twice all of it is meant. Raises `BadAbsence` and `UnknownTimeZone`."""
        tz = zone_named(self.time_zone)
        if self.first.year not in YEARS or self.last.year not in YEARS:
            raise BadAbsence(LONGEST_DAYS)
        if (self.from_time is None) != (self.until_time is None):
            raise BadAbsence(LONGEST_DAYS)
        if self.from_time is None or self.until_time is None:
            begins = datetime.combine(self.first, time(), tz)
            ends = datetime.combine(self.last + timedelta(days=1), time(), tz)
        else:
            begins = datetime.combine(self.first, self.from_time.replace(second=0, microsecond=0), tz)
            ends = datetime.combine(self.last, self.until_time.replace(second=0, microsecond=0, fold=1), tz)
        starts_at, ends_at = begins.astimezone(UTC), ends.astimezone(UTC)
        if not timedelta() < ends_at - starts_at <= timedelta(days=LONGEST_DAYS, hours=1):
            raise BadAbsence(LONGEST_DAYS)
        return Slot(starts_at, ends_at)


@dataclass(slots=True, kw_only=True)
class Absence:
    """The aggregate. `note` is for the person and who keeps their diary; `version` is 0 until it is stored."""

    id: str
    person_id: str
    away: Away
    kind: AbsenceKind
    note: str
    entered_by_id: str
    entered_at: datetime
    withdrawn_at: datetime | None = None
    version: int = 0

    @property
    def slot(self) -> Slot:
        """The time away, UTC."""
        return self.away.slot()

    def claims(self) -> list[Claim]:
        """The person's calendar, unless it was withdrawn."""
        return [] if self.withdrawn_at else [Claim(Resource.person(self.person_id), self.slot)]

    def withdraw(self, now: datetime) -> None:
        """The person is there after all. Raises `AbsenceIsWithdrawn`."""
        if self.withdrawn_at:
            raise AbsenceIsWithdrawn
        self.withdrawn_at = now

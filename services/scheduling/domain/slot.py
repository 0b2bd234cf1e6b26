"""Stretches of time and who or what they belong to: UTC, exact to the minute, without a grid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_minute(at: datetime) -> int:
    """The whole minutes from 1970 to `at` (UTC, aware), as calendars store them."""
    return (at - _EPOCH) // MINUTE


def from_minute(minute: int) -> datetime:
    """The UTC time that is `minute` minutes after the start of 1970."""
    return _EPOCH + minute * MINUTE


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A stretch of time `[starts_at, ends_at)`: an end and a start at the same minute do not overlap (SB-16).

    Both ends are aware UTC datetimes on whole minutes, the end after the start; anything else is a
    `ValueError`.
    """

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        for at in (self.starts_at, self.ends_at):
            if at.utcoffset() != timedelta(0) or at.second or at.microsecond:
                raise ValueError(f"A slot needs whole minutes of UTC, not {at!r}")
        if self.ends_at <= self.starts_at:
            raise ValueError(f"A slot must end after its start {self.starts_at!r}, not at {self.ends_at!r}")

    @classmethod
    def of(cls, starts_at: datetime, minutes: int) -> "Slot":
        """The slot of `minutes` minutes that begins at `starts_at`."""
        return cls(starts_at, starts_at + minutes * MINUTE)

    @classmethod
    def of_minutes(cls, start: int, end: int) -> "Slot":
        """The slot between two minutes since 1970, as calendars store them."""
        return cls(from_minute(start), from_minute(end))

    @property
    def minutes(self) -> int:
        """The length in minutes."""
        return (self.ends_at - self.starts_at) // MINUTE

    @property
    def days(self) -> tuple[date, ...]:
        """The UTC days the slot touches; a slot that ends at midnight does not touch the next day."""
        return days_between(self.starts_at, self.ends_at - MINUTE)

    def overlaps(self, other: "Slot") -> bool:
        """Whether the two share at least one minute."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def days_between(first: datetime, last: datetime) -> tuple[date, ...]:
    """The UTC days from the one of `first` to the one of `last`, both included."""
    count = (last.date() - first.date()).days + 1
    return tuple(first.date() + timedelta(days=offset) for offset in range(count))


class ResourceKind(StrEnum):
    """What can be booked once at a time. Assessor and learner are both people: one person, one calendar."""

    PERSON = "person"
    ROOM = "room"


@dataclass(frozen=True, slots=True, order=True)
class Resource:
    """A person or a Smart Room."""

    kind: ResourceKind
    id: str

    @classmethod
    def person(cls, person_id: str) -> "Resource":
        """The calendar of an assessor or a learner."""
        return cls(ResourceKind.PERSON, person_id)

    @classmethod
    def room(cls, room_id: str) -> "Resource":
        """The calendar of a Smart Room."""
        return cls(ResourceKind.ROOM, room_id)


class Claim(NamedTuple):
    """A resource that a session needs for itself during a slot."""

    resource: Resource
    slot: Slot


class Hold(StrEnum):
    """Why something is taken. Sessions and absences refuse a booking; an event only warns (CE-09 as amended)."""

    SESSION = "session"
    AWAY = "away"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Busy:
    """An entry of a calendar: the resource is taken from `starts_at` until `ends_at` (UTC).

    `session_id` is the session it belongs to, or the absence, maintenance or event that `hold` says.
    """

    resource: Resource
    starts_at: datetime
    ends_at: datetime
    session_id: str
    hold: Hold = Hold.SESSION

    @property
    def slot(self) -> Slot:
        """The time taken."""
        return Slot(self.starts_at, self.ends_at)


def merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of minutes since 1970, sorted, with those that overlap or touch joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined

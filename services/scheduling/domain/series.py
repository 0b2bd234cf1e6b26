"""A series: sessions that were booked together, and what later happens to several of them at once (SB-30)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from services.scheduling.domain.repeat import resolved
from services.scheduling.domain.rooms import RoomRef
from services.scheduling.domain.slot import MINUTE
from services.scheduling.domain.walltime import LocalStart

if TYPE_CHECKING:
    from services.scheduling.domain.session import Session


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One session of a series as it was booked; later changes are its own. Times in UTC."""

    session_id: str
    starts_at: datetime
    ends_at: datetime
    room: RoomRef | None


@dataclass(frozen=True, slots=True)
class ChangedOccurrence:
    """One session of a series as a change of several left it: its place in the series, start (UTC), length and its
    own sequence."""

    index: int
    starts_at: datetime
    minutes: int
    sequence: int


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """Several sessions of a series moved or were cancelled together: people hear of it once."""

    id: str
    occurrences: tuple[ChangedOccurrence, ...]


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """Where a session stands in its series: `index` counts from 1, `occurrences` are all as booked.

    `change` is what happened to it last, if that was together with others.
    """

    id: str
    index: int
    occurrences: tuple[Occurrence, ...]
    change: SeriesChange | None = None

    @property
    def count(self) -> int:
        """How many sessions were booked together."""
        return len(self.occurrences)


def join_series(series_id: str, sessions: Sequence[Session]) -> None:
    """Make sessions booked together one series, in the order given, once they have rooms (SB-30)."""
    occurrences = tuple(Occurrence(one.id, one.starts_at, one.ends_at, one.room) for one in sessions)
    for index, session in enumerate(sessions, start=1):
        session.series = SeriesPlace(series_id, index, occurrences)


def shifted(starts: Sequence[LocalStart], first: LocalStart) -> tuple[LocalStart, ...]:
    """The starts when the first of them becomes `first`: all move by the same time on the clock, so a clock change
    in between does not show.

    Raises `LocalTimeDoesNotExist` naming the occurrence (from 1) that falls into a gap, and what `first.utc` raises.
    """
    by: timedelta = first.local - starts[0].local
    offset = (first.local - first.utc().replace(tzinfo=None)) // MINUTE
    others = [
        resolved(LocalStart(start.local + by, first.zone), offset, number)
        for number, start in enumerate(starts[1:], start=2)
    ]
    return (first, *others)

"""The nearest times at which everybody a session needs is free, and a Smart Room with them (SB-40, B-02)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from services.scheduling.domain.hours import WorkingHours
from services.scheduling.domain.rooms import SmartRoom
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import MINUTE, Busy, Resource, ResourceKind, merged, to_minute
from services.scheduling.domain.walltime import YEARS, LocalStart, local_time, offsets_at, zone_named

WINDOW_DAYS = 14
STEP_MINUTES = 15
OFFERED = 3

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A time that is free: one start, or one for each occurrence of a series, each with its offset said."""

    starts: tuple[LocalStart, ...]

    def as_fact(self) -> dict[str, object]:
        """What a refusal tells: enough to book it as it stands."""
        first = self.starts[0]
        fact: dict[str, object] = {
            "starts_at": first.utc(),
            "local_start": first.local,
            "time_zone": first.zone,
            "offset_minutes": first.offset_minutes,
        }
        if len(self.starts) > 1:
            fact["occurrences"] = [start.utc() for start in self.starts]
        return fact


@dataclass(frozen=True, slots=True)
class Wish:
    """What has to be free: everybody at every start and, if `rooms` are named, one of them each time.

    `people` says from how many minutes before the start each person is needed (travel). `rooms` is None where
    no room is needed.
    """

    starts: tuple[LocalStart, ...]
    minutes: int
    people: tuple[tuple[Resource, int], ...]
    rooms: tuple[Resource, ...] | None

    @classmethod
    def of(cls, sessions: Sequence[Session], rooms: Iterable[SmartRoom] = ()) -> "Wish":
        """What the sessions of one booking need; `rooms` are those suitable for a Smart Session."""
        first = sessions[0]
        return cls(
            starts=tuple(session.start for session in sessions),
            minutes=first.minutes,
            people=tuple(
                (claim.resource, (first.starts_at - claim.slot.starts_at) // MINUTE)
                for claim in first.claims()
                if claim.resource.kind is ResourceKind.PERSON
            ),
            rooms=tuple(room.resource for room in rooms) if first.needs_room else None,
        )

    @property
    def resources(self) -> tuple[Resource, ...]:
        """Whose calendars have to be read."""
        return tuple(resource for resource, _ in self.people) + (self.rooms or ())


def days_to_read(starts: Sequence[LocalStart], window_days: int = WINDOW_DAYS) -> tuple[date, ...]:
    """The UTC days whose calendars `nearest_free` has to know for these starts."""
    reach = range(-window_days - 1, window_days + 2)
    return tuple(sorted({start.local.date() + days * _DAY for start in starts for days in reach}))


def nearest_free(
    wish: Wish,
    busy: Iterable[Busy],
    *,
    hours: WorkingHours,
    now: datetime,
    ignoring: Collection[str] = (),
    window_days: int = WINDOW_DAYS,
    step_minutes: int = STEP_MINUTES,
    limit: int = OFFERED,
) -> tuple[Alternative, ...]:
    """The nearest times the wish comes true, nearest first, of two equally near the earlier.

    All starts of a series shift by the same local time. Offered are local times on a grid of `step_minutes`
    (from midnight), not more than `window_days` from the day wished, from `now` on (UTC), wholly inside
    working hours, and not in the gap or the doubled hour of a clock change. `busy` must cover `days_to_read`;
    what the sessions `ignoring` hold counts as free.
    """
    search = _Search(wish, [entry for entry in busy if entry.session_id not in ignoring], hours, now)
    wished = wish.starts[0].local
    candidates = sorted(
        _grid(wish.starts[0], hours, window_days, step_minutes),
        key=lambda local: (abs(local - wished), local),
    )
    found: list[Alternative] = []
    for local in candidates:
        if len(found) == limit:
            break
        starts = search.shifted(local - wished)
        if starts:
            found.append(Alternative(starts))
    return tuple(found)


def _grid(wished: LocalStart, hours: WorkingHours, window_days: int, step_minutes: int) -> Iterator[datetime]:
    step = step_minutes * MINUTE
    for days in range(-window_days, window_days + 1):
        day = wished.local.date() + days * _DAY
        midnight = datetime.combine(day, time())
        for span in hours.on(day, wished.zone):
            opens, closes = local_time(span.starts_at, wished.zone), local_time(span.ends_at, wished.zone)
            local = midnight - (midnight - opens) // step * step
            while local < closes:
                yield local
                local += step


class _Taken:
    """Merged stretches of minutes, asked by bisection."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        joined = merged(stretches)
        self._starts = [start for start, _ in joined]
        self._ends = [end for _, end in joined]

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing touches `[start, end)`."""
        index = bisect_right(self._ends, start)
        return index == len(self._starts) or self._starts[index] >= end


class _Search:
    """The calendars of a wish, ready for thousands of questions."""

    def __init__(self, wish: Wish, busy: Iterable[Busy], hours: WorkingHours, now: datetime) -> None:
        stretches: dict[Resource, list[tuple[int, int]]] = defaultdict(list)
        for entry in busy:
            stretches[entry.resource].append((to_minute(entry.starts_at), to_minute(entry.ends_at)))
        needed: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for resource, before in wish.people:
            needed[before] += stretches[resource]
        self._people = [(before, _Taken(taken)) for before, taken in needed.items()]
        self._rooms = None if wish.rooms is None else [_Taken(stretches[room]) for room in wish.rooms]
        self._starts = wish.starts
        self._minutes = wish.minutes
        self._hours = hours
        self._zone_name = wish.starts[0].zone
        self._zone = zone_named(self._zone_name)
        self._earliest = to_minute(now + MINUTE - timedelta.resolution)
        self._open: dict[date, list[tuple[int, int]]] = {}

    def shifted(self, shift: timedelta) -> tuple[LocalStart, ...]:
        """All starts shifted by that much local time, or nothing if one of them will not do."""
        found: list[LocalStart] = []
        for start in self._starts:
            local = start.local + shift
            offsets = offsets_at(local, self._zone)
            if local.year not in YEARS or len(offsets) != 1 or not self._is_free(local, offsets[0]):
                return ()
            found.append(LocalStart(local, self._zone_name, offsets[0]))
        return tuple(found)

    def _is_free(self, local: datetime, offset: int) -> bool:
        start = to_minute(local.replace(tzinfo=UTC)) - offset
        end = start + self._minutes
        return (
            start >= self._earliest
            and any(opens <= start and end <= closes for opens, closes in self._working(local.date()))
            and all(taken.is_free(start - before, end) for before, taken in self._people)
            and (self._rooms is None or any(room.is_free(start, end) for room in self._rooms))
        )

    def _working(self, day: date) -> list[tuple[int, int]]:
        if day not in self._open:
            spans = self._hours.on(day, self._zone_name)
            self._open[day] = [(to_minute(span.starts_at), to_minute(span.ends_at)) for span in spans]
        return self._open[day]

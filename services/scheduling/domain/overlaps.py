"""The safety net under the claims: do sessions overlap after all, and do the calendars say what the sessions say?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import Busy, Hold, Resource, Slot


class Fault(StrEnum):
    """What must never be. `overlap`: two sessions hold one resource at once; `missing`: a calendar does not know what
    a session holds; `left_over`: it holds something for a session that does not.
    """

    OVERLAP = "overlap"
    MISSING = "missing"
    LEFT_OVER = "left_over"


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One fault: of which resource, on which UTC day, between whom."""

    fault: Fault
    resource: Resource
    day: date
    session_ids: tuple[str, ...]


Held = tuple[str, Slot]


def faults_between(
    sessions: Iterable[Session], calendars: Iterable[tuple[date, Busy]], days: frozenset[date]
) -> list[Found]:
    """Every fault on these UTC days, in order. `sessions` are all that touch them, `calendars` the entries by day."""
    claimed: dict[tuple[Resource, date], set[Held]] = defaultdict(set)
    for session in sessions:
        for resource, slot in session.claims():
            for day in days.intersection(slot.days):
                claimed[(resource, day)].add((session.id, slot))
    stored: dict[tuple[Resource, date], set[Held]] = defaultdict(set)
    for day, entry in calendars:
        if entry.hold is Hold.SESSION and day in days:
            stored[(entry.resource, day)].add((entry.session_id, entry.slot))
    found = {
        one
        for place in claimed.keys() | stored.keys()
        for one in _faults_at(*place, claimed[place], stored[place])
    }
    return sorted(found)


def _faults_at(resource: Resource, day: date, claimed: set[Held], stored: set[Held]) -> Iterator[Found]:
    for id, _ in claimed - stored:
        yield Found(Fault.MISSING, resource, day, (id,))
    for id, _ in stored - claimed:
        yield Found(Fault.LEFT_OVER, resource, day, (id,))
    in_order = sorted(claimed, key=lambda held: held[1])
    for number, (id, slot) in enumerate(in_order):
        for other, later in in_order[number + 1 :]:
            if later.starts_at >= slot.ends_at:
                break
            yield Found(Fault.OVERLAP, resource, day, (id, other))

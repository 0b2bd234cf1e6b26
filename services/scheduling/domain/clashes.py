"""Who or what is already taken. A clash names the resource and the time, never the other session."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.scheduling.domain.slot import Busy, Claim, Hold, Resource, Slot


@dataclass(frozen=True, slots=True)
class Clash:
    """What occurrence number `occurrence` (from 1) wants is taken from `starts_at` until `ends_at` (UTC).

    `away`: by a day off or another absence.
    """

    resource: Resource
    starts_at: datetime
    ends_at: datetime
    occurrence: int
    away: bool = False

    @property
    def slot(self) -> Slot:
        """The time it is taken."""
        return Slot(self.starts_at, self.ends_at)


def find_clashes(
    wanted: Sequence[Sequence[Claim]], busy: Iterable[Busy], *, ignoring: Collection[str] = ()
) -> list[Clash]:
    """Every overlap of the claims of each occurrence with the calendars and with the occurrences before it, by
    occurrence, time and resource.

    `ignoring` are the ids of the sessions that are being moved: what they hold now does not count. An entry
    that stands in the calendars of two days (over midnight) is one clash.
    """
    taken: dict[Resource, set[tuple[datetime, datetime, bool]]] = defaultdict(set)
    for entry in busy:
        if entry.session_id not in ignoring:
            taken[entry.resource].add((entry.starts_at, entry.ends_at, entry.hold is Hold.AWAY))
    clashes = []
    for occurrence, claims in enumerate(wanted, start=1):
        clashes += [
            Clash(resource, starts_at, ends_at, occurrence, away)
            for resource, slot in claims
            for starts_at, ends_at, away in taken[resource]
            if starts_at < slot.ends_at and slot.starts_at < ends_at
        ]
        for resource, slot in claims:
            taken[resource].add((slot.starts_at, slot.ends_at, False))
    return sorted(clashes, key=lambda clash: (clash.occurrence, clash.starts_at, clash.resource))

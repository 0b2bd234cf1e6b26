"""What is asked for: how large, which variant, seen from which day."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from chassis.ids import IdSequence

LEARNERS_A_TEAM = 40
SESSIONS_A_TEAM = 600
"""More do not fit into an assessor's diary of nine months."""

MOST_CENTRES = 500


@dataclass(frozen=True, slots=True)
class Order:
    """A provider to be made. The same order makes the same provider, id by id."""

    number: int
    learners: int
    centres: int
    sessions: int
    day: date

    def __post_init__(self) -> None:
        if not 1 <= self.centres <= MOST_CENTRES:
            raise ValueError(f"A provider here has 1 to {MOST_CENTRES} centres.")
        if self.learners < self.centres:
            raise ValueError("Every centre needs a learner.")
        if not 0 <= self.sessions <= self.learners * SESSIONS_A_TEAM:
            raise ValueError(f"No more than {SESSIONS_A_TEAM} sessions fit into an assessor's diary.")

    @property
    def now(self) -> datetime:
        """The moment the provider is seen from: the beginning of the day, UTC."""
        return datetime.combine(self.day, time(), UTC)

    @property
    def provider_id(self) -> str:
        """The provider's id, which depends on the number only."""
        return self.ids("provider").next()

    def ids(self, *scope: object) -> IdSequence:
        """The ids of one part of the provider."""
        return IdSequence(f"seed/{self.number}/{'/'.join(map(str, scope))}", "")

    def chance(self, *scope: object) -> random.Random:
        """What falls by chance in one part of the provider, the same each time."""
        return random.Random(f"seed/{self.number}/{'/'.join(map(str, scope))}")

    def teams(self) -> Iterator["TeamOrder"]:
        """An assessor with learners each; learners and sessions are spread evenly, every centre has a team."""
        count = max(self.centres, -(-self.learners // LEARNERS_A_TEAM), -(-self.sessions // SESSIONS_A_TEAM))
        for index in range(count):
            learners = _share(self.learners, index, count)
            yield TeamOrder(index, index % self.centres, learners, _share(self.sessions, index, count))


@dataclass(frozen=True, slots=True)
class TeamOrder:
    """One team: its number, its centre's, and how large it is."""

    index: int
    centre: int
    learners: int
    sessions: int


def _share(total: int, index: int, count: int) -> int:
    return total * (index + 1) // count - total * index // count

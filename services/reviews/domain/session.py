"""A session as it stands in a learning plan."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

HELD = frozenset({"completed", "completed_bilingually", "completed_welsh"})
"""The outcomes that mean the learner was there."""

CANCELLED = frozenset(
    {"cancelled_by_learner", "cancelled_by_employer", "cancelled_by_assessor", "cancelled_by_provider"}
)


class PlanState(StrEnum):
    """How a session stands for one learner (X19)."""

    PLANNED = "planned"
    HELD = "held"
    NOT_HELD = "not_held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Participation:
    """One learner's part in a session. `actual_start_at` is UTC; both actual values are None until held."""

    learner_id: str
    outcome: str
    actual_start_at: datetime | None
    actual_minutes: int | None
    enrolment_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """The Smart Room a session holds."""

    room_id: str
    name: str


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """Which occurrence of a series a session is, from 1."""

    series_id: str
    index: int
    count: int


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """What scheduling said last about a session. `starts_at` and `ends_at` are UTC, `local_start` is the wall
    clock of `time_zone`, `minutes` the planned length."""

    id: str
    assessor_id: str
    method: str
    type: str | None
    kind: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    local_start: str
    minutes: int
    location: str | None
    room: Place | None
    qualification_ids: tuple[str, ...]
    planning_notes: str | None
    state: str
    series: SeriesPlace | None
    participants: tuple[Participation, ...]

    def participation_of(self, learner_id: str) -> Participation | None:
        """The learner's own part; None when they are not in the session."""
        return next((part for part in self.participants if part.learner_id == learner_id), None)

"""The people around a session as scheduling knows them: what identity says of them, and nothing more."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """A person as scheduling knows them from identity: `roles` maps a role to its centres (none: all centres)."""

    id: str
    name: str
    roles: dict[str, frozenset[str]]
    state: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A learner on a qualification, and who looks after it. `cover` lists stand-ins with first and last day."""

    id: str
    learner_id: str
    centre_id: str
    qualification_id: str
    assessor_id: str | None
    blocked: bool
    archived: bool
    cover: tuple[tuple[str, date, date], ...] = ()

    def is_looked_after_by(self, assessor_id: str, on: date) -> bool:
        """Whether the person is its assessor, or stands in on that day (CE-19, decisions.md Caseload)."""
        covering = any(who == assessor_id and first <= on <= last for who, first, last in self.cover)
        return covering or self.assessor_id == assessor_id

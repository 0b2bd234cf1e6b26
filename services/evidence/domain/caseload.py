"""Who looks after a learner, as identity told it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Cover:
    """Another assessor stands in from the first day to the last, both included."""

    assessor_id: str
    from_date: date
    until_date: date


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A learner on one qualification at one centre."""

    id: str
    learner_id: str
    centre_id: str
    assessor_id: str | None
    archived: bool
    covering: tuple[Cover, ...]

    def assessed_by(self, person_id: str, today: date) -> bool:
        """Whether the person is the assessor, or stands in for them today."""
        return not self.archived and (
            self.assessor_id == person_id
            or any(
                cover.assessor_id == person_id and cover.from_date <= today <= cover.until_date
                for cover in self.covering
            )
        )


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name, and the centres they are a learner at (empty for everybody else)."""

    id: str
    name: str
    learner_at: frozenset[str]


@dataclass(frozen=True, slots=True)
class Learner:
    """A learner with everything access is decided from."""

    id: str
    centre_ids: frozenset[str]
    enrolments: tuple[Enrolment, ...]

    @property
    def is_archived(self) -> bool:
        """Whether nothing the learner was ever on is still in use."""
        return bool(self.enrolments) and all(enrolment.archived for enrolment in self.enrolments)

"""What the routes about a learner's supervisors take and give."""

from datetime import date
from typing import Self

from chassis.schemas import Id, In, Out, ShownId
from services.identity.domain.supervision import Relation, Supervision, Supervisor


class SupervisorIn(In):
    """Somebody who supervises a learner for an employer; until further notice without a last day."""

    person_id: Id
    employer_id: Id
    relation: Relation
    from_date: date
    until_date: date | None = None


class SupervisorEndIn(In):
    """The last day of a supervisor."""

    until_date: date


class SupervisorOut(Out):
    """Who supervises the learner for whom, from the first day to the last."""

    id: str
    person_id: str
    employer_id: str
    relation: Relation
    from_date: date
    until_date: date | None

    @classmethod
    def of(cls, one: Supervisor) -> Self:
        """The supervisor."""
        return cls(
            id=one.id,
            person_id=one.person_id,
            employer_id=one.employer_id,
            relation=one.relation,
            from_date=one.from_date,
            until_date=one.until_date,
        )


class SupervisionOut(Out):
    """A learner's supervisors in order of their days."""

    learner_id: ShownId
    items: list[SupervisorOut]
    version: int

    @classmethod
    def of(cls, supervision: Supervision, version: int) -> Self:
        """The supervision at a version."""
        items = [SupervisorOut.of(one) for one in supervision.supervisors]
        return cls(learner_id=supervision.learner_id, items=items, version=version)


class NamedSupervisorOut(SupervisorOut):
    """A supervisor by name and address (PT-44); an employer that was merged has its own name still."""

    person_name: str
    email: str | None
    employer_name: str


class NamedSupervisionOut(Out):
    """A learner's supervisors in order of their days, with names."""

    learner_id: ShownId
    items: list[NamedSupervisorOut]
    version: int

"""Saying who supervises a learner at work, from when to when (DR-113)."""

from dataclasses import dataclass
from datetime import date

from chassis.tx import expect_version
from services.identity import access
from services.identity.domain.employer import EmployerMerged, EmployerNotFound
from services.identity.domain.enrolment import must_hold
from services.identity.domain.errors import PersonNotFound
from services.identity.domain.person import Person
from services.identity.domain.roles import Role
from services.identity.domain.supervision import Relation, Supervision, Supervisor
from services.identity.handlers.announcing import supervision_changed
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class AppointSupervisor:
    """Somebody supervises a learner for an employer, from a first day on, and to a last one if that is known."""

    learner_id: str
    person_id: str
    employer_id: str
    relation: Relation
    from_date: date
    until_date: date | None


async def appoint_supervisor(tx: Tx, cmd: AppointSupervisor) -> Supervision:
    """Note a supervisor; whoever supervised until further notice ends the day before.

    Raises Forbidden, PersonNotFound, EmployerNotFound, EmployerMerged, NotInThatRole,
    SupervisionEndsBeforeItBegins, SupervisedAlready and TooManySupervisors.
    """
    learner, supervision = await _of_learner(tx, cmd.learner_id)
    person = await tx.people.get(tx.provider_id, cmd.person_id)
    if person is None or not access.knows(tx.actor, person):
        raise PersonNotFound("There is no such person.", field="person_id")
    must_hold(person, Role.EMPLOYER_USER, *sorted(learner.centre_ids), field="person_id")
    await _must_be_open(tx, cmd.employer_id)
    appointed = supervision.appointed(
        Supervisor(tx.new_id(), person.id, cmd.employer_id, cmd.relation, cmd.from_date, cmd.until_date)
    )
    _save(tx, appointed, change="appointed")
    return appointed


@dataclass(frozen=True, slots=True)
class EndSupervisor:
    """A supervisor gets another last day. `version` is the one the caller read."""

    learner_id: str
    supervisor_id: str
    last_day: date
    version: int


async def end_supervisor(tx: Tx, cmd: EndSupervisor) -> Supervision:
    """End or prolong a period.

    Raises Forbidden, PersonNotFound, VersionChanged, SupervisorNotFound, SupervisionEndsBeforeItBegins and
    SupervisedAlready.
    """
    _, supervision = await _of_learner(tx, cmd.learner_id)
    expect_version(supervision.version, cmd.version)
    ended = supervision.ended(cmd.supervisor_id, cmd.last_day)
    _save(tx, ended, change="ended")
    return ended


@dataclass(frozen=True, slots=True)
class TakeSupervisorBack:
    """A period was a mistake. `version` is the one the caller read."""

    learner_id: str
    supervisor_id: str
    version: int


async def take_supervisor_back(tx: Tx, cmd: TakeSupervisorBack) -> Supervision:
    """Remove a period. Raises Forbidden, PersonNotFound, VersionChanged and SupervisorNotFound."""
    _, supervision = await _of_learner(tx, cmd.learner_id)
    expect_version(supervision.version, cmd.version)
    without = supervision.without(cmd.supervisor_id)
    _save(tx, without, change="taken_back")
    return without


async def _of_learner(tx: Tx, learner_id: str) -> tuple[Person, Supervision]:
    access.may_supervise(tx.actor)
    learner = await tx.people.get(tx.provider_id, learner_id)
    if learner is None or not access.keeps_learner(tx.actor, learner):
        raise PersonNotFound("There is no such learner.")
    return learner, await tx.supervisions.of(tx.provider_id, learner_id)


async def _must_be_open(tx: Tx, employer_id: str) -> None:
    employer = await tx.employers.get(tx.provider_id, employer_id)
    if employer is None or not access.works_with(tx.actor, employer):
        raise EmployerNotFound("There is no such employer.", field="employer_id")
    if employer.merged_into:
        raise EmployerMerged(
            "This record has been merged into another one.",
            field="employer_id",
            employer_id=employer.merged_into,
        )


def _save(tx: Tx, supervision: Supervision, *, change: str) -> None:
    tx.supervisions.save(supervision)
    tx.publish(supervision_changed(supervision), change=change)

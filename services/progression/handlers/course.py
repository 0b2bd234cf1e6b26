"""What people decide about an enrolment: programme dates, breaks, assessment, end, certificate (CE-65, CE-66)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from chassis.tx import expect_version, not_known_yet
from services.caseload import local_day
from services.progression import access
from services.progression.domain.course import CertificateStatus, Course, Decision, check_day
from services.progression.domain.errors import TrainingNotFound
from services.progression.domain.training import Training
from services.progression.handlers.training import training_changed
from services.progression.ports import Tx


@dataclass(frozen=True, slots=True)
class PlanProgramme:
    """The planned first and last day of an enrolment's programme. `version` is the one the caller saw."""

    enrolment_id: str
    version: int
    starts_on: date
    planned_end_on: date


@dataclass(frozen=True, slots=True)
class Decide:
    """What holds from a day on, for a reason. `version` is the one the caller saw."""

    enrolment_id: str
    version: int
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class BeginBreak:
    """A break in learning begins."""

    decision: Decide
    expected_return_on: date | None


@dataclass(frozen=True, slots=True)
class ChangeCertificate:
    """The certificate came a step further, or a step was a mistake."""

    decision: Decide
    status: CertificateStatus
    number: str | None


async def plan_programme(tx: Tx, cmd: PlanProgramme) -> Training:
    """Set the programme dates. Raises what `_decidable` raises, and EndsBeforeItStarts."""
    training = await _decidable(tx, cmd.enrolment_id, cmd.version)
    return _saved(
        tx, training, training.course.planned(cmd.starts_on, cmd.planned_end_on), "programme_changed"
    )


async def begin_break(tx: Tx, cmd: BeginBreak) -> Training:
    """The learner pauses; clocks stop. Raises what `_decided` and `Course.broken_off` raise."""
    return await _decided(
        tx,
        cmd.decision,
        lambda course, decision: course.broken_off(decision, cmd.expected_return_on),
        "break_began",
    )


async def record_return(tx: Tx, cmd: Decide) -> Training:
    """The learner is back; the planned end moves by the length of the break."""
    return await _decided(tx, cmd, Course.returned, "returned")


async def begin_epa(tx: Tx, cmd: Decide) -> Training:
    """The learner is in the end-point assessment."""
    return await _decided(tx, cmd, Course.in_epa, "epa_began")


async def complete_training(tx: Tx, cmd: Decide) -> Training:
    """The learner has completed it."""
    return await _decided(tx, cmd, Course.completed, "completed")


async def withdraw_learner(tx: Tx, cmd: Decide) -> Training:
    """The learner has given it up: sessions to come are cancelled where they are kept."""
    return await _decided(tx, cmd, Course.withdrawn, "withdrawn")


async def reopen_training(tx: Tx, cmd: Decide) -> Training:
    """The end was a mistake; what was cancelled because of it stays cancelled."""
    return await _decided(tx, cmd, lambda course, _: course.reopened(), "reopened")


async def change_certificate(tx: Tx, cmd: ChangeCertificate) -> Training:
    """Note how far the certificate is: by the administration, or the awarding organisation's."""
    return await _decided(
        tx,
        cmd.decision,
        lambda course, decision: course.certified(cmd.status, cmd.number, decision),
        "certificate_changed",
        may=access.may_certify,
    )


async def _decided(
    tx: Tx,
    cmd: Decide,
    step: Callable[[Course, Decision], Course],
    change: str,
    *,
    may: access.May = access.may_decide,
) -> Training:
    training = await _decidable(tx, cmd.enrolment_id, cmd.version, may)
    check_day(cmd.on, local_day(tx.now))
    decision = Decision(cmd.on, cmd.reason, tx.actor.person_id, tx.now)
    return _saved(tx, training, step(training.course, decision), change)


async def _decidable(
    tx: Tx, enrolment_id: str, version: int, may: access.May = access.may_decide
) -> Training:
    enrolment = await tx.enrolments.get(enrolment_id, tx.provider_id)
    if enrolment is None:
        raise not_known_yet(enrolment_id, tx.now) or TrainingNotFound("There is no such enrolment.")
    may(tx.actor, enrolment)
    training = await tx.trainings.get(enrolment_id, tx.provider_id)
    if training is None or not training.is_open:
        raise not_known_yet(enrolment_id, tx.now) or TrainingNotFound("There is no such enrolment.")
    expect_version(training.version, version)
    return training


def _saved(tx: Tx, training: Training, course: Course, change: str) -> Training:
    decided = training.decided(course)
    tx.trainings.save(decided)
    tx.publish(training_changed(decided, cause_session_id=None), change=change)
    return decided

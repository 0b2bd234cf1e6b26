"""Progression's routes."""

from typing import Annotated

from fastapi import Query, Response

from chassis.http import Ask, Command, Router, needs
from chassis.paging import Cursor, Limit, Page
from chassis.schemas import AboutId, Id
from contracts.words import Permission
from services.progression import handlers, queries
from services.progression.handlers import (
    AddQualification,
    BeginBreak,
    ChangeCertificate,
    Decide,
    PlanProgramme,
)
from services.progression.schemas import (
    AddQualificationIn,
    BreakIn,
    CertificateIn,
    DecidedOut,
    DecisionIn,
    ProgrammeIn,
    QualificationOut,
    TimeLogOut,
    TrainingsOut,
)

router = Router(tags=["progression"])


@router.post("/qualifications", status_code=201, response_model=QualificationOut)
@needs(Permission.KEEP_THE_CATALOGUE)
async def add_qualification(body: AddQualificationIn, command: Command) -> Response:
    """Add a qualification to the provider's catalogue: Master Admins and Curriculum Managers."""
    cmd = AddQualification(body.number, body.title, body.level.value, body.type.value)
    return await command.run(handlers.add_qualification, cmd, answer=QualificationOut.of, status=201)


@router.get("/qualifications")
@needs(Permission.BOOK_SESSIONS)
async def qualifications(
    ask: Ask,
    number: Annotated[
        str | None, Query(max_length=20, description="Only the qualification with this number.")
    ] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[QualificationOut]:
    """The provider's catalogue by number, for everybody who is signed in."""
    return await queries.catalogue(ask.db, ask.actor.provider_id, number=number, limit=limit, cursor=cursor)


@router.get("/learners/{learner_id}/time-log")
@needs(Permission.READ_PROGRESS)
async def time_log(
    learner_id: AboutId, ask: Ask, enrolment_id: Id | None = None, limit: Limit = 50, cursor: Cursor = None
) -> TimeLogOut:
    """The learner's time log, newest first, with its totals by on and off the job; all of it, or one enrolment's."""
    return await queries.time_log(
        ask.db, ask.actor, learner_id, enrolment_id, ask.now, limit=limit, cursor=cursor
    )


@router.get("/learners/{learner_id}/training")
@needs(Permission.READ_PROGRESS)
async def training(learner_id: AboutId, ask: Ask) -> TrainingsOut:
    """Every enrolment of the learner: its qualification, the training status and since when."""
    return await queries.training(ask.db, ask.actor, learner_id, ask.now)


@router.put("/trainings/{enrolment_id}/programme", response_model=DecidedOut)
@needs(Permission.DECIDE_TRAINING)
async def plan_programme(enrolment_id: Id, body: ProgrammeIn, command: Command) -> Response:
    """Set the planned first and last day of an enrolment's programme."""
    cmd = PlanProgramme(enrolment_id, command.require_version(), body.starts_on, body.planned_end_on)
    return await command.run(handlers.plan_programme, cmd, answer=DecidedOut.of)


@router.post("/trainings/{enrolment_id}/breaks", response_model=DecidedOut)
@needs(Permission.DECIDE_TRAINING)
async def begin_break(enrolment_id: Id, body: BreakIn, command: Command) -> Response:
    """Begin a break in learning."""
    cmd = BeginBreak(_decide(enrolment_id, body, command), body.expected_return_on)
    return await command.run(handlers.begin_break, cmd, answer=DecidedOut.of)


@router.post("/trainings/{enrolment_id}/return", response_model=DecidedOut)
@needs(Permission.DECIDE_TRAINING)
async def record_return(enrolment_id: Id, body: DecisionIn, command: Command) -> Response:
    """End the break in learning; the planned end moves by its length."""
    cmd = _decide(enrolment_id, body, command)
    return await command.run(handlers.record_return, cmd, answer=DecidedOut.of)


@router.post("/trainings/{enrolment_id}/epa", response_model=DecidedOut)
@needs(Permission.DECIDE_TRAINING)
async def begin_epa(enrolment_id: Id, body: DecisionIn, command: Command) -> Response:
    """The end-point assessment begins."""
    cmd = _decide(enrolment_id, body, command)
    return await command.run(handlers.begin_epa, cmd, answer=DecidedOut.of)


@router.post("/trainings/{enrolment_id}/completion", response_model=DecidedOut)
@needs(Permission.DECIDE_TRAINING)
async def complete_training(enrolment_id: Id, body: DecisionIn, command: Command) -> Response:
    """The learner has completed it."""
    cmd = _decide(enrolment_id, body, command)
    return await command.run(handlers.complete_training, cmd, answer=DecidedOut.of)


@router.post("/trainings/{enrolment_id}/withdrawal", response_model=DecidedOut)
@needs(Permission.DECIDE_TRAINING)
async def withdraw_learner(enrolment_id: Id, body: DecisionIn, command: Command) -> Response:
    """The learner has given it up: their sessions to come are cancelled."""
    cmd = _decide(enrolment_id, body, command)
    return await command.run(handlers.withdraw_learner, cmd, answer=DecidedOut.of)


@router.post("/trainings/{enrolment_id}/reopening", response_model=DecidedOut)
@needs(Permission.DECIDE_TRAINING)
async def reopen_training(enrolment_id: Id, body: DecisionIn, command: Command) -> Response:
    """The completion or withdrawal was a mistake."""
    cmd = _decide(enrolment_id, body, command)
    return await command.run(handlers.reopen_training, cmd, answer=DecidedOut.of)


@router.post("/trainings/{enrolment_id}/certificate", response_model=DecidedOut)
@needs(Permission.DECIDE_TRAINING)
async def change_certificate(enrolment_id: Id, body: CertificateIn, command: Command) -> Response:
    """Note how far the certificate is: claimed, approved, received, one after the other."""
    cmd = ChangeCertificate(_decide(enrolment_id, body, command), body.status, body.number)
    return await command.run(handlers.change_certificate, cmd, answer=DecidedOut.of)


def _decide(enrolment_id: str, body: DecisionIn, command: Command) -> Decide:
    return Decide(enrolment_id, command.require_version(), body.on, body.reason)

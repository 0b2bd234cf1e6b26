"""Progression's routes."""

from typing import Annotated

from fastapi import Query, Response

from chassis.http import Ask, Command, Router
from chassis.paging import Cursor, Limit, Page
from chassis.schemas import Id
from services.progression import handlers, queries
from services.progression.handlers import AddQualification
from services.progression.schemas import AddQualificationIn, QualificationOut, TimeLogOut, TrainingsOut

router = Router(tags=["progression"])


@router.post("/qualifications", status_code=201, response_model=QualificationOut)
async def add_qualification(body: AddQualificationIn, command: Command) -> Response:
    """Add a qualification to the provider's catalogue: Master Admins and Curriculum Managers."""
    cmd = AddQualification(body.number, body.title, body.level.value, body.type.value)
    return await command.run(handlers.add_qualification, cmd, answer=QualificationOut.of, status=201)


@router.get("/qualifications")
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
async def time_log(learner_id: Id, ask: Ask, limit: Limit = 50, cursor: Cursor = None) -> TimeLogOut:
    """The learner's time log, newest first, with the totals of all of it by on and off the job."""
    return await queries.time_log(ask.db, ask.actor, learner_id, ask.now, limit=limit, cursor=cursor)


@router.get("/learners/{learner_id}/training")
async def training(learner_id: Id, ask: Ask) -> TrainingsOut:
    """Every enrolment of the learner: its qualification, the training status and since when."""
    return await queries.training(ask.db, ask.actor, learner_id, ask.now)

"""Who supervises a learner at work."""

from datetime import date
from typing import Annotated

from fastapi import Query, Response

from chassis.http import Ask, Command, Router, needs
from chassis.schemas import AboutId, Id
from contracts.words import Permission
from services.identity.domain.supervision import Supervision
from services.identity.handlers import supervision
from services.identity.handlers.supervision import AppointSupervisor, EndSupervisor, TakeSupervisorBack
from services.identity.queries import supervision as queries
from services.identity.schemas.supervision import (
    NamedSupervisionOut,
    SupervisionOut,
    SupervisorEndIn,
    SupervisorIn,
)

router = Router(tags=["employers"])

On = Annotated[
    date | None, Query(description="Only who supervises the learner on this day: one person or nobody.")
]


@router.get("/learners/{id}/supervisors", response_model=NamedSupervisionOut)
@needs(Permission.BOOK_SESSIONS)
async def list_supervisors(id: AboutId, ask: Ask, on: On = None) -> Response:
    """Who supervises a learner at work, from when to when. An employer reads the own days only."""
    found = await queries.supervision(ask.db, ask.actor, id, on, ask.now)
    return ask.answer(found, version=found.version)


@router.post("/learners/{id}/supervisors", status_code=201, response_model=SupervisionOut)
@needs(Permission.KEEP_PEOPLE)
async def appoint_supervisor(id: Id, body: SupervisorIn, command: Command) -> Response:
    """Say who supervises a learner from a day on; whoever did until further notice ends the day before."""
    appointing = AppointSupervisor(
        learner_id=id,
        person_id=body.person_id,
        employer_id=body.employer_id,
        relation=body.relation,
        from_date=body.from_date,
        until_date=body.until_date,
    )
    return await command.run(supervision.appoint_supervisor, appointing, answer=_saved, status=201)


@router.post("/learners/{id}/supervisors/{supervisor_id}/ending", response_model=SupervisionOut)
@needs(Permission.KEEP_PEOPLE)
async def end_supervisor(id: Id, supervisor_id: Id, body: SupervisorEndIn, command: Command) -> Response:
    """Give a supervisor another last day, such as the end of the employment."""
    ending = EndSupervisor(id, supervisor_id, body.until_date, command.require_version())
    return await command.run(supervision.end_supervisor, ending, answer=_saved)


@router.delete("/learners/{id}/supervisors/{supervisor_id}", response_model=SupervisionOut)
@needs(Permission.KEEP_PEOPLE)
async def take_supervisor_back(id: Id, supervisor_id: Id, command: Command) -> Response:
    """Remove a supervisor who was noted by mistake."""
    taking_back = TakeSupervisorBack(id, supervisor_id, command.require_version())
    return await command.run(supervision.take_supervisor_back, taking_back, answer=_saved)


def _saved(found: Supervision) -> SupervisionOut:
    return SupervisionOut.of(found, version=found.version + 1)

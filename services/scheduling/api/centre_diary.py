"""Routes of a centre's events and tasks."""

from typing import Annotated

from fastapi import Path, Query, Response

from chassis.http import Ask, Command, Router, needs
from chassis.schemas import Id
from contracts.words import Permission
from services.scheduling import handlers
from services.scheduling.api.paths import First, Last, OneCentre, Zone
from services.scheduling.api.times import start_of
from services.scheduling.domain.availability import span_of
from services.scheduling.domain.centre_diary import Meeting
from services.scheduling.queries import centre_diary
from services.scheduling.schemas import centre_diary as schemas

router = Router(tags=["centre diary"])

EventId = Annotated[Id, Path(description="The event's id.")]


@router.post("/events", status_code=201, response_model=schemas.EventOut)
@needs(Permission.KEEP_DIARIES)
async def plan_event(body: schemas.PlanEventIn, command: Command) -> Response:
    """Plan a meeting with assessors, IQAs and learners of a centre."""
    cmd = handlers.PlanEvent(centre_id=body.centre_id, meeting=_meeting(body))
    return await command.run(handlers.plan_event, cmd, answer=schemas.EventOut.saved, status=201)


@router.get("/events", response_model=schemas.EventsOut)
@needs(Permission.KEEP_DIARIES)
async def events(
    ask: Ask, first: First, last: Last, time_zone: Zone = "Europe/London", centre_id: OneCentre = None
) -> schemas.EventsOut:
    """The events you are invited to, or those of your centres."""
    span = span_of(first, last, time_zone)
    return schemas.EventsOut(items=await centre_diary.events(ask.db, ask.actor, span, centre_id))


@router.get("/events/{event_id}", response_model=schemas.EventOut)
@needs(Permission.KEEP_DIARIES)
async def event(ask: Ask, event_id: EventId) -> Response:
    """One event; its version is the ETag."""
    found, version = await centre_diary.event(ask.db, ask.actor, event_id)
    return ask.answer(found, version=version)


@router.put("/events/{event_id}", response_model=schemas.EventOut)
@needs(Permission.KEEP_DIARIES)
async def change_event(body: schemas.EventIn, command: Command, event_id: EventId) -> Response:
    """Say everything about an event anew."""
    cmd = handlers.ChangeEvent(event_id=event_id, version=command.require_version(), meeting=_meeting(body))
    return await command.run(handlers.change_event, cmd, answer=schemas.EventOut.saved)


@router.post("/events/{event_id}/cancellation", response_model=schemas.EventOut)
@needs(Permission.KEEP_DIARIES)
async def cancel_event(command: Command, event_id: EventId) -> Response:
    """Call an event off."""
    cmd = handlers.CancelEvent(event_id=event_id, version=command.require_version())
    return await command.run(handlers.cancel_event, cmd, answer=schemas.EventOut.saved)


@router.post("/tasks", status_code=201, response_model=schemas.TaskOut)
@needs(Permission.KEEP_DIARIES)
async def plan_task(body: schemas.PlanTaskIn, command: Command) -> Response:
    """Add a task to a centre's list."""
    cmd = handlers.PlanTask(centre_id=body.centre_id, title=body.title, notes=body.notes, due_on=body.due_on)
    return await command.run(handlers.plan_task, cmd, answer=schemas.TaskOut.saved, status=201)


@router.get("/tasks", response_model=schemas.TasksOut)
@needs(Permission.KEEP_DIARIES)
async def tasks(
    ask: Ask,
    centre_id: OneCentre = None,
    done: Annotated[bool | None, Query()] = None,
) -> schemas.TasksOut:
    """The tasks of your centres, by the day they are due."""
    return schemas.TasksOut(items=await centre_diary.tasks(ask.db, ask.actor, centre_id, done))


@router.put("/tasks/{task_id}", response_model=schemas.TaskOut)
@needs(Permission.KEEP_DIARIES)
async def change_task(
    body: schemas.ChangeTaskIn, command: Command, task_id: Annotated[Id, Path(description="The task's id.")]
) -> Response:
    """Edit a task, or say that it is done."""
    cmd = handlers.ChangeTask(
        task_id=task_id,
        version=command.require_version(),
        title=body.title,
        notes=body.notes,
        due_on=body.due_on,
        done=body.done,
    )
    return await command.run(handlers.change_task, cmd, answer=schemas.TaskOut.saved)


def _meeting(body: schemas.EventIn) -> Meeting:
    return Meeting(
        title=body.title,
        start=start_of(body),
        minutes=body.minutes,
        place=body.place or "",
        notes=body.notes,
        invited_ids=tuple(dict.fromkeys(body.invited_ids)),
    )

"""Routes of working hours and absences."""

from typing import Annotated

from fastapi import Path, Query, Response

from chassis.http import Ask, Command, Router, needs
from chassis.schemas import Id
from contracts.words import Permission
from services.scheduling import handlers
from services.scheduling.api.paths import First, Last, Zone
from services.scheduling.domain.absence import Away
from services.scheduling.domain.availability import span_of
from services.scheduling.queries import timetables
from services.scheduling.schemas import timetables as schemas
from services.scheduling.schemas.hours import to_week

router = Router(tags=["calendars"])

Whose = Annotated[Id, Path(description="A person's id, a centre's, or the provider's.")]


@router.get("/timetables/{id}", response_model=schemas.TimetableOut)
@needs(Permission.BOOK_SESSIONS)
async def timetable(ask: Ask, id: Whose) -> Response:
    """Working hours, travel, bank holidays and closures of a person, a centre or the provider."""
    found, version = await timetables.timetable(ask.db, ask.actor, id, ask.now)
    return ask.answer(found, version=version)


@router.put("/timetables/{id}", response_model=schemas.TimetableOut)
@needs(Permission.KEEP_DIARIES)
async def set_timetable(body: schemas.TimetableIn, command: Command, id: Whose) -> Response:
    """Set them, all anew. The first time the version is 0."""
    cmd = handlers.SetTimetable(
        id=id,
        version=command.require_version(),
        week=to_week(body.week),
        travel_minutes=body.travel_minutes,
        bank_holidays=body.bank_holidays,
        closures=tuple(one.to_closure() for one in body.closures),
    )
    return await command.run(handlers.set_timetable, cmd, answer=schemas.TimetableOut.saved)


@router.post("/absences", status_code=201, response_model=schemas.EnteredAbsenceOut)
@needs(Permission.KEEP_DIARIES)
async def enter_absence(body: schemas.AbsenceIn, command: Command) -> Response:
    """Enter days off or another absence; the answer lists the sessions that lie in it."""
    away = Away(body.first, body.last, body.time_zone, body.from_time, body.until_time)
    cmd = handlers.EnterAbsence(away=away, kind=body.kind, note=body.note, person_id=body.person_id)
    return await command.run(handlers.enter_absence, cmd, answer=_entered, status=201)


@router.get("/absences", response_model=schemas.AbsencesOut)
@needs(Permission.BOOK_SESSIONS)
async def absences(
    ask: Ask,
    first: First,
    last: Last,
    person_id: Annotated[Id | None, Query(description="Whose; without it your own.")] = None,
    time_zone: Zone = "Europe/London",
) -> schemas.AbsencesOut:
    """When somebody is away."""
    span = span_of(first, last, time_zone)
    items = await timetables.absences(ask.db, ask.actor, person_id or ask.actor.person_id, span, ask.now)
    return schemas.AbsencesOut(items=items)


@router.post("/absences/{absence_id}/withdrawal", response_model=schemas.EnteredAbsenceOut)
@needs(Permission.KEEP_DIARIES)
async def withdraw_absence(
    command: Command, absence_id: Annotated[Id, Path(description="The absence's id.")]
) -> Response:
    """Take an absence back: the time is free again."""
    cmd = handlers.WithdrawAbsence(absence_id=absence_id, version=command.require_version())
    return await command.run(handlers.withdraw_absence, cmd, answer=_entered)


def _entered(entered: handlers.EnteredAbsence) -> schemas.EnteredAbsenceOut:
    return schemas.EnteredAbsenceOut.entered(entered.absence, entered.sessions)

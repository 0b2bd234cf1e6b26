"""Routes of the reports about sessions."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Path, Query, Response

from chassis.http import Ask, Router, needs
from chassis.schemas import Id
from chassis.tables import CSV, EXCEL, Form, Table, download
from contracts.words import Language, Permission
from services.scheduling.api.headings import file_name, heading
from services.scheduling.api.paths import Zone
from services.scheduling.domain.availability import span_of
from services.scheduling.domain.words import Kind, Method, SessionType
from services.scheduling.queries import reports
from services.scheduling.schemas.reports import (
    CancellationsOut,
    CancellationsRowOut,
    RoomUseReportOut,
    RoomUseRowOut,
    SessionsReportOut,
    SessionsRowOut,
)

router = Router(tags=["reports"])

MOST_DAYS = 366
MOST_ROWS = 1000
"""Rows in an answer; a file has them all."""


class Report(StrEnum):
    """The reports there are."""

    CANCELLATIONS = "cancellations"
    SESSIONS = "sessions"
    ROOM_USE = "room-use"


def _period(
    first: Annotated[date, Query(alias="from", description="First local day.")],
    last: Annotated[date, Query(alias="to", description="Last local day, included; at most 366 days.")],
    time_zone: Zone = "Europe/London",
    centre_id: Annotated[Id | None, Query(description="Only this centre.")] = None,
    assessor_id: Annotated[Id | None, Query(description="Only this assessor.")] = None,
    learner_id: Annotated[Id | None, Query(description="Only sessions with this learner.")] = None,
    session_type: Annotated[SessionType | None, Query(alias="type")] = None,
    kind: Annotated[Kind | None, Query(description="What a session counts as, beside its type.")] = None,
    method: Method | None = None,
) -> reports.Period:
    given = {
        "assessor_id": assessor_id,
        "participants.learner_id": learner_id,
        "type": session_type,
        "kind": kind,
        "method": method,
    }
    about = {field: str(value) for field, value in given.items() if value is not None}
    return reports.Period(span_of(first, last, time_zone, most=MOST_DAYS), centre_id, about)


Period = Annotated[reports.Period, Depends(_period)]
By = Annotated[reports.By, Query(description="Whose cancellations a row counts.")]


@router.get("/reports/cancellations", response_model=CancellationsOut)
@needs(Permission.RUN_REPORTS)
async def report_cancellations(ask: Ask, period: Period, by: By = "learner") -> CancellationsOut:
    """Who cancels how often, and with how much notice."""
    rows = await reports.cancellations(ask.db, ask.actor, period, by)
    return CancellationsOut(items=rows[:MOST_ROWS], more=len(rows) > MOST_ROWS)


@router.get("/reports/sessions", response_model=SessionsReportOut)
@needs(Permission.RUN_REPORTS)
async def report_sessions(ask: Ask, period: Period) -> SessionsReportOut:
    """Sessions per assessor: how many, how they ended, how long they took."""
    rows = await reports.sessions_per_assessor(ask.db, ask.actor, period)
    return SessionsReportOut(items=rows[:MOST_ROWS], more=len(rows) > MOST_ROWS)


@router.get("/reports/room-use", response_model=RoomUseReportOut)
@needs(Permission.RUN_REPORTS)
async def report_room_use(ask: Ask, period: Period) -> RoomUseReportOut:
    """How much each Smart Room is used of the time it is open."""
    return RoomUseReportOut(items=await reports.room_use(ask.db, ask.actor, period))


@router.get(
    "/reports/{report}/export",
    response_class=Response,
    responses={200: {"content": {CSV: {}, EXCEL: {}}, "description": "The report as a file."}},
)
@needs(Permission.RUN_REPORTS)
async def export_report(
    ask: Ask,
    report: Annotated[Report, Path(description="Which report.")],
    period: Period,
    by: By = "learner",
    form: Annotated[Form, Query(alias="format")] = "xlsx",
    language: Annotated[Language, Query(description="Of its name and headings.")] = Language.EN,
) -> Response:
    """A whole report as a file for a spreadsheet."""
    db, actor = ask.db, ask.actor
    rows: list[CancellationsRowOut] | list[SessionsRowOut] | list[RoomUseRowOut]
    if report is Report.CANCELLATIONS:
        rows, columns = (
            await reports.cancellations(db, actor, period, by),
            [*CancellationsRowOut.model_fields],
        )
    elif report is Report.SESSIONS:
        rows, columns = await reports.sessions_per_assessor(db, actor, period), [*_SESSIONS, *SessionType]
    else:
        rows, columns = await reports.room_use(db, actor, period), [*RoomUseRowOut.model_fields]
    values = [row.model_dump(mode="json") for row in rows]
    cells = [[(one | one.get("by_type", {})).get(column, 0) for column in columns] for one in values]
    headings = [heading(column, language) for column in columns]
    day = period.span.starts_at.date()
    name = file_name(report, language)
    return await download(Table(name, headings, cells), form, f"{name}-{day}")


_SESSIONS = [name for name in SessionsRowOut.model_fields if name != "by_type"]

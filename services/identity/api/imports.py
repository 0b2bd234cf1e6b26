"""Bulk import of people with their enrolments, and of employers."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Annotated

from fastapi import Query, Response
from fastapi.responses import StreamingResponse

from chassis.http import Ask, Command, Router, needs
from chassis.paging import Cursor, Limit, Page
from chassis.schemas import Id
from chassis.tables import CSV, EXCEL, MEDIA_TYPES, Cell, as_csv_lines
from contracts.words import Language
from services.identity import access, queries
from services.identity.api.headings import InLanguage, file_headers, heading, headings
from services.identity.api.refused_rows import why_refused
from services.identity.api.spreadsheets import rows_of
from services.identity.domain.imports import COLUMNS, REASON, Import, ImportKind, Row, RowResult
from services.identity.domain.permission_set import Permission
from services.identity.handlers import imports
from services.identity.handlers.imports import Run, TakeIn
from services.identity.schemas.accounts import ImportOut, ImportStartedOut, RowOut

router = Router(tags=["imports"])

_FILE = {"schema": {"type": "string", "format": "binary"}}
_EXAMPLE = (
    "given_name,family_name,centre,email,qualification,assessor\n"
    "Efa,Llwyd,Cardiff Bay,efa@example.org,603/5953/5,bethan@example.org\n"
)


@router.post(
    "/imports",
    status_code=201,
    response_model=ImportStartedOut,
    openapi_extra={
        "requestBody": {"required": True, "content": {CSV: {**_FILE, "example": _EXAMPLE}, EXCEL: _FILE}}
    },
)
@needs(Permission.KEEP_PEOPLE)
async def take_in(
    command: Command,
    kind: Annotated[ImportKind, Query(description="What the rows are about.")] = ImportKind.PEOPLE,
) -> Response:
    """Send a file of people, up to 5 000, with or without enrolments, or of employers; a preview is made, nothing
    changes yet.

    The first line names the columns, in English or Welsh: given_name, family_name and centre, and as wanted key, email,
    role (learner unless it says otherwise), language, qualification (its number), assessor and iqa (their e-mail
    addresses).

    Of employers: number, name and centre, and as wanted larger_company (yes or no), domains and recorded_emails
    (several in one cell), workplace and workplace_address, contact, contact_position, contact_email and contact_phone.
    Another workplace, contact or centre of the same employer is another row.
    """
    access.may_import(command.actor, kind)
    content = await command.request.body()
    rows = await asyncio.to_thread(rows_of, content, command.request.headers.get("content-type", ""), kind)
    return await command.run(imports.take_in, TakeIn(kind, rows), answer=_started, status=201)


@router.get("/imports/{id}", response_model=ImportOut)
@needs(Permission.KEEP_PEOPLE)
async def get_import(id: Id, ask: Ask) -> ImportOut:
    """How far an import is, and how many rows come to what."""
    return await queries.an_import(ask.db, ask.actor, id)


@router.get("/imports/{id}/rows", response_model=Page[RowOut])
@needs(Permission.KEEP_PEOPLE)
async def list_rows(
    id: Id,
    ask: Ask,
    result: Annotated[RowResult | None, Query(description="Only rows that come to this.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[RowOut]:
    """The rows with what each would do, or did."""
    return await queries.import_rows(ask.db, ask.actor, id, result, limit=limit, cursor=cursor)


@router.get(
    "/imports/{id}/errors",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {}}, "description": "The refused rows as they came, and why."}},
)
@needs(Permission.KEEP_PEOPLE)
async def download_errors(id: Id, ask: Ask, language: InLanguage = None) -> StreamingResponse:
    """The refused rows as a file: mend them there and send it again, in whichever language its headings are."""
    kind, refused = await queries.refused_rows(ask.db, ask.actor, id)
    line = headings((*COLUMNS[kind], *REASON), language)
    return StreamingResponse(
        as_csv_lines(line, _with_reasons(kind, refused, language)),
        media_type=MEDIA_TYPES["csv"],
        headers=file_headers("errors", f"{id}.csv", language),
    )


@router.post("/imports/{id}/run", response_model=ImportStartedOut)
@needs(Permission.KEEP_PEOPLE)
async def run(id: Id, command: Command) -> Response:
    """Carry out what the preview shows; doing it twice is doing it once."""
    return await command.run(imports.run, Run(id), answer=_started)


async def _with_reasons(
    kind: ImportKind, rows: AsyncIterator[Row], language: Language | None
) -> AsyncIterator[Sequence[Cell]]:
    async for row in rows:
        cells = [row.values.get(column, "") for column in COLUMNS[kind]]
        at = heading(row.field, language) if row.field in COLUMNS[kind] else row.field
        yield [*cells, row.number, row.code, at, why_refused(row, language)]


def _started(found: Import) -> ImportStartedOut:
    return ImportStartedOut(id=found.id, state=found.state, rows=found.row_count)

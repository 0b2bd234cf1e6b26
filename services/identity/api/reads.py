"""What external quality assurers have read: the log of reads, as a list and as a file (G06, B-09)."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Literal

from fastapi import Query, Response
from fastapi.responses import StreamingResponse

from chassis.http import Ask, Router
from chassis.paging import Cursor, Limit, Page
from chassis.schemas import Id
from chassis.tables import CSV, MEDIA_TYPES, Cell, as_csv_lines
from contracts.words import Language
from services.identity.api.audit import From, Until
from services.identity.api.audit_words import in_words
from services.identity.api.headings import InLanguage, file_headers, headings
from services.identity.queries import reads as queries
from services.identity.queries.reads import ReadsSought
from services.identity.schemas.reads import ReadOut

router = Router(tags=["audit"])

COLUMNS = ("at", "reader_id", "reader", "role", "service", "route", "learner_ids", "learners", "request_id")
WORDS = ("what_was_shown",)
"""What a table for people leads with: the route in words."""


@router.get(
    "/audit/reads",
    response_model=Page[ReadOut],
    responses={200: {"content": {CSV: {}}, "description": "A page of reads, or all of them as a file."}},
)
async def search_reads(
    ask: Ask,
    reader_id: Id | None = None,
    learner_id: Id | None = None,
    from_at: From = None,
    until_at: Until = None,
    form: Annotated[
        Literal["json", "csv"], Query(alias="format", description="`csv`: all of them as a file.")
    ] = "json",
    language: InLanguage = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response | Page[ReadOut]:
    """Who was shown what about which learners, newest first.

    Administration and managers read what concerns their centres, an external quality assurer the own reads.
    """
    sought = ReadsSought(reader_id, learner_id, from_at, until_at)
    if form == "json":
        return await queries.reads(ask.db, ask.actor, sought, ask.now, limit=limit, cursor=cursor)
    rows = _rows(queries.every_read(ask.db, ask.actor, sought, ask.now), language)
    columns = COLUMNS if language is None else (*WORDS, *COLUMNS)
    return StreamingResponse(
        as_csv_lines(headings(columns, language), rows),
        media_type=MEDIA_TYPES["csv"],
        headers=file_headers("reads", f"{ask.now:%Y-%m-%d}.csv", language),
    )


async def _rows(reads: AsyncIterator[ReadOut], language: Language | None) -> AsyncIterator[Sequence[Cell]]:
    async for read in reads:
        yield (
            *(() if language is None else (in_words("part", read.route, language),)),
            read.at.isoformat(timespec="milliseconds"),
            read.reader_id,
            read.reader_name,
            read.role,
            read.service,
            read.route,
            " ".join(one.learner_id for one in read.learners),
            "; ".join(one.name for one in read.learners),
            read.request_id,
        )

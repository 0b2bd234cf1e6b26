"""Who did what: the audit of identity, as a list, as a file, and whether its chain is whole (G15)."""

import json
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any, Literal

from fastapi import Query
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime

from chassis import audit
from chassis.audit import Sought
from chassis.http import Ask, Router
from chassis.paging import Cursor, Limit, Page
from chassis.schemas import Id
from chassis.tables import MEDIA_TYPES, Cell, as_csv_lines
from contracts.words import Language
from services.identity import access
from services.identity.api.audit_words import Kind, in_words
from services.identity.api.headings import InLanguage, file_headers, headings
from services.identity.schemas.accounts import AuditEntryOut, VerificationOut

router = Router(tags=["audit"])

Action = Annotated[str | None, Query(max_length=60, pattern=r"^[a-z_]+$")]
Subject = Annotated[
    str | None,
    Query(max_length=140, pattern=r"^[a-z_]+/[A-Za-z0-9._:-]+$", examples=["people/0192c0de"]),
]
From = Annotated[AwareDatetime | None, Query(alias="from")]
Until = Annotated[AwareDatetime | None, Query(alias="to", description="The first moment left out.")]

COLUMNS = ("seq", *audit.FACTS, "prev", "hash")
WORDS = ("what_was_done", "to_what", "as_whom")
"""What a table for people leads with: the codes of the columns after them in words."""

_TYPES = {"ndjson": "application/x-ndjson", "csv": MEDIA_TYPES["csv"]}


@router.get("/audit", response_model=Page[AuditEntryOut])
async def search_audit(
    ask: Ask,
    person_id: Id | None = None,
    action: Action = None,
    subject: Subject = None,
    from_at: From = None,
    until_at: Until = None,
    sort: Literal["at", "-at"] = "-at",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[AuditEntryOut]:
    """Who did what by when; `seq` is null for a moment, until an entry has its place in the chain."""
    access.may_read_audit(ask.actor)
    sought = Sought(person_id, action, subject, from_at, until_at)
    order = audit.OLDEST if sort == "at" else audit.NEWEST
    found, following = await audit.search(
        ask.db, ask.actor.provider_id, sought, order, limit=limit, cursor=cursor
    )
    return Page[AuditEntryOut](items=[AuditEntryOut.of(entry) for entry in found], next=following)


@router.get(
    "/audit/export",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/x-ndjson": {}, "text/csv": {}}, "description": "The entries."}},
)
async def export_audit(
    ask: Ask,
    from_at: From = None,
    until_at: Until = None,
    form: Annotated[Literal["ndjson", "csv"], Query(alias="format")] = "ndjson",
    language: InLanguage = None,
) -> StreamingResponse:
    """Every entry in the order of the chain with its hashes, one a line, to be kept and verified elsewhere: what was
    hashed stays as it was, and a table in a language says it in words beside.
    """
    access.may_read_audit(ask.actor)
    entries = audit.sealed(ask.db, ask.actor.provider_id, Sought(from_at=from_at, until_at=until_at))
    columns = COLUMNS if language is None else (*WORDS, *COLUMNS)
    table = as_csv_lines(headings(columns, language), _as_cells(entries, language))
    lines: AsyncIterator[str] | AsyncIterator[bytes] = table if form == "csv" else _as_ndjson(entries)
    headers = file_headers("audit", f"{ask.now:%Y-%m-%d}.{form}", language)
    return StreamingResponse(lines, media_type=_TYPES[form], headers=headers)


@router.get("/audit/verification", response_model=VerificationOut)
async def verify_audit(ask: Ask) -> VerificationOut:
    """Look through the whole chain: whether every entry is as it was written, or which is the first that is not."""
    access.may_read_audit(ask.actor)
    found = await audit.verify(ask.db, ask.actor.provider_id)
    return VerificationOut(
        whole=found.first_broken is None,
        first_broken=found.first_broken,
        entries=found.entries,
        waiting=found.waiting,
        head=found.head,
    )


async def _as_ndjson(entries: AsyncIterator[audit.Entry]) -> AsyncIterator[str]:
    async for entry in entries:
        yield json.dumps(_row(entry)) + "\n"


async def _as_cells(
    entries: AsyncIterator[audit.Entry], language: Language | None
) -> AsyncIterator[Sequence[Cell]]:
    async for entry in entries:
        yield [*_said(entry, language), *_row(entry).values()]


def _said(entry: audit.Entry, language: Language | None) -> Sequence[str]:
    """What stands under `WORDS`."""
    if language is None:
        return ()
    thing = entry["subject"].partition("/")[0]
    codes: Sequence[tuple[Kind, str]] = (("act", entry["action"]), ("thing", thing), ("role", entry["role"]))
    return [in_words(kind, code, language) for kind, code in codes]


def _row(entry: audit.Entry) -> dict[str, Any]:
    row = {name: entry[name] for name in COLUMNS}
    return row | {"at": entry["at"].isoformat(timespec="milliseconds")}

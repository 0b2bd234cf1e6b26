"""Tables as files that people open in a spreadsheet: CSV and Excel."""

import asyncio
import csv
import io
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from fastapi import Response

Form = Literal["csv", "xlsx"]
Cell = str | int | float | None

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
MEDIA_TYPES: dict[Form, str] = {"csv": f"{CSV}; charset=utf-8", "xlsx": EXCEL}

LONGEST_SHEET_NAME = 31
_CALCULATED = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, the headings, and rows with a cell for each. Times are texts, so no zone is guessed."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula when it reads a CSV file."""
    return f"'{text}" if text.startswith(_CALCULATED) else text


def as_csv(table: Table) -> bytes:
    """UTF-8 with a mark at its beginning, without which Excel reads ŵ as something else."""
    return _lines([table.headings, *table.rows]).encode("utf-8-sig")


async def as_csv_lines(headings: Sequence[str], rows: AsyncIterable[Sequence[Cell]]) -> AsyncIterator[bytes]:
    """The same, a line at a time, for a table of any length."""
    yield _lines([headings]).encode("utf-8-sig")
    async for row in rows:
        yield _lines([row]).encode()


def _lines(rows: Iterable[Sequence[Cell]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(
        [harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return buffer.getvalue()


def as_excel(table: Table) -> bytes:
    """A workbook with one sheet whose headings stay in sight."""
    # Only some services need it, and only when somebody asks for Excel.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name[:LONGEST_SHEET_NAME])
    sheet.freeze_panes = "A2"

    def written(cells: Iterable[Cell], font: Font | None = None) -> list[WriteOnlyCell]:
        row = []
        for cell in cells:
            value = ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell
            one = WriteOnlyCell(sheet, value)
            if isinstance(value, str):
                one.data_type = "s"  # never a formula
            if font:
                one.font = font
            row.append(one)
        return row

    sheet.append(written(table.headings, Font(bold=True)))
    for row in table.rows:
        sheet.append(written(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


async def download(table: Table, form: Form, file_name: str) -> Response:
    """The table as a file to be kept; made in a thread, for a large one takes a second or two."""
    content = await asyncio.to_thread(as_excel if form == "xlsx" else as_csv, table)
    headers = {"Content-Disposition": f'attachment; filename="{file_name}.{form}"'}
    return Response(content, media_type=MEDIA_TYPES[form], headers=headers)

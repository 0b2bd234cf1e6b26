"""A file of rows, CSV or Excel, as texts by column."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from chassis.errors import Invalid
from chassis.tables import CSV, EXCEL
from services.identity.api.headings import column_of
from services.identity.domain.errors import TooManyRows
from services.identity.domain.imports import COLUMNS, MOST_ROWS, REASON, REQUIRED, ImportKind

LARGEST_UNPACKED = 40 * 1024 * 1024
"""Bytes of an Excel file unpacked: a small file may hide a huge one."""

Cells = Sequence[object]


def rows_of(content: bytes, content_type: str, about: ImportKind) -> tuple[Mapping[str, str], ...]:
    """The rows of a file by column; empty lines are left out. Raises Invalid and TooManyRows."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in (CSV, EXCEL):
        raise Invalid(f"Send {CSV} or {EXCEL}.", field="Content-Type")
    lines = _excel(content) if kind == EXCEL else _csv(content)
    header = _header(next(lines, ()), about)
    rows = []
    for cells in lines:
        values = {name: _text(cell) for name, cell in zip(header, cells, strict=False) if name}
        if any(values.values()):
            rows.append(values)
        if len(rows) > MOST_ROWS:
            raise TooManyRows(f"One file has at most {MOST_ROWS} rows.", most=MOST_ROWS)
    if not rows:
        raise Invalid("The file has no rows.", field="rows")
    return tuple(rows)


def _header(cells: Iterable[object], about: ImportKind) -> list[str]:
    named = [column_of(_text(cell)) for cell in cells]
    names = ["" if name in REASON else name for name in named]
    unknown = [name for name in names if name and name not in COLUMNS[about]]
    missing = [name for name in REQUIRED[about] if name not in names]
    if unknown or missing or len({*names} - {""}) != len([name for name in names if name]):
        raise Invalid(
            "The first line names the columns, each once.",
            field="columns",
            unknown=unknown,
            missing=missing,
            columns=list(COLUMNS[about]),
        )
    return names


def _csv(content: bytes) -> Iterator[Cells]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("The file is not UTF-8 text.", field="rows") from None
    separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error as error:
        raise Invalid(f"The file cannot be read: {error}.", field="rows") from None


def _excel(content: bytes) -> Iterator[Cells]:
    # Only this file needs it, and only when somebody sends Excel.
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise Invalid("The file is too large once unpacked.", field="rows")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        found = list(book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=50))
        book.close()
    except Invalid:
        raise
    except Exception:
        raise Invalid("The file is not an Excel workbook (.xlsx).", field="rows") from None
    yield from found


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).strip()
    if "\x00" in text or any(0xD800 <= ord(char) <= 0xDFFF for char in text):
        raise Invalid("The file contains a character that cannot be stored.", field="rows")
    return text

"""`./waymark requirements`: which rows of the requirements the last full test run proved.

The test run leaves `.waymark/requirements.json`: `{"proved": {"SB-01": ["tests/…::test_…"], …}}`.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TypedDict

from . import say


class Section(TypedDict):
    """One part of the catalogue."""

    total: int
    proved: int
    missing: list[str]


def catalogue(path: Path) -> list[str]:
    """All requirement ids, in the order of the file."""
    with path.open(newline="") as file:
        return [row["id"] for row in csv.DictReader(file)]


def proved(path: Path) -> set[str]:
    """The ids whose tests all passed in the last full run; nothing before the first."""
    try:
        return set(json.loads(path.read_text())["proved"])
    except FileNotFoundError:
        return set()


def sections(ids: Iterable[str], done: Collection[str]) -> dict[str, Section]:
    """Total, proved and missing by the letters before the dash, in the order of the ids."""
    found: dict[str, Section] = {}
    for wanted in ids:
        section = found.setdefault(wanted.partition("-")[0], Section(total=0, proved=0, missing=[]))
        section["total"] += 1
        if wanted in done:
            section["proved"] += 1
        else:
            section["missing"].append(wanted)
    return found


def show(found: dict[str, Section], *, as_json: bool) -> None:
    """As JSON for programs, or a line a section for people."""
    if as_json:
        say.line(json.dumps(found, indent=2))
        return
    say.table(("", "total", "proved", "missing"), [_row(name, part) for name, part in found.items()])


def _row(name: str, part: Section) -> tuple[str, ...]:
    return (name, str(part["total"]), str(part["proved"]), ranges(part["missing"]))


def ranges(ids: list[str]) -> str:
    """`SB-01 SB-02 SB-03 SB-07` as `01–03 07`."""
    numbers = [(int(entry.rpartition("-")[2]), entry.rpartition("-")[2]) for entry in ids]
    groups: list[list[tuple[int, str]]] = []
    for number in numbers:
        if groups and groups[-1][-1][0] + 1 == number[0]:
            groups[-1].append(number)
        else:
            groups.append([number])
    return " ".join(group[0][1] if len(group) == 1 else f"{group[0][1]}–{group[-1][1]}" for group in groups)

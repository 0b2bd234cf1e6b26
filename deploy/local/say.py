"""The only place of the command that speaks to a person."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


class Trouble(Exception):
    """What went wrong as a sentence, and what to do about it as another."""

    def __init__(self, sentence: str, mend: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.mend = mend


def line(text: str = "") -> None:
    """One line on standard output, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def step(what: str, how: str) -> None:
    """One line of progress: who, and what happened to it. On standard error, so that results can be piped."""
    sys.stderr.write(f"  {what:<15} {how}\n")
    sys.stderr.flush()


def trouble(problem: Trouble) -> None:
    """The sentence of a failure and its mend, on standard error."""
    sys.stderr.write(f"\n{problem.sentence}\n")
    if problem.mend:
        sys.stderr.write(f"{problem.mend}\n")
    sys.stderr.flush()


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under their heads, columns as wide as their longest cell."""
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    for row in (heads, *rows):
        line("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def last_lines(log: Path, count: int = 12) -> str:
    """The end of a log, indented; a log that is not there or empty says so."""
    try:
        lines = log.read_text(errors="replace").splitlines()[-count:]
    except FileNotFoundError:
        lines = []
    return "\n".join(f"    {entry[:200]}" for entry in lines) or "    (nothing was logged)"

"""Bulk import of people and enrolments (B-17): what a row says, and what became of it. Pure.

A row has a *key*: the column `key`, else the e-mail address, else name and centre. The person's id is made of the key,
so the same row means the same person however often and in whatever file it comes.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from services.identity.domain.errors import RowUnreadable
from services.identity.domain.provider import Language
from services.identity.domain.roles import Role

MOST_ROWS = 5000
REQUIRED = ("given_name", "family_name", "centre")
COLUMNS = (*REQUIRED, "key", "email", "role", "language", "qualification", "assessor", "iqa")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONGEST = 99


W = TypeVar("W", bound=StrEnum)


class ImportState(StrEnum):
    """`checking` and `running` are the platform's turn, `checked` is the person's, `done` is the end."""

    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"


class RowResult(StrEnum):
    """What a row comes to: in the preview what it would do, after the run what it did."""

    WAITING = "waiting"
    ADDED = "added"
    ENROLLED = "enrolled"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Import:
    """One file somebody sent. `person_id`, `role` and `centre_ids` are theirs: rows are carried out in their name."""

    id: str
    provider_id: str
    state: ImportState
    row_count: int
    person_id: str
    role: str
    centre_ids: tuple[str, ...]
    created_at: datetime
    version: int = 0

    def moved_on(self) -> "Import":
        """The import after every row had its turn."""
        after = {ImportState.CHECKING: ImportState.CHECKED, ImportState.RUNNING: ImportState.DONE}
        return replace(self, state=after.get(self.state, self.state))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file. `code`, `field`, `detail` say why not."""

    number: int
    values: Mapping[str, str]
    result: RowResult = RowResult.WAITING
    code: str = ""
    field: str = ""
    detail: str = ""
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that makes sense by itself. `centre` is a name or an id, `qualification` a number, staff are addresses."""

    key: str
    given_name: str
    family_name: str
    email: str | None
    role: Role
    language: Language | None
    centre: str
    qualification: str | None
    assessor: str | None
    iqa: str | None

    @property
    def person_id(self) -> str:
        """The id that a person of this key gets."""
        return "key-" + hashlib.sha256(self.key.encode()).hexdigest()[:32]


def read_row(provider_id: str, values: Mapping[str, str]) -> Wanted:
    """What a row asks for. Raises RowUnreadable, which names the column."""
    for column in REQUIRED:
        if not values.get(column):
            raise RowUnreadable("This column must be filled in.", field=column)
    for column, text in values.items():
        if len(text) > (254 if column in ("email", "assessor", "iqa", "centre") else _LONGEST):
            raise RowUnreadable("This is too long.", field=column)
    for column in ("email", "assessor", "iqa"):
        if values.get(column) and not _EMAIL.fullmatch(values[column]):
            raise RowUnreadable("This is not an e-mail address.", field=column)
    email = values.get("email") or None
    names = f"{values['given_name']} {values['family_name']} {values['centre']}"
    own_key = values.get("key") or email or names
    return Wanted(
        key=f"{provider_id}/{own_key.casefold()}",
        given_name=values["given_name"],
        family_name=values["family_name"],
        email=email,
        role=_word(Role, values.get("role") or "learner", "role"),
        language=_word(Language, values["language"], "language") if values.get("language") else None,
        centre=values["centre"],
        qualification=values.get("qualification") or None,
        assessor=values.get("assessor") or None,
        iqa=values.get("iqa") or None,
    )


def _word(words: type[W], text: str, column: str) -> W:
    try:
        return words(text.strip().casefold().replace(" ", "_"))
    except ValueError:
        allowed = ", ".join(word.value for word in words)
        raise RowUnreadable(f"This must be one of {allowed}.", field=column) from None

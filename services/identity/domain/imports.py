"""Bulk import of people with their enrolments, and of employers (B-17): what a row says, and what became of it. Pure.

A row about a person has a *key*: the column `key`, else the e-mail address, else name and centre. The person's id is
made of the key, so the same row means the same person however often and in whatever file it comes. An employer is known
by its number.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from chassis.errors import Refusal
from services.identity.domain.employer import Contact, Workplace
from services.identity.domain.errors import RowUnreadable
from services.identity.domain.provider import Language
from services.identity.domain.roles import Role

MOST_ROWS = 5000
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONGEST = 99
_LONGEST_ADDRESS = 254
_YES = frozenset({"yes", "true", "1", "ydy", "ie"})
_NO = frozenset({"no", "false", "0", "nac ydy", "na", ""})
_OF_CONTACT = ("contact_position", "contact_email", "contact_phone")


W = TypeVar("W", bound=StrEnum)


class ImportKind(StrEnum):
    """What the rows of a file are about."""

    PEOPLE = "people"
    EMPLOYERS = "employers"


REQUIRED: Mapping[ImportKind, tuple[str, ...]] = {
    ImportKind.PEOPLE: ("given_name", "family_name", "centre"),
    ImportKind.EMPLOYERS: ("number", "name", "centre"),
}
COLUMNS: Mapping[ImportKind, tuple[str, ...]] = {
    ImportKind.PEOPLE: (
        *REQUIRED[ImportKind.PEOPLE],
        *("key", "email", "role", "language", "qualification", "assessor", "iqa"),
    ),
    ImportKind.EMPLOYERS: (
        *REQUIRED[ImportKind.EMPLOYERS],
        *("larger_company", "domains", "recorded_emails", "workplace", "workplace_address"),
        *("contact", "contact_position", "contact_email", "contact_phone"),
    ),
}

REASON = ("row", "error", "error_column", "error_detail")
"""What stands beside refused rows when they are given back; nobody reads it when they come again."""


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
    CHANGED = "changed"
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
    kind: ImportKind = ImportKind.PEOPLE
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

    def refused(self, refusal: Refusal, columns: Mapping[str, str]) -> "Row":
        """The row that comes to nothing; `columns`: in which column a refusal's field stands, if by another name."""
        field = refusal.field or ""
        return replace(
            self,
            result=RowResult.REFUSED,
            code=refusal.code(),
            field=columns.get(field, field.partition(".")[0]),
            detail=refusal.detail,
        )


@dataclass(frozen=True, slots=True)
class WantedPerson:
    """A row about a person that makes sense by itself. `centre` is a name or an id, `qualification` a number, staff are
    addresses.
    """

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


def read_person(provider_id: str, values: Mapping[str, str]) -> WantedPerson:
    """What a row about a person asks for. Raises RowUnreadable, which names the column."""
    _must_be_filled(ImportKind.PEOPLE, values)
    _must_be_short(values, {"email": 254, "assessor": 254, "iqa": 254, "centre": 254})
    for column in ("email", "assessor", "iqa"):
        _must_be_address(values.get(column, ""), column)
    email = values.get("email") or None
    names = f"{values['given_name']} {values['family_name']} {values['centre']}"
    own_key = values.get("key") or email or names
    return WantedPerson(
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


@dataclass(frozen=True, slots=True)
class WantedEmployer:
    """A row about an employer that makes sense by itself: what is to be recorded of it. `centre` is a name or an id."""

    number: str
    name: str
    centre: str
    larger_company: bool
    domains: tuple[str, ...]
    recorded_emails: tuple[str, ...]
    workplaces: tuple[Workplace, ...]
    contacts: tuple[Contact, ...]


def read_employer(values: Mapping[str, str]) -> WantedEmployer:
    """What a row about an employer asks for. Raises RowUnreadable, which names the column."""
    _must_be_filled(ImportKind.EMPLOYERS, values)
    lines = ("name", "centre", "workplace", "contact", "contact_position")
    longest = {
        **dict.fromkeys(lines, 200),
        "workplace_address": 500,
        "domains": 2600,
        "recorded_emails": 5200,
    }
    _must_be_short(values, {**longest, "number": 40, "contact_email": 254, "contact_phone": 40})
    _must_be_address(values.get("contact_email", ""), "contact_email")
    recorded = _several(values.get("recorded_emails", ""))
    for email in recorded:
        _must_be_address(email, "recorded_emails")
    workplace, contact = values.get("workplace"), values.get("contact")
    for name, of in (("workplace", ("workplace_address",)), ("contact", _OF_CONTACT)):
        if not values.get(name) and any(values.get(column) for column in of):
            raise RowUnreadable("This column must be filled in with the ones beside it.", field=name)
    about = (values.get(column) or None for column in _OF_CONTACT)
    return WantedEmployer(
        number=values["number"],
        name=values["name"],
        centre=values["centre"],
        larger_company=_yes(values.get("larger_company", ""), "larger_company"),
        domains=_several(values.get("domains", "")),
        recorded_emails=recorded,
        workplaces=(Workplace(workplace, values.get("workplace_address") or None),) if workplace else (),
        contacts=(Contact(contact, *about),) if contact else (),
    )


def _must_be_filled(kind: ImportKind, values: Mapping[str, str]) -> None:
    for column in REQUIRED[kind]:
        if not values.get(column):
            raise RowUnreadable("This column must be filled in.", field=column)


def _must_be_short(values: Mapping[str, str], longest: Mapping[str, int]) -> None:
    for column, text in values.items():
        if len(text) > longest.get(column, _LONGEST):
            raise RowUnreadable("This is too long.", field=column)


def _must_be_address(text: str, column: str) -> None:
    if text and (len(text) > _LONGEST_ADDRESS or not _EMAIL.fullmatch(text)):
        raise RowUnreadable("This is not an e-mail address.", field=column)


def _several(text: str) -> tuple[str, ...]:
    """What stands in one cell, with blanks, commas or semicolons between."""
    return tuple(re.split(r"[\s,;]+", text.strip())) if text.strip() else ()


def _yes(text: str, column: str) -> bool:
    word = text.strip().casefold()
    if word not in _YES | _NO:
        raise RowUnreadable("This must be yes or no.", field=column)
    return word in _YES


def _word(words: type[W], text: str, column: str) -> W:
    try:
        return words(text.strip().casefold().replace(" ", "_"))
    except ValueError:
        allowed = ", ".join(word.value for word in words)
        raise RowUnreadable(f"This must be one of {allowed}.", field=column) from None

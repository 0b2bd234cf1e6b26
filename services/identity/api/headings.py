"""What stands at the head of files, in the language they are asked for in, and which column a heading means."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from fastapi import Query

from contracts.words import Language

InLanguage = Annotated[
    Language | None,
    Query(description="Of the headings and of words for codes; without it the names of the fields alone."),
]

WELSH: Mapping[str, str] = {
    "what_was_done": "Yr hyn a wnaed",
    "to_what": "I beth",
    "as_whom": "Fel pwy",
    "what_was_shown": "Yr hyn a ddangoswyd",
    "seq": "Lle yn y gadwyn",
    "id": "Dynodydd",
    "at": "Pryd",
    "provider_id": "Dynodydd y darparwr",
    "person_id": "Dynodydd y person",
    "role": "Rôl",
    "session_id": "Dynodydd y mewngofnodi",
    "origin": "O ble",
    "action": "Gweithred",
    "subject": "Ar beth",
    "version": "Fersiwn",
    "before": "Crynodeb cyn hynny",
    "after": "Crynodeb wedyn",
    "prev": "Crynodeb y cofnod blaenorol",
    "hash": "Crynodeb y cofnod",
    "reader_id": "Dynodydd y darllenydd",
    "reader": "Darllenydd",
    "service": "Gwasanaeth",
    "route": "Llwybr",
    "learner_ids": "Dynodwyr y dysgwyr",
    "learners": "Dysgwyr",
    "request_id": "Dynodydd y cais",
    "given_name": "Enw cyntaf",
    "family_name": "Cyfenw",
    "centre": "Canolfan",
    "key": "Allwedd",
    "email": "E-bost",
    "language": "Iaith",
    "qualification": "Cymhwyster",
    "assessor": "Asesydd",
    "iqa": "SAM",
    "number": "Rhif",
    "name": "Enw",
    "larger_company": "Cwmni mwy",
    "domains": "Parthau",
    "recorded_emails": "Cyfeiriadau a gofnodwyd",
    "workplace": "Gweithle",
    "workplace_address": "Cyfeiriad y gweithle",
    "contact": "Cyswllt",
    "contact_position": "Swydd y cyswllt",
    "contact_email": "E-bost y cyswllt",
    "contact_phone": "Ffôn y cyswllt",
    "row": "Rhes",
    "error": "Gwall",
    "error_column": "Colofn y gwall",
    "error_detail": "Esboniad",
}

WELSH_FILES: Mapping[str, str] = {"audit": "archwiliad", "reads": "darlleniadau", "errors": "gwallau"}

_NAMES = {heading.casefold(): column for column, heading in WELSH.items()}


def heading(column: str, language: Language | None) -> str:
    """`given_name` as a person reads it; as it is without a language."""
    if language is None:
        return column
    if language is Language.CY:
        return WELSH[column]
    return "IQA" if column == "iqa" else column.replace("_", " ").capitalize()


def headings(columns: Iterable[str], language: Language | None) -> list[str]:
    """The line at the head of a file."""
    return [heading(column, language) for column in columns]


def column_of(text: str) -> str:
    """The column that a heading means, in whichever language; an unknown one is a name of its own."""
    name = text.casefold()
    return _NAMES.get(name, name.replace(" ", "_"))


def file_headers(name: str, which: str, language: Language | None) -> dict[str, str]:
    """What says that an answer is a file to be kept (`audit` of a day, `errors` of an import), and in which language
    it is headed.
    """
    called = WELSH_FILES[name] if language is Language.CY else name
    said = {"Content-Disposition": f'attachment; filename="{called}-{which}"'}
    return said | ({"Content-Language": language.value} if language else {})

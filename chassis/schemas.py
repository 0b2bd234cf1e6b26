"""The two bases of every schema: what comes in is strict about its fields, what goes out is complete."""

import re
from enum import Enum
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    NaiveDatetime,
    StringConstraints,
    WithJsonSchema,
)

_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


def _storable(text: str) -> str:
    if _HALF_A_CHARACTER.search(text):
        raise ValueError("The text contains half of a character (a lone surrogate) and cannot be stored.")
    if "\x00" in text:
        raise ValueError("The text contains a NUL character and cannot be stored.")
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_storable)]
"""A string people typed: trimmed, and free of what no database can hold. Limit its length where it is used."""

Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._:-]+$")]
"""An id as clients send it; whether it exists is the handler's question."""


class Mark(Enum):
    """What an annotation says of a value beside its type. `SHOWN`: it holds ids of people that an answer is about."""

    SHOWN = "shown"


ShownId = Annotated[str, Mark.SHOWN]
"""In an answer, the id of a person it is about; who is watched has it written down (`chassis.reads`)."""

AboutId = Annotated[Id, Mark.SHOWN]
"""An id as clients send it, of a person that the answer is about."""

_WALL_TIME = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?$",
    "maxLength": 26,
    "examples": ["2026-12-01T10:00:00"],
}
WallTime = Annotated[NaiveDatetime, WithJsonSchema(_WALL_TIME)]
"""A local time without offset; a `date-time` of a JSON Schema always has one."""


class In(BaseModel):
    """A request body. Unknown fields are refused, so a typing error is never silently ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Out(BaseModel):
    """A response body. It has no defaults, so a generated client knows that every field is there."""

    model_config = ConfigDict(frozen=True)


class Problem(BaseModel):
    """RFC 9457 problem details: `code` for programs, `detail` for people, `field` when one input is at fault."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    code: str
    detail: str
    field: str | None = None
    instance: str | None = None

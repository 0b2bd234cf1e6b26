"""The kinds of value an event may hold. Every text has a limit, so that every event fits (`base.LARGEST`)."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, PlainSerializer


def _to_utc_milliseconds(at: datetime) -> datetime:
    at = at.astimezone(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _written(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


ID_PATTERN = r"^[A-Za-z0-9._:-]+$"
LOCAL_TIME_PATTERN = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$"

Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=40)]
"""An id made by us, never by a person: 36 characters as a rule."""

Instant = Annotated[
    AwareDatetime,
    AfterValidator(_to_utc_milliseconds),
    PlainSerializer(_written, return_type=str, when_used="json"),
]
"""A moment: an aware datetime, kept in UTC with milliseconds; `2026-11-21T10:00:00.000Z` on the wire."""

LocalTime = Annotated[str, Field(pattern=LOCAL_TIME_PATTERN, max_length=19)]
"""A planned wall time, ISO 8601 without offset: it means something only beside its zone."""

Zone = Annotated[str, Field(min_length=1, max_length=64)]
"""An IANA zone name such as `Europe/London`."""

Name = Annotated[str, Field(min_length=1, max_length=100)]
"""The name of a person, a room, a centre."""

Line = Annotated[str, Field(min_length=1, max_length=200)]
"""One line of text: a title, a place, a full name."""

Code = Annotated[str, Field(min_length=1, max_length=40)]
"""A short word from a list that its owner keeps."""

Email = Annotated[str, Field(min_length=3, max_length=254)]

MailDomain = Annotated[str, Field(min_length=4, max_length=253)]
"""What stands behind the `@` of an address, in ASCII and small letters."""

Notes = Annotated[str, Field(min_length=1, max_length=3000)]
"""Several paragraphs written by a person."""

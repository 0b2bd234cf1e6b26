"""Refusals: what the platform says no with.

A refusal is a class whose name is the sentence (`DoubleBooked`). Its *kind* decides the HTTP status
(`chassis.problems`); its *code* is derived from the name. A consumer retries whatever fails (`chassis.rabbit`).
This module is pure, so the domain may use it.
"""

import re
from enum import StrEnum
from typing import ClassVar


class Kind(StrEnum):
    """What the caller can do about a refusal."""

    MALFORMED = "malformed"
    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    GONE = "gone"
    STALE = "stale"
    PRECONDITION_MISSING = "precondition_missing"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    UNAVAILABLE = "unavailable"


_WORD_START = re.compile(r"(?<!^)(?=[A-Z][a-z0-9])|(?<=[a-z0-9])(?=[A-Z])")


class Refusal(Exception):
    """A command or question that is answered with no.

    `detail` is a sentence a person understands, `field` the input it is about (dotted path), `facts` whatever
    helps the caller to mend it; they become members of the problem document, so they must be plain JSON values
    (datetimes are written as ISO 8601).
    `retry_after` (seconds) becomes the Retry-After header; set it on the instance when it depends on the case.
    """

    kind: ClassVar[Kind] = Kind.CONFLICT
    retry_after: int | None = None

    def __init__(self, detail: str, *, field: str | None = None, **facts: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field
        self.facts = facts

    @classmethod
    def code(cls) -> str:
        """The machine-readable name: `NoSmartRoomFree` → `no_smart_room_free`."""
        return _WORD_START.sub("_", cls.__name__).lower()


class Invalid(Refusal):
    """The input cannot be read as what it should be."""

    kind = Kind.INVALID


class Forbidden(Refusal):
    """The caller may see the thing but not do this to it."""

    kind = Kind.FORBIDDEN


class PermissionMissing(Refusal):
    """The caller's role is made of permissions, and `permission`, which this takes, is not among them."""

    kind = Kind.FORBIDDEN


class NotFound(Refusal):
    """No such thing for this caller: absent, of another provider or of another centre (decisions.md, Tenant)."""

    kind = Kind.NOT_FOUND


class NotKnownYet(Refusal):
    """The id is younger than a minute and this service has not heard of it yet: ask again."""

    kind = Kind.NOT_FOUND
    retry_after = 1


class VersionMissing(Refusal):
    """A change of an existing thing needs `If-Match` with the version it was read at."""

    kind = Kind.PRECONDITION_MISSING


class VersionChanged(Refusal):
    """Somebody else changed the thing since it was read; `current_version` says where it stands."""

    kind = Kind.STALE


class IdempotencyKeyMissing(Refusal):
    """A POST needs an `Idempotency-Key`, so that a repeat after a lost answer cannot happen twice."""

    kind = Kind.MALFORMED


class IdempotencyKeyReused(Refusal):
    """The key was used for another request."""

    kind = Kind.INVALID


class Unavailable(Refusal):
    """A part the answer needs is down; the same request may succeed in a moment."""

    kind = Kind.UNAVAILABLE
    retry_after = 2


class TooBusy(Refusal):
    """Too many people changed the same thing at once, or its unsent events are too many."""

    kind = Kind.UNAVAILABLE
    retry_after = 1

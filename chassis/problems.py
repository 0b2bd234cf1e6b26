"""Refusals as RFC 9457 problem+json. The one place where a kind becomes an HTTP status."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from starlette.responses import Response

from chassis.errors import Kind, Refusal

STATUS: Mapping[Kind, int] = {
    Kind.MALFORMED: 400,
    Kind.INVALID: 422,
    Kind.UNAUTHENTICATED: 401,
    Kind.FORBIDDEN: 403,
    Kind.NOT_FOUND: 404,
    Kind.CONFLICT: 409,
    Kind.GONE: 410,
    Kind.STALE: 412,
    Kind.PRECONDITION_MISSING: 428,
    Kind.TOO_LARGE: 413,
    Kind.TOO_MANY: 429,
    Kind.UNAVAILABLE: 503,
}

MEDIA_TYPE = "application/problem+json"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)


def problem(
    status: int, code: str, detail: str, *, headers: Mapping[str, str] | None = None, **members: Any
) -> Response:
    """A problem document. `code` is stable for programs, `detail` is a sentence for people."""
    body: dict[str, Any] = {
        "type": f"urn:waymark:problem:{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": status,
        "code": code,
        "detail": detail,
    }
    body.update({name: value for name, value in members.items() if value is not None})
    content = json.dumps(body, default=_plain, ensure_ascii=False).encode()
    return Response(content, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def internal_error() -> Response:
    """The answer for what nobody foresaw; it says nothing about the inside."""
    return problem(500, "internal_error", "Something went wrong on our side; it has been logged.")


def problem_response(refusal: Refusal, *, instance: str | None = None) -> Response:
    """The answer for a refusal; its facts become members of the document."""
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    status = STATUS[refusal.kind]
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    members = {"instance": instance, "field": refusal.field} | refusal.facts
    return problem(status, refusal.code(), refusal.detail, headers=headers, **members)


def invalid_input(errors: Sequence[Mapping[str, Any]], *, instance: str | None = None) -> Response:
    """The answer for a request that does not fit its schema: every fault with its field, none with the value."""
    faults = [
        {
            "field": ".".join(str(part) for part in error["loc"][1:]) or str(error["loc"][0]),
            "code": error["type"],
            "detail": _sentence(error["msg"]),
        }
        for error in errors
    ]
    first = faults[0]
    return problem(
        422, "invalid_input", first["detail"], field=first["field"], errors=faults[:50], instance=instance
    )


def _sentence(message: str) -> str:
    text = message.removeprefix("Value error, ")
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")

"""Pages with an opaque cursor: at most 100 items, and the cursor of the next page or null."""

import base64
import binascii
import json
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel

from chassis.errors import Invalid
from chassis.schemas import Out

T = TypeVar("T", bound=BaseModel)

MAX_PAGE = 100

Limit = Annotated[int, Query(ge=1, le=MAX_PAGE, description="How many items a page holds.")]
Cursor = Annotated[str | None, Query(max_length=500, description="`next` of the page before.")]


class Page(Out, Generic[T]):
    """One page of a list. `next` is the cursor of the following page, null on the last one."""

    items: list[T]
    next: str | None


def encode_cursor(*position: Any) -> str:
    """An opaque cursor for a position (plain JSON values; datetimes as ISO strings)."""
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, parts: int) -> list[Any]:
    """The position a cursor stands for. Raises `Invalid` when it was not made by `encode_cursor`."""
    try:
        position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        position = None
    if not isinstance(position, list) or len(position) != parts:
        raise not_ours()
    return position


def not_ours() -> Invalid:
    """What refuses a cursor that no page of the list gave."""
    return Invalid("This page cursor is not one of ours; start again from the first page.", field="cursor")

"""Lists in the order one asks for, page by page: what comes after a cursor stays the same however much is added before.

A query names the orders its list can be had in, each with an index of its own, and the route offers no others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis.errors import Invalid
from chassis.mongo import Database, scoped
from chassis.paging import decode_cursor, encode_cursor, not_ours
from chassis.tx import Document

WITHOUT_PLUMBING = {"ob": 0, "au": 0, "idem": 0}
"""What a document holds for the outbox, the audit and repeats is no part of what is read."""


@dataclass(frozen=True, slots=True)
class Order:
    """By a stored field that every document has, up or down, and by id where it is the same.

    `moment`: the field holds a moment (UTC).
    """

    field: str
    down: bool = False
    moment: bool = False

    @property
    def name(self) -> str:
        """What a cursor says of the order it belongs to."""
        return f"-{self.field}" if self.down else self.field

    @property
    def keys(self) -> list[tuple[str, int]]:
        """What MongoDB sorts by."""
        way = -1 if self.down else 1
        return [("_id", way)] if self.field == "_id" else [(self.field, way), ("_id", way)]

    def cursor_at(self, document: Mapping[str, Any]) -> str:
        """The cursor of the page that follows this document."""
        value = document[self.field]
        return encode_cursor(self.name, value.isoformat() if self.moment else value, document["_id"])

    def after(self, cursor: str) -> dict[str, Any]:
        """The filter for what follows a cursor. Raises `Invalid` for one of another order, and for a forged one."""
        name, last, last_id = decode_cursor(cursor, 3)
        if name != self.name:
            raise Invalid(
                "This page cursor belongs to a list in another order; start again from the first page.",
                field="cursor",
            )
        beyond, from_there = ("$lt", "$lte") if self.down else ("$gt", "$gte")
        value = self._read(last)
        if not isinstance(last_id, str):
            raise not_ours()
        return {
            self.field: {from_there: value},
            "$or": [{self.field: {beyond: value}}, {"_id": {beyond: last_id}}],
        }

    def _read(self, value: Any) -> Any:
        if not isinstance(value, str):
            raise not_ours()
        if not self.moment:
            return value
        try:
            read = datetime.fromisoformat(value)
        except ValueError:
            raise not_ours() from None
        if read.tzinfo is None:
            raise not_ours()
        return read


async def page_of(
    db: Database,
    collection: str,
    provider_id: str,
    wanted: Sequence[Mapping[str, Any]],
    order: Order,
    *,
    limit: int,
    cursor: str | None,
) -> tuple[list[Document], str | None]:
    """A provider's documents that are all of what is wanted, after the cursor, and the cursor of the next page.

    Raises `Invalid` for a cursor that is not of this list.
    """
    conditions = [*wanted, order.after(cursor)] if cursor is not None else [*wanted]
    within = scoped(provider_id, {"$and": conditions} if conditions else {})
    asked = db[collection].find(within, WITHOUT_PLUMBING).sort(order.keys).limit(limit + 1)
    found = await asked.to_list(limit + 1)
    return found[:limit], order.cursor_at(found[limit - 1]) if len(found) > limit else None

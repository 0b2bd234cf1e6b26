"""The catalogue of qualifications, as screens read it."""

from typing import Any

from chassis.mongo import Database, scoped
from chassis.paging import Page, decode_cursor, encode_cursor
from services.progression.documents import QUALIFICATIONS, qualification_from
from services.progression.domain.qualification import regulator_number
from services.progression.schemas import QualificationOut


async def catalogue(
    db: Database, provider_id: str, *, number: str | None, limit: int, cursor: str | None
) -> Page[QualificationOut]:
    """The provider's qualifications by number; with `number`, only that one, in any usual writing (CE-17).

    Raises QualificationNumberMalformed, and Invalid for a cursor that is not ours.
    """
    wanted: dict[str, Any] = {"number": regulator_number(number)} if number else {}
    if cursor:
        (after,) = decode_cursor(cursor, 1)
        wanted["$and"] = [{"number": {"$gt": str(after)}}]
    found = await db[QUALIFICATIONS].find(scoped(provider_id, wanted)).sort("number", 1).to_list(limit + 1)
    items = [QualificationOut.of(qualification_from(document)) for document in found[:limit]]
    return Page(items=items, next=encode_cursor(items[-1].number) if len(found) > limit else None)

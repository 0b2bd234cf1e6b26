"""Revoked access, for the doors of the platform. Not in the gateway's table: it is served inside only."""

from typing import Annotated

from fastapi import Query
from pydantic import AwareDatetime

from chassis.http import Public, Router
from chassis.paging import Cursor, Page
from services.identity.queries import keeping_out as queries
from services.identity.schemas.keeping_out import RevocationOut

router = Router(tags=["revocations"])

Many = Annotated[int, Query(ge=1, le=1000)]


@router.get("/revocations", response_model=Page[RevocationOut], include_in_schema=False)
async def list_revocations(
    public: Public, since: AwareDatetime, limit: Many = 500, cursor: Cursor = None
) -> Page[RevocationOut]:
    """What was revoked since a moment, oldest first: what a door asks for while the broker is down."""
    return await queries.revocations(public.kit.db, since, limit=limit, cursor=cursor)

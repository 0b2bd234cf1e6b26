"""Sessions as people may read them."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from chassis.listing import WITHOUT_PLUMBING, Order, page_of
from chassis.mongo import Database, scoped
from chassis.paging import Page
from services.scheduling import access, documents
from services.scheduling.domain.rooms import join_closes_at
from services.scheduling.domain.session import Session
from services.scheduling.domain.stretches import stretches
from services.scheduling.domain.walltime import local_time
from services.scheduling.domain.words import DIARY_KINDS, State
from services.scheduling.schemas.history import HistoryOut
from services.scheduling.schemas.sessions import JoinLinkOut, SessionCountsOut, SessionOut

SessionsBy = Literal["starts_at", "-starts_at"]
SESSIONS_BY: Mapping[SessionsBy, Order] = {
    "starts_at": Order("starts_at", moment=True),
    "-starts_at": Order("starts_at", down=True, moment=True),
}
"""The orders in which sessions can be had: the earliest first, or the latest."""

MOST_COUNTED = 1000
"""Counting stops here: more is more than anybody works through."""

_EVER, _NEVER = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


async def session(db: Database, actor: Actor, session_id: str) -> tuple[SessionOut, int]:
    """One session and its version. Raises `NotFound` or, at the same centre, `Forbidden`."""
    found = await visible(db, actor, session_id)
    return SessionOut.of(found, found.version, seen_by=_learner(actor)), found.version


async def history(db: Database, actor: Actor, session_id: str) -> HistoryOut:
    """Every move and correction of a session, for staff. Raises `NotFound` and `Forbidden`."""
    found = await visible(db, actor, session_id)
    if actor.role == "learner":
        raise Forbidden("Staff reads how a session was moved and corrected.")
    return HistoryOut.of(found)


async def sessions(
    db: Database,
    actor: Actor,
    *,
    starts_from: datetime,
    starts_before: datetime,
    about: Mapping[str, Any],
    sort: SessionsBy = "starts_at",
    limit: int,
    cursor: str | None,
) -> Page[SessionOut]:
    """The sessions an actor may see that start in `[starts_from, starts_before)` (UTC), by when they start.

    `about` narrows them down (assessor, learner, series). Refuses with `Forbidden` where the role sees none, and with
    `Invalid` for a bad cursor.
    """
    wanted = [_visible_to(actor), about, _starting(starts_from, starts_before)]
    rows, following = await page_of(
        db, documents.SESSIONS, actor.provider_id, wanted, SESSIONS_BY[sort], limit=limit, cursor=cursor
    )
    page = [documents.session_from(row) for row in rows]
    return Page(
        items=[SessionOut.of(one, one.version, seen_by=_learner(actor)) for one in page], next=following
    )


async def session_counts(
    db: Database, actor: Actor, about: Mapping[str, Any], time_zone: str, now: datetime
) -> SessionCountsOut:
    """How many planned sessions that an actor may see need somebody when, by the days of `time_zone`.

    `about` narrows them down. Raises `Forbidden` where the role sees none, and `UnknownTimeZone`.
    """
    visible, planned = _visible_to(actor), {"state": State.PLANNED.value}
    spans = stretches(local_time(now, time_zone).date(), time_zone)
    counts = await asyncio.gather(
        *(
            db[documents.SESSIONS].count_documents(
                scoped(
                    actor.provider_id,
                    {"$and": [visible, about, planned, _starting(span.starts_at, span.ends_at)]},
                ),
                limit=MOST_COUNTED,
            )
            for span in spans.values()
        )
    )
    return SessionCountsOut(**dict(zip(spans, counts, strict=True)), most=MOST_COUNTED)


async def open_entries(
    db: Database, actor: Actor, centre_id: str | None, *, limit: int, cursor: str | None
) -> Page[SessionOut]:
    """CHOC and Action entries that wait to be done, the oldest first (DR-36, DR-79). Raises `Forbidden`."""
    if actor.role == "learner":
        raise Forbidden("Your role has nothing to do here.")
    about: dict[str, Any] = {"kind": {"$in": sorted(DIARY_KINDS)}, "state": State.PLANNED.value}
    if centre_id is not None:
        about["centre_ids"] = centre_id
    return await sessions(
        db, actor, starts_from=_EVER, starts_before=_NEVER, about=about, limit=limit, cursor=cursor
    )


async def join_link(db: Database, actor: Actor, session_id: str, now: datetime) -> JoinLinkOut:
    """The way into the session's Smart Room, for its assessor and participants while the door is open (SB-48).

    Raises `NotFound`, `Forbidden`, and what `Session.check_may_be_joined` raises.
    """
    found = await visible(db, actor, session_id)
    if actor.person_id not in (found.assessor_id, *(one.learner_id for one in found.sitting)):
        raise Forbidden("Only the assessor and the learners of the session enter its room.")
    room = found.check_may_be_joined(now)
    row = await db[documents.SMART_ROOMS].find_one(scoped(actor.provider_id, _id=room.id))
    if row is None:
        raise NotFound("The Smart Room is gone.")
    return JoinLinkOut(
        url=documents.room_from(row).join_url, room=room.name, closes_at=join_closes_at(found.ends_at)
    )


async def visible(db: Database, actor: Actor, session_id: str) -> Session:
    """The session, for somebody who may see it. Raises `NotFound` or, at the same centre, `Forbidden`."""
    row = await db[documents.SESSIONS].find_one(scoped(actor.provider_id, _id=session_id), WITHOUT_PLUMBING)
    found = documents.session_from(row) if row else None
    if found and access.may_see(actor, found):
        return found
    if found and access.is_near(actor, found):
        raise Forbidden("This is not one of your sessions.")
    raise NotFound("There is no such session.")


def _visible_to(actor: Actor) -> Mapping[str, Any]:
    visible = access.visible_sessions(actor)
    if visible is None:
        raise Forbidden("Your role does not see sessions here.")
    return visible


def _starting(first: datetime, before: datetime) -> Mapping[str, Any]:
    return {"starts_at": {"$gte": first, "$lt": before}}


def _learner(actor: Actor) -> str | None:
    return actor.person_id if actor.role == "learner" else None

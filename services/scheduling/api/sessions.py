"""Routes of sessions: parse, run the command or the query, answer. No rule lives here."""

from collections.abc import Mapping
from datetime import UTC, timedelta
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import AwareDatetime

from chassis.http import Ask, Command, Router, needs
from chassis.paging import Cursor, Limit, Page
from chassis.schemas import Id
from contracts.words import Permission
from services.scheduling import handlers
from services.scheduling.api.bookings import booking_of
from services.scheduling.api.paths import OneCentre, SessionId, Zone
from services.scheduling.domain.words import Kind, SessionType, State
from services.scheduling.queries import diary
from services.scheduling.queries.diary import SessionsBy
from services.scheduling.schemas import sessions as schemas
from services.scheduling.schemas.history import HistoryOut

router = Router(tags=["scheduling"])


@router.post("/sessions", status_code=201, response_model=schemas.BookedOut)
@needs(Permission.BOOK_SESSIONS)
async def book_session(body: schemas.BookSessionIn, command: Command) -> Response:
    """Book a session, a group or a series: assessor, learners and Smart Room, all or nothing."""
    return await command.run(handlers.book_session, booking_of(body), answer=schemas.BookedOut.of, status=201)


@router.get("/sessions", response_model=Page[schemas.SessionOut])
@needs(Permission.BOOK_SESSIONS)
async def sessions(
    ask: Ask,
    starts_from: Annotated[AwareDatetime | None, Query(alias="from", description="Default: now.")] = None,
    starts_before: Annotated[
        AwareDatetime | None, Query(alias="to", description="Not included. Default: 62 days later.")
    ] = None,
    assessor_id: Annotated[Id | None, Query()] = None,
    learner_id: Annotated[Id | None, Query()] = None,
    series_id: Annotated[Id | None, Query()] = None,
    centre_id: OneCentre = None,
    type: Annotated[SessionType | None, Query()] = None,
    kind: Annotated[Kind | None, Query()] = None,
    state: Annotated[State | None, Query()] = None,
    sort: SessionsBy = "starts_at",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[schemas.SessionOut]:
    """The sessions you may see that start in a stretch of time, by when they start."""
    begins = (starts_from or ask.now).astimezone(UTC)
    ends = starts_before.astimezone(UTC) if starts_before else begins + timedelta(days=62)
    about = {
        "assessor_id": assessor_id,
        "participants.learner_id": learner_id,
        "series.id": series_id,
        "centre_ids": centre_id,
        "type": type,
        "kind": kind,
        "state": state,
    }
    return await diary.sessions(
        ask.db,
        ask.actor,
        starts_from=begins,
        starts_before=ends,
        about=_given(about),
        sort=sort,
        limit=limit,
        cursor=cursor,
    )


@router.get("/session-counts", response_model=schemas.SessionCountsOut)
@needs(Permission.BOOK_SESSIONS)
async def session_counts(
    ask: Ask,
    time_zone: Zone = "Europe/London",
    assessor_id: Annotated[Id | None, Query()] = None,
    learner_id: Annotated[Id | None, Query()] = None,
    centre_id: OneCentre = None,
    type: Annotated[SessionType | None, Query()] = None,
    kind: Annotated[Kind | None, Query()] = None,
) -> schemas.SessionCountsOut:
    """How many planned sessions you may see are overdue, today, in the next seven days and later, by your days."""
    about = {
        "assessor_id": assessor_id,
        "participants.learner_id": learner_id,
        "centre_ids": centre_id,
        "type": type,
        "kind": kind,
    }
    return await diary.session_counts(ask.db, ask.actor, _given(about), time_zone, ask.now)


@router.get("/sessions/{session_id}", response_model=schemas.SessionOut)
@needs(Permission.BOOK_SESSIONS)
async def session(ask: Ask, session_id: SessionId) -> Response:
    """One session; its version is the ETag."""
    found, version = await diary.session(ask.db, ask.actor, session_id)
    return ask.answer(found, version=version)


@router.get("/sessions/{session_id}/history", response_model=HistoryOut)
@needs(Permission.BOOK_SESSIONS)
async def history(ask: Ask, session_id: SessionId) -> HistoryOut:
    """Every move and correction of a session, for staff."""
    return await diary.history(ask.db, ask.actor, session_id)


@router.get("/sessions/{session_id}/join-link", response_model=schemas.JoinLinkOut)
async def join_link(ask: Ask, session_id: SessionId) -> schemas.JoinLinkOut:
    """The way into the Smart Room, from 10 minutes before the session."""
    return await diary.join_link(ask.db, ask.actor, session_id, ask.now)


def _given(about: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in about.items() if value is not None}

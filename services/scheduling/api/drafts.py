"""Routes of drafts: a booking in two steps."""

import json
from typing import Annotated

from fastapi import Path, Query, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from chassis.http import Ask, Command, Router, needs
from chassis.paging import Cursor, Limit, Page
from chassis.schemas import Id
from contracts.words import Permission
from services.scheduling import handlers
from services.scheduling.api.bookings import booking_of
from services.scheduling.api.paths import OneCentre
from services.scheduling.domain.draft import Draft
from services.scheduling.queries import drafts
from services.scheduling.schemas import drafts as schemas
from services.scheduling.schemas.sessions import BookedOut, BookSessionIn

router = Router(tags=["scheduling"])

DraftId = Annotated[Id, Path(description="The draft's id.")]


@router.post("/session-drafts", status_code=201, response_model=schemas.DraftOut)
@needs(Permission.BOOK_SESSIONS)
async def keep_draft(body: schemas.DraftIn, command: Command) -> Response:
    """Keep what was typed of a booking; nothing is held and nobody else sees it."""
    cmd = handlers.KeepDraft(typed=body.typed(), participants=body.participants)
    return await command.run(handlers.keep_draft, cmd, answer=schemas.DraftOut.saved, status=201)


@router.get("/session-drafts", response_model=schemas.DraftsOut)
@needs(Permission.BOOK_SESSIONS)
async def own_drafts(ask: Ask) -> schemas.DraftsOut:
    """Your drafts that are not booked."""
    return await drafts.drafts(ask.db, ask.actor, ask.now)


@router.get("/session-drafts/{draft_id}", response_model=schemas.DraftOut)
@needs(Permission.BOOK_SESSIONS)
async def draft(ask: Ask, draft_id: DraftId) -> Response:
    """One of your drafts; its version is the ETag."""
    found = await drafts.draft(ask.db, ask.actor, draft_id, ask.now)
    return ask.answer(schemas.DraftOut.of(found), version=found.version)


@router.put("/session-drafts/{draft_id}", response_model=schemas.DraftOut)
@needs(Permission.BOOK_SESSIONS)
async def change_draft(body: schemas.DraftIn, command: Command, draft_id: DraftId) -> Response:
    """Keep what is typed now, instead of what was."""
    cmd = handlers.ChangeDraft(
        draft_id=draft_id,
        version=command.require_version(),
        typed=body.typed(),
        participants=body.participants,
    )
    return await command.run(handlers.change_draft, cmd, answer=schemas.DraftOut.saved)


@router.post("/session-drafts/{draft_id}/booking", status_code=201, response_model=BookedOut)
@needs(Permission.BOOK_SESSIONS)
async def continue_draft(body: schemas.ContinueIn, command: Command, draft_id: DraftId) -> Response:
    """Book for everybody ticked, all or nothing; a refusal leaves the draft and its ticks as they are."""
    version = command.require_version()
    found = await drafts.draft(command.db, command.actor, draft_id, command.now)
    cmd = handlers.ContinueDraft(
        draft_id=draft_id, version=version, booking=booking_of(_form(found, body.learner_ids))
    )
    return await command.run(handlers.continue_draft, cmd, answer=BookedOut.of, status=201)


@router.get("/eligible-learners", response_model=Page[schemas.EligibleOut])
@needs(Permission.BOOK_SESSIONS)
async def eligible_learners(
    ask: Ask,
    qualification_id: Annotated[Id | None, Query(description="Only learners on this course.")] = None,
    assessor_id: Annotated[Id | None, Query(description="Only learners of this assessor.")] = None,
    centre_id: OneCentre = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[schemas.EligibleOut]:
    """The learners you may book, by name."""
    return await drafts.eligible_learners(
        ask.db,
        ask.actor,
        qualification_id=qualification_id,
        assessor_id=assessor_id,
        centre_id=centre_id,
        today=ask.now.date(),
        limit=limit,
        cursor=cursor,
    )


def _form(draft: Draft, learner_ids: list[str] | None) -> BookSessionIn:
    """The draft as a finished form. Raises what a request with missing fields raises."""
    typed = dict(draft.typed) | ({} if learner_ids is None else {"learner_ids": learner_ids})
    try:
        return BookSessionIn.model_validate_json(json.dumps(typed))
    except ValidationError as error:
        wrong = [dict(one) | {"loc": ("body", *one["loc"])} for one in error.errors(include_context=False)]
        raise RequestValidationError(wrong) from error

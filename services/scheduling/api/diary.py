"""Routes of the diary's entries that are no sessions: CHOC and Action."""

from fastapi import Response

from chassis.http import Ask, Command, Router, needs
from chassis.paging import Cursor, Limit, Page
from contracts.words import Permission
from services.scheduling import handlers
from services.scheduling.api.paths import OneCentre
from services.scheduling.api.times import start_of
from services.scheduling.queries import diary
from services.scheduling.schemas.diary import DiaryEntryIn
from services.scheduling.schemas.sessions import SessionOut

router = Router(tags=["scheduling"])


@router.post("/diary-entries", status_code=201, response_model=SessionOut)
@needs(Permission.BOOK_SESSIONS)
async def note_in_diary(body: DiaryEntryIn, command: Command) -> Response:
    """Note a CHOC or an Action: no type, no course, and nobody is kept busy."""
    cmd = handlers.NoteInDiary(
        kind=body.kind,
        start=start_of(body),
        notes=body.notes,
        learner_ids=body.learner_ids,
        assessor_id=body.assessor_id,
        about_session_id=body.about_session_id,
    )
    return await command.run(handlers.note_in_diary, cmd, answer=SessionOut.saved, status=201)


@router.get("/diary-entries", response_model=Page[SessionOut])
@needs(Permission.BOOK_SESSIONS)
async def open_entries(
    ask: Ask, centre_id: OneCentre = None, limit: Limit = 50, cursor: Cursor = None
) -> Page[SessionOut]:
    """What is still to be done: open entries of your centres, or your own as an assessor, the oldest first."""
    return await diary.open_entries(ask.db, ask.actor, centre_id, limit=limit, cursor=cursor)

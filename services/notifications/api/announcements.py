"""Routes of announcements."""

from typing import Annotated

from fastapi import Path, Query, Response

from chassis.http import Ask, Command, Router, everyone
from chassis.paging import Cursor, Limit
from chassis.schemas import Id
from services.caseload import local_day
from services.notifications import handlers
from services.notifications.queries import announcements as queries
from services.notifications.schemas import announcements as schemas

router = Router(tags=["announcements"])

AnnouncementId = Annotated[Id, Path(description="The announcement's id.")]


@router.get("/announcements", response_model=schemas.AnnouncementsOut)
@everyone
async def list_announcements(
    ask: Ask,
    kept: Annotated[
        bool, Query(description="Those the caller may change, in force or not, instead of those to read.")
    ] = False,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> schemas.AnnouncementsOut:
    """The announcements that concern the caller today, newest first, with the number of unread ones."""
    return await queries.announcements(ask.db, ask.actor, ask.now, kept=kept, limit=limit, cursor=cursor)


@router.post("/announcements", status_code=201, response_model=schemas.AnnouncementOut)
async def publish(body: schemas.AnnouncementIn, command: Command) -> Response:
    """Make something known to a provider or some of its centres, to everybody there or to some roles."""
    cmd = handlers.Publish(body.content(local_day(command.now)))
    return await command.run(handlers.publish, cmd, answer=schemas.AnnouncementOut.saved, status=201)


@router.put("/announcements/{announcement_id}", response_model=schemas.AnnouncementOut)
async def change_announcement(
    body: schemas.ChangeAnnouncementIn, command: Command, announcement_id: AnnouncementId
) -> Response:
    """Say everything about an announcement anew, or withdraw it."""
    cmd = handlers.ChangeAnnouncement(
        announcement_id=announcement_id,
        version=command.require_version(),
        content=body.content(local_day(command.now)),
        withdrawn=body.withdrawn,
    )
    return await command.run(handlers.change_announcement, cmd, answer=schemas.AnnouncementOut.saved)


@router.put("/announcements/{announcement_id}/read", response_model=schemas.AnnouncementReadOut)
@everyone
async def read_announcement(command: Command, announcement_id: AnnouncementId) -> Response:
    """Note that the caller has read it. The first time counts; no `If-Match` is needed."""
    cmd = handlers.ReadAnnouncement(announcement_id)
    return await command.run(handlers.read_announcement, cmd, answer=schemas.AnnouncementReadOut.of)

"""Routes: a person's own notifications."""

from typing import Annotated

from fastapi import Path, Query, Response

from chassis.http import Ask, Command, Router
from chassis.paging import Cursor, Limit
from services.notifications import handlers, queries
from services.notifications.schemas import NotificationsOut, ReadOut

router = Router(tags=["notifications"])

NotificationId = Annotated[str, Path(max_length=64, pattern=r"^[A-Za-z0-9._:-]+$")]


@router.get("/notifications", response_model=NotificationsOut)
async def list_notifications(
    ask: Ask,
    unread: Annotated[bool, Query(description="Only those not read yet.")] = False,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> NotificationsOut:
    """The caller's own notifications, newest first, with the number of unread ones."""
    return await queries.own_notifications(ask.db, ask.actor, unread_only=unread, limit=limit, cursor=cursor)


@router.put("/notifications/{notification_id}/read", response_model=ReadOut)
async def mark_notification_read(notification_id: NotificationId, command: Command) -> Response:
    """Note that the caller has read an own notification. The first time counts; no `If-Match` is needed."""
    return await command.run(handlers.mark_read, handlers.MarkRead(notification_id), answer=ReadOut.of)

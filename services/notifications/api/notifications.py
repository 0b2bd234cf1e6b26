"""Routes: a person's own notifications and calendar feed."""

import hashlib
from typing import Annotated, cast

from fastapi import Path, Query, Response

from chassis.http import Ask, Command, Public, Router, everyone
from chassis.paging import Cursor, Limit
from chassis.service import Kit
from services.notifications import handlers
from services.notifications.domain.calendar_feed import FeedToken
from services.notifications.ports import Feeds
from services.notifications.queries import notifications as queries
from services.notifications.schemas.notifications import (
    FeedAddressOut,
    FeedOut,
    NotificationsOut,
    PreferencesIn,
    PreferencesOut,
    ReadOut,
)
from services.notifications.settings import Settings

router = Router(tags=["notifications"])

FeedAddress = Annotated[str, Path(max_length=128, pattern=r"^[A-Za-z0-9._:-]+$")]
NotificationId = Annotated[str, Path(max_length=64, pattern=r"^[A-Za-z0-9._:-]+$")]


@router.get("/notifications", response_model=NotificationsOut)
@everyone
async def list_notifications(
    ask: Ask,
    unread: Annotated[bool, Query(description="Only those not read yet.")] = False,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> NotificationsOut:
    """The caller's own notifications, newest first, with the number of unread ones."""
    return await queries.own_notifications(ask.db, ask.actor, unread_only=unread, limit=limit, cursor=cursor)


@router.put("/notifications/{notification_id}/read", response_model=ReadOut)
@everyone
async def mark_notification_read(notification_id: NotificationId, command: Command) -> Response:
    """Note that the caller has read an own notification. The first time counts; no `If-Match` is needed."""
    return await command.run(handlers.mark_read, handlers.MarkRead(notification_id), answer=ReadOut.of)


@router.get("/notification-preferences", response_model=PreferencesOut)
@everyone
async def own_preferences(ask: Ask) -> PreferencesOut:
    """What the caller wants mails about."""
    return PreferencesOut.of(await queries.own_preferences(ask.db, ask.actor), ask.actor.role)


@router.put("/notification-preferences", response_model=PreferencesOut)
@everyone
async def say_preferences(body: PreferencesIn, command: Command) -> Response:
    """Say what mails are wanted about; it counts for every mail that has not gone out yet. No `If-Match` is needed."""
    said = {each.topic: each.by_mail for each in body.topics}
    role = command.actor.role
    return await command.run(
        handlers.say_preferences,
        handlers.SayPreferences(said),
        answer=lambda preferences: PreferencesOut.of(preferences, role),
    )


@router.get("/calendar-feed", response_model=FeedOut)
@everyone
async def own_calendar_feed(ask: Ask) -> FeedOut:
    """Whether the caller's calendar feed is on."""
    return FeedOut.of(await queries.own_feed(ask.db, ask.actor))


@router.post("/calendar-feed", status_code=201, response_model=FeedAddressOut)
@everyone
async def make_calendar_feed(command: Command) -> Response:
    """Get an address for one's calendar program; an address given out before leads nowhere from now on."""
    feeds = feeds_of(command.kit)
    token = feeds.drawn(command.actor.provider_id)
    await command.step(handlers.make_feed, handlers.MakeFeed(token))
    body = FeedAddressOut(url=feeds.url(token))
    return Response(body.model_dump_json(), 201, {"Cache-Control": "no-store"}, "application/json")


@router.delete("/calendar-feed", status_code=204)
@everyone
async def switch_calendar_feed_off(command: Command) -> Response:
    """Switch the feed off: its address leads nowhere from now on."""
    return await command.run(handlers.switch_feed_off, handlers.SwitchFeedOff(), status=204)


@router.get(
    "/calendar-feeds/{address}",
    response_class=Response,
    responses={
        200: {"content": {"text/calendar": {}}, "description": "The sessions of the address's owner."}
    },
)
async def read_calendar_feed(address: FeedAddress, public: Public) -> Response:
    """The sessions of whoever made this address, for a calendar program."""
    token = FeedToken.read(address)
    settings = public.kit.settings
    assert isinstance(settings, Settings)
    agenda = await queries.agenda(
        public.db, token.provider_id, token.digest, public.now, most=settings.feed_most_sessions
    )
    content = feeds_of(public.kit).write(agenda)
    headers = {
        "ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"',
        "Cache-Control": "private, max-age=300",
        "Content-Disposition": 'inline; filename="waymark.ics"',
    }
    if public.request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(content, 200, headers, "text/calendar; charset=utf-8")


def feeds_of(kit: Kit) -> Feeds:
    """What draws and writes calendar feeds."""
    return cast(Feeds, kit.resources["feeds"])

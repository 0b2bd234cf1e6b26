"""Wiring: the only file that sees handlers and store together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from chassis.seals import Seal
from chassis.service import Kit, Service
from services.notifications.api import ROUTERS
from services.notifications.channels.feed import CalendarFeeds
from services.notifications.channels.invitation import Letterhead
from services.notifications.channels.post import MailPost
from services.notifications.channels.smtp import MailServer
from services.notifications.consumers import SUBSCRIPTIONS
from services.notifications.documents import LETTERS, MESSAGES, NOTIFICATIONS
from services.notifications.jobs import Pace, Postman
from services.notifications.settings import Settings
from services.notifications.store import INDEXES, NotificationsTx, StoredMailroom

NAME = "Waymark"


@asynccontextmanager
async def start(kit: Kit) -> AsyncIterator[None]:
    """Set up what only this service has."""
    settings = kit.settings
    assert isinstance(settings, Settings)
    kit.resources["feeds"] = CalendarFeeds(letterhead_of(settings))
    yield


def letterhead_of(settings: Settings) -> Letterhead:
    """Who mails and calendars come from."""
    return Letterhead(
        name=NAME,
        address=settings.mail_from,
        host=settings.mail_from.rpartition("@")[2],
        public_url=settings.public_url.rstrip("/"),
    )


async def deliver_mail(kit: Kit) -> None:
    """The worker's loop: as many postmen as the settings say, one for one-time links and one for messages."""
    settings = kit.settings
    assert isinstance(settings, Settings)
    async with asyncio.TaskGroup() as group:
        for of in (LETTERS, MESSAGES):
            group.create_task(postman(kit, settings, of=of).run())
        for _ in range(settings.mail_senders):
            group.create_task(postman(kit, settings).run())


def postman(kit: Kit, settings: Settings, *, of: str = NOTIFICATIONS) -> Postman:
    """A postman with the service's database and mail server, for one collection of mails."""
    letterhead = letterhead_of(settings)
    server = MailServer(settings.smtp_url, timeout=settings.mail_send_seconds)
    pace = Pace(
        poll=timedelta(seconds=settings.mail_poll_seconds),
        longest_pause=timedelta(seconds=settings.mail_backoff_seconds),
        address_wait=timedelta(seconds=settings.mail_address_seconds),
        give_up=timedelta(seconds=settings.mail_give_up_seconds),
    )
    mailroom = StoredMailroom(kit.db, lease=timedelta(seconds=settings.mail_lease_seconds), of=of)
    seal = Seal(settings.link_key.get_secret_value()) if settings.link_key else None
    return Postman(mailroom, MailPost(server, letterhead, seal), pace)


SERVICE = Service(
    name="notifications",
    settings=Settings,
    tx=NotificationsTx,
    indexes=INDEXES,
    routers=ROUTERS,
    subscriptions=SUBSCRIPTIONS,
    jobs=(deliver_mail,),
    start=start,
)

"""Identity, wired: the only file that sees handlers and store together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from chassis import log
from chassis.actor import PLATFORM, Actor
from chassis.errors import Refusal
from chassis.locks import KeyedLocks
from chassis.mongo import unavailable
from chassis.reads import ReadLog
from chassis.runner import Request
from chassis.service import Kit, Service
from chassis.tasks import ended
from contracts.identity import IdentityRead
from services.caseload import WATCHED
from services.identity import documents
from services.identity.api import ROUTERS
from services.identity.consumers import SUBSCRIPTIONS
from services.identity.handlers.providers import EstablishPlatform, establish_platform
from services.identity.jobs import (
    carry_out_imports,
    forget,
    look_for_the_away,
    note_the_away,
    send_links,
    tell_of_waits,
    watch_accounts,
    watch_allocations,
)
from services.identity.ports.proving import Passwords
from services.identity.settings import Settings
from services.identity.store import IdentityTx
from services.identity.tokens import open_tokens

_log = log.get(__name__)


@asynccontextmanager
async def start(kit: Kit) -> AsyncIterator[None]:
    """Open what identity alone needs, and see to the platform's administrator as soon as the database
    answers.
    """
    kit.resources["turns"] = KeyedLocks()
    with open_tokens(kit):
        establishing = asyncio.create_task(_establish(kit))
        try:
            yield
        finally:
            await ended([establishing])


async def _establish(kit: Kit) -> None:
    settings = kit.settings
    assert isinstance(settings, Settings)
    if not settings.platform_admin_user or not settings.platform_admin_password:
        return
    passwords: Passwords = kit.resources["passwords"]
    password = await passwords.chosen(settings.platform_admin_password.get_secret_value())
    establishing = EstablishPlatform(settings.platform_admin_user, password)
    # One key for every replica: whoever comes second makes the same ids and finds the work done.
    request = Request(key="establish-platform")
    while True:
        try:
            await kit.runner.run(
                establish_platform, establishing, actor=Actor.system(PLATFORM), request=request
            )
            return
        except Refusal as refusal:
            _log.error("platform_administrator_refused", code=refusal.code(), detail=refusal.detail)
            return
        except Exception as error:
            if not unavailable(error):
                raise
            _log.warning("waiting_for_mongodb", error=type(error).__name__)
            await asyncio.sleep(1.0)


SERVICE = Service(
    name="identity",
    settings=Settings,
    tx=IdentityTx,
    indexes=documents.INDEXES,
    routers=ROUTERS,
    subscriptions=SUBSCRIPTIONS,
    jobs=(forget, send_links, watch_accounts, watch_allocations, look_for_the_away, carry_out_imports),
    rounds={"absences": note_the_away, "waits": tell_of_waits},
    start=start,
    read_log=ReadLog(WATCHED, IdentityRead),
)

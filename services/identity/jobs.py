"""What identity does by itself: forgets what is over, and sends the links that were asked for."""

import asyncio
from typing import cast

from chassis.actor import PLATFORM, Actor
from chassis.mongo import Database, scoped
from chassis.service import Kit
from chassis.timers import every
from services.identity import documents
from services.identity.handlers.links import SendDue, send_due
from services.identity.ports import LinkTokens

EVERY_SECONDS = 3600.0
SEND_SECONDS = 1.0
AT_A_TIME = 50

_LAST_DAY = {documents.SESSIONS: "expires_at", documents.TRIES: "forget_at", documents.LINKS_DUE: "forget_at"}


async def forget(kit: Kit) -> None:
    """Forget once an hour until cancelled."""
    while True:
        await forget_what_is_over(kit.db)
        await asyncio.sleep(EVERY_SECONDS)


async def forget_what_is_over(db: Database) -> int:
    """Delete what is over by the database's clock, unless its audit is still to be moved; how many there were."""
    count = 0
    for collection, field in _LAST_DAY.items():
        over = {field: {"$type": "date"}, "$expr": {"$lt": [f"${field}", "$$NOW"]}, "ob_at": None}
        count += (await db[collection].delete_many(scoped(PLATFORM, over))).deleted_count
    return count


async def send_links(kit: Kit) -> None:
    """Send what was asked for, until cancelled."""
    await every(SEND_SECONDS, lambda: send_links_due(kit))


async def send_links_due(kit: Kit) -> int:
    """Grant the wishes for links that wait, once each whoever else does the same; how many were looked at."""
    tokens = cast(LinkTokens, kit.resources["links"])
    found = kit.db[documents.LINKS_DUE].find(scoped(PLATFORM, waiting=True)).sort("asked_at", 1)
    waiting = await found.limit(AT_A_TIME).to_list(AT_A_TIME)
    for due in waiting:
        sending = SendDue(due["_id"], tokens.drawn(due["member_of"]))
        await kit.runner.run(send_due, sending, actor=Actor.system(PLATFORM))
    return len(waiting)

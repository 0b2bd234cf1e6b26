"""Forgets what is over: log-in sessions past their last day, tries nobody repeated, and old revocations."""

import asyncio

from chassis.actor import PLATFORM
from chassis.mongo import Database, scoped
from chassis.service import Kit
from services.identity import documents

EVERY_SECONDS = 3600.0

_LAST_DAY = {
    documents.SESSIONS: "expires_at",
    documents.TRIES: "forget_at",
    documents.REVOCATIONS: "forget_at",
}


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

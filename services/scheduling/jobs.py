"""What scheduling does by itself: finds other rooms for sessions that lost theirs."""

from datetime import UTC, datetime, timedelta

from chassis.actor import Actor
from chassis.mongo import scoped
from chassis.service import Kit
from chassis.timers import every
from services.scheduling import documents
from services.scheduling.handlers import Rehouse, rehouse
from services.scheduling.queries.rooms import sessions_in_room

REHOUSE_SECONDS = 1.0
LINGERING = timedelta(seconds=15)
"""A booking under way may still take a room it saw before the room was lost, so a note stays for a while."""


async def rehouse_sessions(kit: Kit) -> None:
    """Look after lost rooms until cancelled; several processes may do it, a session moves once."""
    await every(REHOUSE_SECONDS, lambda: rehouse_due(kit))


async def rehouse_due(kit: Kit) -> int:
    """Look at every session in rooms that may be lost; how many rooms there were. Dying here costs nothing."""
    notes = await kit.db[documents.ROOMS_LOST].find().to_list(100)
    for note in notes:
        provider_id, now = note["provider_id"], datetime.now(UTC)
        for session_id in await sessions_in_room(kit.db, provider_id, note["_id"], now):
            await kit.runner.run(rehouse, Rehouse(session_id), actor=Actor.system(provider_id))
        if now - note["noted_at"] > LINGERING:
            done = scoped(provider_id, _id=note["_id"], v=note["v"], ob_at=None)
            await kit.db[documents.ROOMS_LOST].delete_one(done)
    return len(notes)

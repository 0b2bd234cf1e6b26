"""What scheduling does by itself: finds other rooms for sessions that lost theirs, offers free times, and checks itself
at night.
"""

from datetime import datetime, time, timedelta

from chassis import log, metrics
from chassis.actor import Actor
from chassis.mongo import BEGINNING, Database, scoped
from chassis.service import Kit
from chassis.timers import Lease, nightly, ticking
from services.scheduling import documents
from services.scheduling.domain.overlaps import Fault
from services.scheduling.handlers import PassOnOffer, Rehouse, pass_on_offer, rehouse
from services.scheduling.queries.overlaps import faults
from services.scheduling.queries.rooms import sessions_in_room

_log = log.get(__name__)

REHOUSE_SECONDS = 1.0
OFFER_SECONDS = 1.0
LINGERING = timedelta(seconds=15)
"""A booking under way may still take a room it saw before the room was lost, so a note stays for a while."""


CHECKED_AT = time(2, 30)
LOOKED_BACK = timedelta(days=7)
LEASE_SECONDS = 6 * 3600.0
"""Longer than a check, shorter than a day: of all processes one checks."""


async def rehouse_sessions(kit: Kit) -> None:
    """Look after lost rooms until cancelled; several processes may do it, a session moves once."""
    await ticking(REHOUSE_SECONDS, lambda now: rehouse_due(kit, now))


async def rehouse_due(kit: Kit, now: datetime) -> int:
    """Look at every session in rooms that may be lost; how many rooms there were. Dying here costs nothing."""
    notes = await kit.db[documents.ROOMS_LOST].find().to_list(100)
    for note in notes:
        provider_id = note["provider_id"]
        for session_id in await sessions_in_room(kit.db, provider_id, note["_id"], now):
            await kit.runner.run(rehouse, Rehouse(session_id), actor=Actor.system(provider_id))
        if now - note["noted_at"] > LINGERING:
            done = scoped(provider_id, _id=note["_id"], v=note["v"], ob_at=None)
            await kit.db[documents.ROOMS_LOST].delete_one(done)
    return len(notes)


async def offer_times(kit: Kit) -> None:
    """Ask learners about free times until cancelled; several processes may do it, nobody is asked twice."""
    await ticking(OFFER_SECONDS, lambda now: offers_due(kit, now))


async def offers_due(kit: Kit, now: datetime) -> int:
    """Pass on every offer whose turn has come; how many there were. Dying here costs nothing."""
    due = {"next_at": {"$gt": BEGINNING, "$lte": now}}
    found = await kit.db[documents.OFFERS].find(due, {"provider_id": 1}).sort("next_at", 1).to_list(100)
    for offer in found:
        actor = Actor.system(offer["provider_id"])
        await kit.runner.run(pass_on_offer, PassOnOffer(offer["_id"]), actor=actor)
    return len(found)


async def check_nightly(kit: Kit) -> None:
    """Check every night at 02:30 UTC until cancelled, in one process."""
    lease = Lease(kit.db, "overlaps", seconds=LEASE_SECONDS)
    for fault in Fault:
        metrics.booking_overlap_total.labels(fault.value).inc(0)

    async def check(now: datetime) -> None:
        if await lease.take():
            await check_overlaps(kit.db, now)

    await nightly(CHECKED_AT, check)


async def check_overlaps(db: Database, now: datetime) -> int:
    """Recompute from the sessions who holds what, and compare with the calendars both ways; how many faults there are.

    Everything from a week ago on, of every provider. Each fault is counted and logged (docs/runbooks/overlaps.md).
    """
    count = 0
    since = (now - LOOKED_BACK).date()
    for provider_id in await db[documents.SESSIONS].distinct("provider_id"):
        async for found in faults(db, provider_id, since):
            count += 1
            metrics.booking_overlap_total.labels(found.fault.value).inc()
            _log.error(
                "booking_overlap",
                provider_id=provider_id,
                fault=found.fault.value,
                resource=f"{found.resource.kind}:{found.resource.id}",
                day=found.day.isoformat(),
                sessions=list(found.session_ids),
            )
    _log.info("bookings_checked", faults=count)
    return count

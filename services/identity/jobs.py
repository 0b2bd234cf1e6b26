"""What identity does by itself: forgets what is over, and sends the links that were asked for."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from itertools import groupby
from typing import cast

from chassis import log, metrics
from chassis.actor import PLATFORM, Actor
from chassis.listing import WITHOUT_PLUMBING
from chassis.mongo import Database, scoped
from chassis.service import Kit
from chassis.timers import Lease, every, nightly, ticking
from services.identity import documents
from services.identity.domain.allocation import MOST_AT_ONCE
from services.identity.domain.imports import ImportState
from services.identity.domain.provider import Provider
from services.identity.domain.provider_settings import Rule
from services.identity.handlers.absence import NoteAbsence, note_absence
from services.identity.handlers.awaiting import TellOfWait, tell_of_wait
from services.identity.handlers.imports import MoveOn, TakeTurns, move_on, take_turns
from services.identity.handlers.links import SendDue, send_due
from services.identity.ports.proving import LinkTokens
from services.identity.queries.absence import away, still_enrolled
from services.identity.queries.awaited_accounts import overdue
from services.identity.queries.awaited_allocations import waiting_since_before

EVERY_SECONDS = 3600.0
SEND_SECONDS = 1.0
AT_A_TIME = 50
IMPORT_SECONDS = 1.0
ROWS_AT_A_TIME = 100
WATCH_SECONDS = 600.0
REMINDED_AT = time(6)
AWAY_AT_A_TIME = 500
LONGEST_WAIT = timedelta(hours=24)

_log = log.get(__name__)

_UNDER_WAY = {"state": {"$in": [ImportState.CHECKING.value, ImportState.RUNNING.value]}}

_LAST_DAY = {
    documents.SESSIONS: "expires_at",
    documents.TRIES: "forget_at",
    documents.REVOCATIONS: "forget_at",
    documents.LINKS_DUE: "forget_at",
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


async def watch_accounts(kit: Kit) -> None:
    """Look for accounts that do not come, until cancelled, one process at a time."""
    lease = Lease(kit.db, "accounts", seconds=2 * WATCH_SECONDS)

    async def work(now: datetime) -> None:
        if await lease.take():
            await count_overdue_accounts(kit.db, now)
        else:
            metrics.accounts_overdue.set(0)

    await ticking(WATCH_SECONDS, work)


async def count_overdue_accounts(db: Database, now: datetime) -> int:
    """Count and log who was allocated more than a day ago and has no account (docs/runbooks/accounts-overdue.md)."""
    count = 0
    async for provider in _providers(db, None):
        async for person_id in overdue(db, provider.id, now - LONGEST_WAIT):
            count += 1
            _log.error("account_overdue", provider_id=provider.id, person_id=person_id)
    metrics.accounts_overdue.set(count)
    return count


async def watch_allocations(kit: Kit) -> None:
    """Look for learners who wait for their allocation, until cancelled, one process at a time."""
    lease = Lease(kit.db, "allocations", seconds=2 * WATCH_SECONDS)

    async def work(now: datetime) -> None:
        if await lease.take():
            metrics.allocations_overdue.set(await tell_of_waits(kit, now, None))
        else:
            metrics.allocations_overdue.set(0)

    await ticking(WATCH_SECONDS, work)


async def tell_of_waits(kit: Kit, now: datetime, provider_id: str | None) -> int:
    """Tell the centres of one provider, or of all, whose learners have waited for an assessor or an IQA for longer than
    their provider allows (CE-15, docs/runbooks/allocations-overdue.md).

    How many enrolments wait so long. A centre is told of a wait once, whoever does the same.
    """
    count = 0
    async for provider in _providers(kit.db, provider_id):
        hours = provider.at(now).rule(Rule.ALLOCATION_HOURS)
        if not hours:
            continue
        before = now - timedelta(hours=hours)
        late = [one async for one in waiting_since_before(kit.db, provider.id, before)]
        count += len(late)
        untold = [one for one in late if one.is_to_be_told(before)]
        for centre_id, theirs in groupby(untold, key=lambda one: one.centre_id):
            ids = tuple(one.id for one in theirs)
            for start in range(0, len(ids), MOST_AT_ONCE):
                telling = TellOfWait(centre_id, ids[start : start + MOST_AT_ONCE], before)
                await kit.runner.run(tell_of_wait, telling, actor=Actor.system(provider.id))
    return count


async def look_for_the_away(kit: Kit) -> None:
    """Every morning at 06:00 UTC, in one process, until cancelled."""
    lease = Lease(kit.db, "absence", seconds=3600)

    async def work(now: datetime) -> None:
        if await lease.take():
            await note_the_away(kit, now, None)

    await nightly(REMINDED_AT, work)


async def note_the_away(kit: Kit, now: datetime, provider_id: str | None) -> int:
    """Note every learner of one provider, or of all, who has not signed in for as many days as their provider has set
    (SA-66).

    How many were looked at. A learner is noted once an absence, whoever does the same.
    """
    count = 0
    async for provider in _providers(kit.db, provider_id):
        days = provider.at(now).rule(Rule.INACTIVITY_DAYS)
        if not days:
            continue
        before = now - timedelta(days=days)
        gone = [person_id async for person_id in away(kit.db, provider.id, before)]
        for start in range(0, len(gone), AWAY_AT_A_TIME):
            for learner_id in await still_enrolled(kit.db, provider.id, gone[start : start + AWAY_AT_A_TIME]):
                noting = NoteAbsence(learner_id, before)
                await kit.runner.run(note_absence, noting, actor=Actor.system(provider.id))
                count += 1
    return count


async def _providers(db: Database, provider_id: str | None) -> AsyncIterator[Provider]:
    """One provider, or all there are."""
    for id in [provider_id] if provider_id else await db[documents.PROVIDERS].distinct("_id"):
        stored = await db[documents.PROVIDERS].find_one(scoped(id, _id=id), WITHOUT_PLUMBING)
        if stored:
            yield documents.provider_from(stored)


async def carry_out_imports(kit: Kit) -> None:
    """Look through and carry out imports until cancelled, one process at a time."""
    lease = Lease(kit.db, "imports", seconds=60)

    async def work() -> None:
        if await kit.db[documents.IMPORTS].find_one(_UNDER_WAY) and await lease.take():
            while await imports_under_way(kit) and await lease.take():
                pass

    await every(IMPORT_SECONDS, work)


async def imports_under_way(kit: Kit) -> bool:
    """Give some rows of the oldest import their turn; whether there was one. Dying here costs nothing."""
    found = await kit.db[documents.IMPORTS].find_one(_UNDER_WAY, sort=[("created_at", 1)])
    if found is None:
        return False
    sent = documents.import_from(found)
    wanted = scoped(sent.provider_id, import_id=sent.id, turn=sent.state.value)
    rows = kit.db[documents.IMPORT_ROWS].find(wanted, {"number": 1}).sort("number", 1)
    numbers = [row["number"] for row in await rows.limit(ROWS_AT_A_TIME).to_list(ROWS_AT_A_TIME)]
    if not numbers:
        system = Actor.system(sent.provider_id)
        await kit.runner.run(move_on, MoveOn(sent.id), actor=system)
        return True
    sender = Actor(sent.person_id, sent.provider_id, sent.role, frozenset(sent.centre_ids))
    await kit.runner.run(take_turns, TakeTurns(sent.id, tuple(numbers)), actor=sender)
    return True

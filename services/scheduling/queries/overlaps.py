"""Looks through a provider's sessions and calendars for what the claims should have made impossible."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta

from chassis.mongo import Database, scoped
from services.scheduling import documents
from services.scheduling.domain.overlaps import Found, faults_between
from services.scheduling.domain.planning import LONGEST
from services.scheduling.domain.timetable import LONGEST_TRAVEL

WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


async def faults(db: Database, provider_id: str, since: date) -> AsyncIterator[Found]:
    """Every fault from the UTC day `since` on, a week at a time, so that memory does not grow with the provider."""
    last = await _last_day(db, provider_id)
    first = since
    while last and first <= last:
        days = frozenset(first + number * _DAY for number in range(7))
        for found in await _faults_in(db, provider_id, days):
            yield found
        first += WEEK


async def _faults_in(db: Database, provider_id: str, days: frozenset[date]) -> list[Found]:
    begins = datetime.combine(min(days), time(), UTC) - timedelta(minutes=LONGEST)
    ends = datetime.combine(max(days) + _DAY, time(), UTC) + timedelta(minutes=LONGEST_TRAVEL)
    times = {"starts_at": {"$gte": begins, "$lt": ends}}
    rows = db[documents.SESSIONS].find(scoped(provider_id, times))
    sessions = [documents.session_from(row) async for row in rows]
    names = sorted(day.isoformat() for day in days)
    calendars = db[documents.CALENDARS].find(scoped(provider_id, day={"$in": names}))
    entries = [
        (date.fromisoformat(row["day"]), entry)
        async for row in calendars
        for entry in documents.entries_from([row])
    ]
    return faults_between(sessions, entries, days)


async def _last_day(db: Database, provider_id: str) -> date | None:
    session = await db[documents.SESSIONS].find_one(scoped(provider_id), sort=[("starts_at", -1)])
    calendar = await db[documents.CALENDARS].find_one(scoped(provider_id), sort=[("day", -1)])
    days = [session["ends_at"].date()] if session else []
    days += [date.fromisoformat(calendar["day"])] if calendar else []
    return max(days, default=None)

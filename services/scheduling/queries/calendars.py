"""When people are busy and free: every screen is a fixed number of reads, however many people or days it shows."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from chassis.listing import WITHOUT_PLUMBING
from chassis.mongo import Database, scoped
from chassis.tx import not_known_yet
from services.caseload import Person
from services.caseload.documents import PEOPLE, person_from
from services.scheduling import access, documents
from services.scheduling.domain.availability import availability, span_of
from services.scheduling.domain.slot import MINUTE, Resource, Slot
from services.scheduling.domain.walltime import zone_named
from services.scheduling.queries.centre_diary import events
from services.scheduling.queries.reading import busy_times, entries_in
from services.scheduling.queries.timetables import absences_in, centres_of, hours_of, in_force, person_seen
from services.scheduling.schemas.calendars import (
    AvailabilitiesOut,
    AvailabilityOut,
    BookedDayOut,
    BookedDaysOut,
    CalendarOut,
)
from services.scheduling.schemas.fields import SlotOut
from services.scheduling.schemas.sessions import SessionOut
from services.scheduling.schemas.timetables import AbsenceOut

MOST_SESSIONS = 2000
"""In one calendar request: 62 days of a session every twenty minutes."""


async def person_availability(
    db: Database, actor: Actor, person_id: str, first: date, last: date, time_zone: str, now: datetime
) -> AvailabilityOut:
    """When a person is busy and free over local days, both included; who books may ask about others (SB-05).

    Raises `Forbidden`, `NotFound`, and what `span_of` raises.
    """
    person = await person_seen(db, actor, person_id, now)
    days = span_of(first, last, time_zone).days
    entries, counts = await asyncio.gather(
        entries_in(db, actor.provider_id, [Resource.person(person_id)], days),
        in_force(db, actor.provider_id, person_id, centres_of(person)),
    )
    found = availability(first, last, time_zone, entries, counts.hours)
    return AvailabilityOut.of(person_id, time_zone, found)


async def availabilities(
    db: Database,
    actor: Actor,
    person_ids: Sequence[str],
    first: date,
    last: date,
    time_zone: str,
    now: datetime,
) -> AvailabilitiesOut:
    """Several colleagues at once, for who books (SB-05). Raises `Forbidden`, `NotFound` and what `span_of` raises."""
    days = span_of(first, last, time_zone).days
    people = await _people_seen(db, actor, person_ids, now)
    entries, hours = await asyncio.gather(
        entries_in(db, actor.provider_id, [Resource.person(id) for id in people], days),
        hours_of(db, actor.provider_id, list(people.values())),
    )
    return AvailabilitiesOut(
        items=[
            AvailabilityOut.of(
                id,
                time_zone,
                availability(
                    first, last, time_zone, [one for one in entries if one.resource.id == id], hours[id]
                ),
            )
            for id in people
        ]
    )


async def booked_days(
    db: Database,
    actor: Actor,
    person_ids: Sequence[str],
    first: date,
    last: date,
    time_zone: str,
    now: datetime,
) -> BookedDaysOut:
    """The local days on which one of these people has a booking or is away, and who it is (SB-15).

    Raises `Forbidden`, `NotFound` and what `span_of` raises.
    """
    span, zone = span_of(first, last, time_zone), zone_named(time_zone)
    people = await _people_seen(db, actor, person_ids, now)
    busy = await busy_times(db, actor.provider_id, [Resource.person(id) for id in people], span.days)
    booked: dict[date, set[str]] = defaultdict(set)
    for entry in busy:
        day = max(entry.starts_at, span.starts_at).astimezone(zone).date()
        end = (min(entry.ends_at, span.ends_at) - MINUTE).astimezone(zone).date()
        while day <= end:
            booked[day].add(entry.resource.id)
            day += timedelta(days=1)
    return BookedDaysOut(
        items=[
            BookedDayOut(day=day, person_ids=[id for id in people if id in booked[day]])
            for day in sorted(booked)
        ]
    )


async def calendar(
    db: Database,
    actor: Actor,
    first: date,
    last: date,
    time_zone: str,
    centre_id: str | None,
    now: datetime,
) -> CalendarOut:
    """The assessor's own sessions, events, absences and closed days of up to 62 days, in one request (SB-04, DR-11);
    the sessions and events of one centre if it is named.

    Raises `Forbidden` for everybody but assessors, and what `span_of` raises.
    """
    if not access.may_open_calendar(actor):
        raise Forbidden("The sessions calendar is for assessors.")
    span = span_of(first, last, time_zone)
    me = await person_seen(db, actor, actor.person_id, now)
    sessions, meetings, away, busy, counts = await asyncio.gather(
        _own_sessions(db, actor, span, centre_id),
        events(db, actor, span, centre_id),
        absences_in(db, actor.provider_id, actor.person_id, span),
        busy_times(db, actor.provider_id, [Resource.person(actor.person_id)], span.days),
        in_force(db, actor.provider_id, actor.person_id, centres_of(me)),
    )
    found = availability(first, last, time_zone, busy, counts.hours)
    return CalendarOut(
        time_zone=time_zone,
        sessions=sessions,
        events=meetings,
        absences=[AbsenceOut.of(one, one.version) for one in away],
        closed=list(found.closed),
        free=[SlotOut.of(slot) for slot in found.free],
    )


async def _own_sessions(db: Database, actor: Actor, span: Slot, centre_id: str | None) -> list[SessionOut]:
    times = {"$gte": span.starts_at.astimezone(UTC), "$lt": span.ends_at.astimezone(UTC)}
    at_centre = {} if centre_id is None else {"centre_ids": centre_id}
    query = scoped(actor.provider_id, at_centre, assessor_id=actor.person_id, starts_at=times)
    found = db[documents.SESSIONS].find(query, WITHOUT_PLUMBING).sort([("starts_at", 1), ("_id", 1)])
    stored = [documents.session_from(row) for row in await found.to_list(MOST_SESSIONS)]
    return [SessionOut.of(one, one.version) for one in stored]


async def _people_seen(
    db: Database, actor: Actor, person_ids: Sequence[str], now: datetime
) -> dict[str, Person]:
    if not access.may_see_calendar(actor):
        raise Forbidden("Your role does not see when others are free.")
    wanted = list(dict.fromkeys(person_ids))
    found = await db[PEOPLE].find(scoped(actor.provider_id, _id={"$in": wanted})).to_list(len(wanted))
    people = {row["_id"]: person_from(row) for row in found}
    for id in wanted:
        if id not in people:
            raise not_known_yet(id, now) or NotFound("There is no such person.", id=id)
        if id != actor.person_id and not access.is_colleague(actor, people[id]):
            raise NotFound("There is no such person.", id=id)
    return {id: people[id] for id in wanted}

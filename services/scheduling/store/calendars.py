"""Calendars on conditional pushes."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import partial
from typing import Any

from pymongo import UpdateOne

from chassis.mongo import scoped
from chassis.tx import Document, Tx
from services.scheduling import documents
from services.scheduling.domain.slot import Busy, Claim, Hold, Resource

Filter = dict[str, Any]


class StoredCalendars:
    """`ports.Calendars`: a calendar per resource and UTC day, claimed by a push that only fits into a free stretch.

    Every claim writes the calendar of what it claims, so two bookings of one resource meet on a document instead of
    only reading it (reliability.md b.9, way E). A push that does not fit makes the upsert collide with the calendar
    that exists: the transaction fails as a whole and the handler runs again.
    """

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def busy(self, resources: Collection[Resource], days: Collection[date]) -> list[Busy]:
        """What refuses a booking of these resources on these UTC days."""
        return documents.busy_from(await self._read(resources, days))

    async def entries(self, resources: Collection[Resource], days: Collection[date]) -> list[Busy]:
        """All that stands in these calendars."""
        return documents.entries_from(await self._read(resources, days))

    def claim(self, session_id: str, claims: Iterable[Claim]) -> None:
        """Take the resources for the session."""
        self._write(Hold.SESSION, session_id, claims, refused_by=_anything)

    def block(self, by_id: str, claims: Iterable[Claim], *, beside: Collection[str]) -> None:
        """Take the resources for an absence or maintenance: a session it does not know of loses it the race."""

        def unknown(overlapping: Filter) -> Filter:
            strange = {**overlapping, "sid": {"$nin": sorted(beside)}}
            return {"busy": _none(strange), "away": _none(overlapping)}

        self._write(Hold.AWAY, by_id, claims, refused_by=unknown)

    def note(self, event_id: str, claims: Iterable[Claim]) -> None:
        """Write an event into calendars."""
        self._write(Hold.EVENT, event_id, claims, refused_by=lambda overlapping: {})

    def release(self, by_id: str, claims: Iterable[Claim]) -> None:
        """Give back what a session, an absence, maintenance or an event held."""
        ids = sorted({self._calendar(claim.resource, day) for claim in claims for day in claim.slot.days})
        own = {documents.field_of(hold): {"sid": by_id} for hold in Hold}
        pulls = [UpdateOne(scoped(self._tx.provider_id, _id=id), {"$pull": own}) for id in ids]
        self._tx.enlist(documents.CALENDARS, pulls)

    async def _read(self, resources: Collection[Resource], days: Collection[date]) -> list[Document]:
        of = partial(documents.calendar_id, self._tx.provider_id)
        ids = [of(resource, day) for resource in resources for day in days]
        return await self._tx.get_many(documents.CALENDARS, ids, self._tx.provider_id)

    def _write(
        self, hold: Hold, by_id: str, claims: Iterable[Claim], *, refused_by: Callable[[Filter], Filter]
    ) -> None:
        """Push into every calendar, in one order for everybody so that nobody deadlocks."""
        pushes = {
            self._calendar(claim.resource, day): self._push(hold, by_id, claim, day, refused_by)
            for claim in claims
            for day in claim.slot.days
        }
        self._tx.enlist(documents.CALENDARS, [pushes[id] for id in sorted(pushes)])

    def _calendar(self, resource: Resource, day: date) -> str:
        return documents.calendar_id(self._tx.provider_id, resource, day)

    def _push(
        self, hold: Hold, by_id: str, claim: Claim, day: date, refused_by: Callable[[Filter], Filter]
    ) -> UpdateOne:
        entry = documents.entry_state(by_id, claim.slot)
        fits = refused_by({"s": {"$lt": entry["e"]}, "e": {"$gt": entry["s"]}})
        return UpdateOne(
            scoped(self._tx.provider_id, fits, _id=self._calendar(claim.resource, day)),
            {
                "$push": {documents.field_of(hold): entry},
                "$setOnInsert": documents.calendar_fields(claim.resource, day),
            },
            upsert=True,
        )


def _anything(overlapping: Filter) -> Filter:
    return {"busy": _none(overlapping), "away": _none(overlapping)}


def _none(entry: Filter) -> Filter:
    return {"$not": {"$elemMatch": entry}}

"""Calendars on conditional pushes."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import partial

from pymongo import UpdateOne

from chassis.mongo import scoped
from chassis.tx import Tx
from services.scheduling import documents
from services.scheduling.domain.slot import Busy, Claim, Resource, to_minute


class StoredCalendars:
    """`ports.Calendars`: a calendar per resource and UTC day, claimed by a push that only fits into a free stretch.

    Every claim writes the calendar of what it claims, so two bookings of one resource meet on a document instead of
    only reading it (reliability.md b.9, way E). A push that does not fit makes the upsert collide with the calendar
    that exists: the transaction fails as a whole and the handler runs again.
    """

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def busy(self, resources: Collection[Resource], days: Collection[date]) -> list[Busy]:
        """What holds these resources on these UTC days."""
        of = partial(documents.calendar_id, self._tx.provider_id)
        ids = [of(resource, day) for resource in resources for day in days]
        found = await self._tx.get_many(documents.CALENDARS, ids, self._tx.provider_id)
        return documents.busy_from(found)

    def claim(self, session_id: str, claims: Iterable[Claim]) -> None:
        """Take the resources for the session, calendars in one order for everybody so that nobody deadlocks."""
        pushes = {
            self._calendar(claim.resource, day): self._push(session_id, claim, day)
            for claim in claims
            for day in claim.slot.days
        }
        self._tx.enlist(documents.CALENDARS, [pushes[id] for id in sorted(pushes)])

    def release(self, session_id: str, claims: Iterable[Claim]) -> None:
        """Give back what the session held."""
        ids = sorted({self._calendar(claim.resource, day) for claim in claims for day in claim.slot.days})
        pulls = [
            UpdateOne(scoped(self._tx.provider_id, _id=id), {"$pull": {"busy": {"sid": session_id}}})
            for id in ids
        ]
        self._tx.enlist(documents.CALENDARS, pulls)

    def _calendar(self, resource: Resource, day: date) -> str:
        return documents.calendar_id(self._tx.provider_id, resource, day)

    def _push(self, session_id: str, claim: Claim, day: date) -> UpdateOne:
        start, end = to_minute(claim.slot.starts_at), to_minute(claim.slot.ends_at)
        overlapping = {"$elemMatch": {"s": {"$lt": end}, "e": {"$gt": start}}}
        return UpdateOne(
            scoped(
                self._tx.provider_id, {"busy": {"$not": overlapping}}, _id=self._calendar(claim.resource, day)
            ),
            {
                "$push": {"busy": {"s": start, "e": end, "sid": session_id}},
                "$setOnInsert": documents.calendar_fields(claim.resource, day),
            },
            upsert=True,
        )

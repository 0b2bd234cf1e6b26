"""Keeps the ports' promises on documents (`chassis.tx.Tx`) and calendars on conditional pushes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import partial

from pymongo import UpdateOne

from chassis.mongo import scoped
from chassis.tx import Tx
from services.caseload import Enrolment, Person
from services.caseload.documents import ENROLMENTS, PEOPLE, enrolment_from, person_from
from services.scheduling import documents
from services.scheduling.domain.planning import Features
from services.scheduling.domain.rooms import SmartRoom
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import Busy, Claim, Resource, to_minute


class StoredSessions:
    """`ports.Sessions`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, session_id: str) -> Session | None:
        """The provider's session, or None."""
        document = await self._tx.get(documents.SESSIONS, session_id, self._tx.provider_id)
        return documents.session_from(document) if document else None

    def save(self, session: Session) -> None:
        """Write it with this Tx."""
        state = documents.session_state(session)
        self._tx.save(documents.SESSIONS, session.id, state, version=session.version)


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


class StoredSmartRooms:
    """`ports.SmartRooms`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def all(self) -> Sequence[SmartRoom]:
        """Every room, active or not."""
        found = await self._tx.find(documents.SMART_ROOMS, self._tx.provider_id)
        return [documents.room_from(document) for document in found]

    async def get(self, room_id: str) -> SmartRoom | None:
        """The provider's room, or None."""
        document = await self._tx.get(documents.SMART_ROOMS, room_id, self._tx.provider_id)
        return documents.room_from(document) if document else None

    def add(self, room: SmartRoom) -> None:
        """Write a new room with this Tx."""
        self._tx.save(documents.SMART_ROOMS, room.id, documents.room_state(room), version=0)


class StoredDirectory:
    """`ports.Directory`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def people(self, ids: Collection[str]) -> dict[str, Person]:
        """Those of the provider's people that are known here, by id."""
        found = await self._tx.get_many(PEOPLE, ids, self._tx.provider_id)
        return {document["_id"]: person_from(document) for document in found}

    async def enrolments_of(self, learner_ids: Collection[str]) -> list[Enrolment]:
        """Every enrolment of these learners."""
        found = await self._tx.find(ENROLMENTS, self._tx.provider_id, learner_id=tuple(learner_ids))
        return [enrolment_from(document) for document in found]

    async def features(self) -> Features | None:
        """What the provider has switched on; None while the provider is not known here."""
        provider_id = self._tx.provider_id
        document = await self._tx.get(documents.PROVIDERS, provider_id, provider_id)
        return Features(**document["features"]) if document else None

    async def centre_exists(self, centre_id: str) -> bool:
        """Whether the centre is one of the provider's."""
        return await self._tx.get(documents.CENTRES, centre_id, self._tx.provider_id) is not None


class SchedulingTx(Tx):
    """Scheduling's transaction."""

    def open(self) -> None:
        """Set the ports up."""
        self.sessions = StoredSessions(self)
        self.calendars = StoredCalendars(self)
        self.smart_rooms = StoredSmartRooms(self)
        self.directory = StoredDirectory(self)

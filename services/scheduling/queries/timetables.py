"""Working hours and absences as people may read them."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime

from chassis.actor import Actor
from chassis.errors import Forbidden, NotFound
from chassis.mongo import Database, scoped
from chassis.tx import not_known_yet
from services.caseload import Person, reaches
from services.caseload.documents import PEOPLE, person_from
from services.scheduling import access, documents
from services.scheduling.domain.absence import Absence
from services.scheduling.domain.hours import WorkingHours
from services.scheduling.domain.slot import Slot
from services.scheduling.domain.timetable import InForce, Timetable
from services.scheduling.schemas.timetables import AbsenceOut, TimetableOut

MOST_ABSENCES = 500


async def timetable(db: Database, actor: Actor, id: str, now: datetime) -> tuple[TimetableOut, int]:
    """What is said for a person, a centre or the provider, and its version; 0 while nothing is said.

    Raises `Forbidden` and `NotFound`.
    """
    counts = None
    if id == actor.provider_id or await _is_centre(db, actor, id):
        if not access.may_see_calendar(actor):
            raise Forbidden("Your role does not see working hours.")
    else:
        person = await person_seen(db, actor, id, now)
        counts = await in_force(db, actor.provider_id, id, centres_of(person))
    row = await db[documents.TIMETABLES].find_one(scoped(actor.provider_id, _id=id))
    found = documents.timetable_from(row) if row else Timetable(id)
    return TimetableOut.of(found, found.version, counts), found.version


async def in_force(db: Database, provider_id: str, person_id: str, centre_ids: Collection[str]) -> InForce:
    """What counts for a person who meets learners of these centres."""
    ids = sorted({provider_id, person_id, *centre_ids})
    stored, centres = await asyncio.gather(
        db[documents.TIMETABLES].find(scoped(provider_id, _id={"$in": ids})).to_list(len(ids)),
        db[documents.CENTRES].find(scoped(provider_id, _id={"$in": ids})).to_list(len(ids)),
    )
    return documents.in_force_from(stored, centres, provider_id=provider_id, person_id=person_id)


async def hours_of(db: Database, provider_id: str, people: Sequence[Person]) -> dict[str, WorkingHours]:
    """The working hours of several people, in two reads."""
    centres = {person.id: centres_of(person) for person in people}
    ids = sorted({provider_id, *centres, *(centre for some in centres.values() for centre in some)})
    stored, sites = await asyncio.gather(
        db[documents.TIMETABLES].find(scoped(provider_id, _id={"$in": ids})).to_list(len(ids)),
        db[documents.CENTRES].find(scoped(provider_id, _id={"$in": ids})).to_list(len(ids)),
    )
    return {
        person_id: documents.in_force_from(
            stored,
            [site for site in sites if site["_id"] in some],
            provider_id=provider_id,
            person_id=person_id,
        ).hours
        for person_id, some in centres.items()
    }


async def absences(db: Database, actor: Actor, person_id: str, span: Slot, now: datetime) -> list[AbsenceOut]:
    """A person's absences that touch the span, in order; why only for who keeps their diary.

    Raises `Forbidden` and `NotFound`.
    """
    person = await person_seen(db, actor, person_id, now)
    private = access.may_keep_diary(actor, person)
    stored = await absences_in(db, actor.provider_id, person_id, span)
    return [AbsenceOut.of(one, one.version, private=private) for one in stored]


async def absences_in(db: Database, provider_id: str, person_id: str, span: Slot) -> list[Absence]:
    """A person's absences that touch the span, in order."""
    times = {"starts_at": {"$lt": span.ends_at}, "ends_at": {"$gt": span.starts_at}, "withdrawn_at": None}
    found = db[documents.ABSENCES].find(scoped(provider_id, times, person_id=person_id))
    rows = await found.sort("starts_at", 1).limit(MOST_ABSENCES).to_list(MOST_ABSENCES)
    return [documents.absence_from(row) for row in rows]


async def person_seen(db: Database, actor: Actor, person_id: str, now: datetime) -> Person:
    """The person, for somebody who sees when they are free (SB-05). Raises `Forbidden`, `NotFound`."""
    row = await db[PEOPLE].find_one(scoped(actor.provider_id, _id=person_id))
    if person_id == actor.person_id:
        return person_from(row) if row else Person(person_id, "", "active", {actor.role: actor.centre_ids})
    if not access.may_see_calendar(actor):
        raise Forbidden("Your role does not see when others are free.")
    if row is None:
        raise not_known_yet(person_id, now) or NotFound("There is no such person.")
    person = person_from(row)
    if not access.is_colleague(actor, person):
        raise NotFound("There is no such person.")
    return person


def centres_of(person: Person) -> frozenset[str]:
    """The centres whose closed days count for a person who is not in a particular session."""
    return person.roles.get("assessor") or frozenset().union(*person.roles.values())


async def _is_centre(db: Database, actor: Actor, id: str) -> bool:
    if await db[documents.CENTRES].find_one(scoped(actor.provider_id, _id=id), {"_id": 1}) is None:
        return False
    if not reaches(actor, [id]):
        raise NotFound("There is no such timetable.")
    return True

"""What screens read of blocks and of the archive, and what doors read of revoked access."""

import re
from dataclasses import dataclass
from datetime import datetime

from chassis.actor import PLATFORM, Actor
from chassis.listing import WITHOUT_PLUMBING, Order, page_of
from chassis.mongo import Database, scoped
from chassis.paging import Page
from chassis.tx import Document
from services.identity import access, documents
from services.identity.domain.blocking import NoBlock
from services.identity.domain.errors import PersonNotFound
from services.identity.queries import Filter, _one
from services.identity.queries.orders import ENROLMENTS_BY, EnrolmentsBy
from services.identity.schemas.keeping_out import ArchiveRowOut, BlockOut, RevocationOut

MOST_FOUND = 500
"""How many learners a search in the archive list looks at; a longer word finds the others."""


@dataclass(frozen=True, slots=True)
class ArchiveSought:
    """Which rows the archive list shows: archived or not, of learners whose words begin like these, in which order; all
    of one's centres' or one's.
    """

    archived: bool
    search: str | None
    sort: EnrolmentsBy = "enrolled"
    centre_id: str | None = None


async def block_of(db: Database, actor: Actor, person_id: str) -> BlockOut:
    """Who keeps a person out. Raises PersonNotFound, Forbidden and NoBlock."""
    found = await _one(db, documents.PEOPLE, actor.provider_id, person_id)
    if found is None:
        raise PersonNotFound("There is no such person.")
    person = documents.person_from(found)
    theirs = db[documents.ENROLMENTS].find(scoped(actor.provider_id, learner_id=person_id), WITHOUT_PLUMBING)
    access.may_block(actor, person, [documents.enrolment_from(one) async for one in theirs])
    if person.block is None:
        raise NoBlock("Nobody keeps this person out.")
    return BlockOut.of(person.block)


async def archive(
    db: Database, actor: Actor, sought: ArchiveSought, *, limit: int, cursor: str | None
) -> Page[ArchiveRowOut]:
    """What may be archived, or is (CE-55), with the qualification's number and title. Raises Forbidden."""
    access.may_keep_archive(actor)
    wanted: list[Filter] = [_own_enrolments(actor), {"archived": sought.archived}]
    if sought.centre_id is not None:
        wanted.append({"centre_id": sought.centre_id})
    if words := documents.folded(sought.search or "").split()[:5]:
        wanted.append({"learner_id": {"$in": await _named(db, actor.provider_id, words)}})
    order = ENROLMENTS_BY[sought.sort]
    found, following = await page_of(
        db, documents.ENROLMENTS, actor.provider_id, wanted, order, limit=limit, cursor=cursor
    )
    learners = await _by_id(db, documents.PEOPLE, actor.provider_id, {row["learner_id"] for row in found})
    courses = await _by_id(
        db, documents.QUALIFICATIONS, actor.provider_id, {row["qualification_id"] for row in found}
    )
    trainings = await _by_id(db, documents.TRAININGS, actor.provider_id, {row["_id"] for row in found})
    items = [
        _row(row, learners[row["learner_id"]], courses[row["qualification_id"]], trainings.get(row["_id"]))
        for row in found
    ]
    return Page[ArchiveRowOut](items=items, next=following)


async def revocations(
    db: Database, since: datetime, *, limit: int, cursor: str | None
) -> Page[RevocationOut]:
    """What was revoked at every provider since a moment, oldest first."""
    wanted: list[Filter] = [{"revoked_at": {"$gte": since}}]
    order = Order("revoked_at", moment=True)
    found, following = await page_of(
        db, documents.REVOCATIONS, PLATFORM, wanted, order, limit=limit, cursor=cursor
    )
    items = [RevocationOut(**{field: row[field] for field in RevocationOut.model_fields}) for row in found]
    return Page[RevocationOut](items=items, next=following)


def _own_enrolments(actor: Actor) -> Filter:
    """Those of the actor's own centres: what another centre shares is that centre's to archive."""
    return {} if access.covers_all(actor) else {"centre_id": {"$in": sorted(actor.centre_ids)}}


def _row(row: Document, learner: Document, course: Document, training: Document | None) -> ArchiveRowOut:
    enrolment, person = documents.enrolment_from(row), documents.person_from(learner)
    return ArchiveRowOut(
        enrolment_id=enrolment.id,
        qualification_number=course["number"],
        qualification_title=course["title"],
        learner_id=person.id,
        learner_number=person.learner_number,
        given_name=person.given_name,
        family_name=person.family_name,
        date_of_birth=person.date_of_birth,
        training_status=training["status"] if training else None,
        archived=enrolment.archived,
        scope=enrolment.archive.scope if enrolment.archive else None,
    )


async def _named(db: Database, provider_id: str, words: list[str]) -> list[str]:
    like = [{"search": {"$regex": f"^{re.escape(word)}"}} for word in words]
    within = scoped(provider_id, {"$and": like})
    found = await db[documents.PEOPLE].find(within, {"_id": 1}).limit(MOST_FOUND).to_list(MOST_FOUND)
    return [person["_id"] for person in found]


async def _by_id(db: Database, collection: str, provider_id: str, ids: set[str]) -> dict[str, Document]:
    found = db[collection].find(scoped(provider_id, _id={"$in": list(ids)}), WITHOUT_PLUMBING)
    return {document["_id"]: document async for document in found}

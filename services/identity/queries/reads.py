"""What screens read of the log of reads."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis.actor import Actor
from chassis.listing import Order, page_of
from chassis.mongo import Database, scoped
from chassis.paging import Page
from chassis.tx import Document
from services.identity import access, documents
from services.identity.access import Reach
from services.identity.documents.sampling import READ_LOG, read_from
from services.identity.domain.reads import Read
from services.identity.queries import Filter, _visible_people, names_of
from services.identity.schemas.reads import ReadAboutOut, ReadOut

NEWEST = Order("at", down=True, moment=True)
_BATCH = 200


@dataclass(frozen=True, slots=True)
class ReadsSought:
    """Which reads: of a reader, about a learner, from a moment until before another."""

    reader_id: str | None = None
    learner_id: str | None = None
    from_at: datetime | None = None
    until_at: datetime | None = None


async def reads(
    db: Database, actor: Actor, sought: ReadsSought, now: datetime, *, limit: int, cursor: str | None
) -> Page[ReadOut]:
    """What was read about learners of the caller's centres, newest first. Raises Forbidden and Invalid."""
    wanted = _sought(actor, sought)
    found, following = await page_of(
        db, READ_LOG, actor.provider_id, wanted, NEWEST, limit=limit, cursor=cursor
    )
    return Page[ReadOut](items=await _worded(db, actor, found, now), next=following)


def every_read(db: Database, actor: Actor, sought: ReadsSought, now: datetime) -> AsyncIterator[ReadOut]:
    """All of them, newest first. Raises Forbidden at once."""
    within = scoped(actor.provider_id, {"$and": _sought(actor, sought)})

    async def items() -> AsyncIterator[ReadOut]:
        batch: list[Document] = []
        async for document in db[READ_LOG].find(within).sort(NEWEST.keys):
            batch.append(document)
            if len(batch) == _BATCH:
                for item in await _worded(db, actor, batch, now):
                    yield item
                batch = []
        for item in await _worded(db, actor, batch, now):
            yield item

    return items()


def _sought(actor: Actor, sought: ReadsSought) -> list[Filter]:
    access.may_read_log_of_reads(actor)
    about: dict[str, Any] = {"learner_id": sought.learner_id} if sought.learner_id else {}
    wanted: list[Filter] = []
    match access.reach_of(actor):
        case Reach.SAMPLE:
            wanted.append({"reader_id": actor.person_id})
        case Reach.CENTRES:
            centres = {"$in": sorted(actor.centre_ids)}
            wanted.append({"centre_ids": centres})
            about |= {"centre_ids": centres} if about else {}
    if sought.reader_id:
        wanted.append({"reader_id": sought.reader_id})
    if about:
        wanted.append({"learners": {"$elemMatch": about}})
    moments = {"$gte": sought.from_at, "$lt": sought.until_at}
    if between := {name: moment for name, moment in moments.items() if moment is not None}:
        wanted.append({"at": between})
    return wanted or [{}]


async def _worded(db: Database, actor: Actor, found: Collection[Document], now: datetime) -> list[ReadOut]:
    reads = [read_from(document) for document in found]
    learners = {one.learner_id for read in reads for one in read.learners}
    names = await names_of(db, actor.provider_id, learners | {read.reader_id for read in reads})
    if access.reach_of(actor) is Reach.SAMPLE:
        within = {"$and": [await _visible_people(db, actor, now), {"_id": {"$in": sorted(learners)}}]}
        shown = db[documents.PEOPLE].find(scoped(actor.provider_id, within), {"_id": 1})
        known = {person["_id"] async for person in shown} | {actor.person_id}
        names = {id: name for id, name in names.items() if id in known}
    return [_out(read, actor, names) for read in reads]


def _out(read: Read, actor: Actor, names: dict[str, str]) -> ReadOut:
    by_centre = access.reach_of(actor) is Reach.CENTRES
    return ReadOut(
        id=read.id,
        at=read.at,
        reader_id=read.reader_id,
        reader_name=names.get(read.reader_id, ""),
        role=read.role,
        service=read.service,
        route=read.route,
        learners=[
            ReadAboutOut(learner_id=one.learner_id, name=names.get(one.learner_id, ""))
            for one in read.learners
            if not by_centre or not actor.centre_ids.isdisjoint(one.centre_ids)
        ],
        request_id=read.request_id,
    )

"""What screens read of staff links, waiting learners and allocation histories."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from chassis.actor import Actor
from chassis.errors import Forbidden
from chassis.listing import WITHOUT_PLUMBING, Order, page_of
from chassis.mongo import Database, scoped
from chassis.paging import Page
from services.identity import access, documents
from services.identity.access import Reach
from services.identity.domain.errors import EnrolmentNotFound
from services.identity.domain.provider_settings import Rule
from services.identity.domain.roles import Role
from services.identity.domain.staff_link import Purpose
from services.identity.queries import Filter, _at_centre, _one, _visible_enrolments, names_of
from services.identity.schemas.allocations import (
    HistoryOut,
    ListedStaffLinkOut,
    PeriodOut,
    StaffLinkOut,
    WaitingCountsOut,
    WaitingOut,
)

_UNKNOWN: Mapping[str, Any] = {"number": "", "title": ""}


@dataclass(frozen=True, slots=True)
class LinksSought:
    """Which staff links a list shows; `on`: those that hold that day."""

    person_id: str | None
    qualification_id: str | None
    purpose: Purpose | None
    on: date | None


async def staff_links(
    db: Database, actor: Actor, sought: LinksSought, *, limit: int, cursor: str | None
) -> Page[ListedStaffLinkOut]:
    """Who may deliver and quality assure what, as far as the caller sees. Raises Forbidden."""
    access.may_list_staff_links(actor)
    equals = {
        "person_id": sought.person_id,
        "qualification_id": sought.qualification_id,
        "purpose": sought.purpose.value if sought.purpose else None,
    }
    wanted: list[Filter] = [await _visible_links(db, actor)]
    wanted += [{field: value} for field, value in equals.items() if value is not None]
    if sought.on:
        day = sought.on.isoformat()
        wanted.append(
            {"from_date": {"$lte": day}, "$or": [{"until_date": None}, {"until_date": {"$gte": day}}]}
        )
    found, following = await page_of(
        db, documents.STAFF_LINKS, actor.provider_id, wanted, Order("_id"), limit=limit, cursor=cursor
    )
    names = await names_of(db, actor.provider_id, {link["person_id"] for link in found})
    items = [
        ListedStaffLinkOut(
            **StaffLinkOut.of(documents.staff_link_from(link), link["v"]).model_dump(),
            person_name=names.get(link["person_id"], ""),
        )
        for link in found
    ]
    return Page[ListedStaffLinkOut](items=items, next=following)


async def waiting(db: Database, actor: Actor, centre_id: str | None, now: datetime) -> WaitingCountsOut:
    """The green numbers of the caller's centres, or of one; qualifications without anybody waiting have none (CE-26).

    Raises Forbidden.
    """
    access.may_count_waiting(actor)
    wanted = [await _visible_enrolments(db, actor, now), {"waits": True}, _at_centre(centre_id)]
    within = scoped(actor.provider_id, {"$and": wanted})
    fields = {"learner_id": 1, "qualification_id": 1, "waits": 1, "waits_since": 1, "history": 1}
    counts: dict[str, int] = {}
    learners: set[str] = set()
    overdue: set[str] = set()
    before = await _waiting_too_long(db, actor.provider_id, now)
    async for enrolment in db[documents.ENROLMENTS].find(within, fields):
        learners.add(enrolment["learner_id"])
        since = documents.waits_since(enrolment)
        if before and since and since < before:
            overdue.add(enrolment["learner_id"])
        id = enrolment["qualification_id"]
        counts[id] = counts.get(id, 0) + 1
    known = db[documents.QUALIFICATIONS].find(
        scoped(actor.provider_id, _id={"$in": list(counts)}), WITHOUT_PLUMBING
    )
    catalogue = {one["_id"]: one async for one in known}
    rows = [
        WaitingOut(
            qualification_id=id,
            number=catalogue.get(id, _UNKNOWN)["number"],
            title=catalogue.get(id, _UNKNOWN)["title"],
            waiting=count,
        )
        for id, count in counts.items()
    ]
    return WaitingCountsOut(
        learners=len(learners),
        overdue=len(overdue),
        qualifications=sorted(rows, key=lambda row: row.title),
    )


async def _waiting_too_long(db: Database, provider_id: str, now: datetime) -> datetime | None:
    """Who has waited since before this moment waits for longer than the provider allows; None: nobody does."""
    stored = await _one(db, documents.PROVIDERS, provider_id, provider_id)
    hours = documents.provider_from(stored).at(now).rule(Rule.ALLOCATION_HOURS) if stored else None
    return now - timedelta(hours=hours) if hours else None


async def history(db: Database, actor: Actor, enrolment_id: str, now: datetime) -> HistoryOut:
    """Who has looked after an enrolment. Raises EnrolmentNotFound, and Forbidden for one of the same centre that
    is not the caller's.
    """
    found = await _one(db, documents.ENROLMENTS, actor.provider_id, enrolment_id)
    if found is None:
        raise EnrolmentNotFound("There is no such enrolment.")
    within = scoped(
        actor.provider_id, {"$and": [await _visible_enrolments(db, actor, now), {"_id": enrolment_id}]}
    )
    if not await db[documents.ENROLMENTS].find_one(within, {"_id": 1}):
        if access.covers(actor, found["centre_id"]):
            raise Forbidden("You may not see this enrolment.")
        raise EnrolmentNotFound("There is no such enrolment.")
    enrolment = documents.enrolment_from(found)
    periods = [PeriodOut.of(period) for period in enrolment.history]
    return HistoryOut(learner_id=enrolment.learner_id, items=periods)


async def _visible_links(db: Database, actor: Actor) -> Filter:
    reach = access.reach_of(actor)
    if reach is Reach.PROVIDER:
        return {}
    if reach is Reach.CASELOAD:
        return {"person_id": actor.person_id}
    at_centres = scoped(
        actor.provider_id,
        {"roles.role": {"$in": [Role.ASSESSOR.value, Role.IQA.value]}},
        centre_ids={"$in": sorted(actor.centre_ids)},
    )
    staff = [person["_id"] async for person in db[documents.PEOPLE].find(at_centres, {"_id": 1})]
    return {"person_id": {"$in": staff}}

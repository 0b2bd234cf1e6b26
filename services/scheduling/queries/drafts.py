"""Drafts of bookings, for their booker, and the learners that can be ticked in them."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from chassis.actor import Actor
from chassis.errors import Forbidden, Invalid, NotFound
from chassis.mongo import Database, scoped
from chassis.paging import Page, decode_cursor, encode_cursor
from services.caseload import PROVIDER_WIDE
from services.caseload.documents import ENROLMENTS, PEOPLE
from services.scheduling import access, documents
from services.scheduling.domain.draft import Draft
from services.scheduling.schemas.drafts import DraftOut, DraftsOut, EligibleOut

MOST_DRAFTS = 100
MOST_ENROLMENTS = 5000
"""A list to tick in is no longer than this; whoever reaches more narrows it down."""


async def draft(db: Database, actor: Actor, draft_id: str, now: datetime) -> Draft:
    """The caller's draft. Raises `Forbidden` for roles that do not book, and `NotFound`."""
    _must_book(actor)
    row = await db[documents.DRAFTS].find_one(
        scoped(actor.provider_id, {"expires_at": {"$gt": now}}, _id=draft_id, by_id=actor.person_id)
    )
    if row is None:
        raise NotFound("There is no such draft.")
    return documents.draft_from(row)


async def drafts(db: Database, actor: Actor, now: datetime) -> DraftsOut:
    """The caller's drafts that are not booked, the newest first."""
    _must_book(actor)
    mine = scoped(actor.provider_id, {"expires_at": {"$gt": now}}, by_id=actor.person_id, session_ids=[])
    found = db[documents.DRAFTS].find(mine).sort("changed_at", -1).limit(MOST_DRAFTS)
    rows = await found.to_list(MOST_DRAFTS)
    return DraftsOut(items=[DraftOut.of(documents.draft_from(row)) for row in rows])


async def eligible_learners(
    db: Database,
    actor: Actor,
    *,
    qualification_id: str | None,
    assessor_id: str | None,
    centre_id: str | None,
    today: date,
    limit: int,
    cursor: str | None,
) -> Page[EligibleOut]:
    """The learners the caller may book, by name: of one course, one assessor, one centre, or all of them (SB-36).

    An assessor's are those of the own caseload, or of the colleague they book for. Raises `Forbidden`, and `Invalid`
    when the list is too long to tick in.
    """
    _must_book(actor)
    courses = await _courses(db, actor, qualification_id, assessor_id, centre_id, today)
    ids = sorted(courses)
    bookable = {"state": {"$nin": ["blocked", "archived"]}}
    rows = await db[PEOPLE].find(scoped(actor.provider_id, bookable, _id={"$in": ids})).to_list(len(ids) + 1)
    people = sorted((row["name"], row["_id"]) for row in rows)
    if cursor:
        last = tuple(decode_cursor(cursor, 2))
        people = [one for one in people if one > last]
    page = people[:limit]
    return Page(
        items=[
            EligibleOut(learner_id=id, name=name, qualification_ids=sorted(courses[id])) for name, id in page
        ],
        next=encode_cursor(*page[-1]) if len(people) > limit else None,
    )


async def _courses(
    db: Database,
    actor: Actor,
    qualification_id: str | None,
    assessor_id: str | None,
    centre_id: str | None,
    today: date,
) -> dict[str, set[str]]:
    """Learner → the qualifications they can be booked for."""
    wanted: dict[str, Any] = {"archived": False, "blocked": False}
    places = (
        [{"$in": sorted(actor.centre_ids)}] if actor.role not in PROVIDER_WIDE or actor.centre_ids else []
    )
    places += [{"$in": [centre_id]}] if centre_id else []
    if places:
        wanted["$and"] = [{"$or": [{"centre_id": place}, {"shared_with": place}]} for place in places]
    if qualification_id:
        wanted["qualification_id"] = qualification_id
    looked_after = {assessor_id} if assessor_id else set()
    if actor.role == "assessor":
        looked_after |= {actor.person_id}
    if looked_after:
        wanted["$or"] = [who for id in sorted(looked_after) for who in _assessed_by(id, today)]
    found = await db[ENROLMENTS].find(scoped(actor.provider_id, wanted)).to_list(MOST_ENROLMENTS + 1)
    if len(found) > MOST_ENROLMENTS:
        raise Invalid(
            "These are too many learners to choose from. Choose a course.", field="qualification_id"
        )
    courses: dict[str, set[str]] = defaultdict(set)
    for row in found:
        courses[row["learner_id"]].add(row["qualification_id"])
    return courses


def _assessed_by(person_id: str, today: date) -> list[dict[str, Any]]:
    day = today.isoformat()
    standing_in = {"assessor_id": person_id, "from_date": {"$lte": day}, "until_date": {"$gte": day}}
    return [{"assessor_id": person_id}, {"covering": {"$elemMatch": standing_in}}]


def _must_book(actor: Actor) -> None:
    if not access.may_book(actor):
        raise Forbidden("Your role does not book sessions.")

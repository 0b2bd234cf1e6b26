"""What screens read of external quality assurers' samples."""

from datetime import datetime

from chassis.actor import Actor
from chassis.listing import Order, page_of
from chassis.mongo import Database
from chassis.paging import Page
from services.caseload import local_day
from services.identity import access, documents
from services.identity.domain.roles import Role
from services.identity.queries import Filter, _visible_enrolments, names_of
from services.identity.schemas.sampling import SampleOut


async def samples(
    db: Database, actor: Actor, eqa_id: str | None, now: datetime, *, limit: int, cursor: str | None
) -> Page[SampleOut]:
    """Who may be read about, by whom, from when and until when, oldest enrolment first; `limit` counts enrolments. The
    assurers themselves see what has begun.

    Raises Forbidden.
    """
    access.may_list_samples(actor)
    today = local_day(now)
    whose = actor.person_id if actor.role == Role.EQA else eqa_id
    running = {"until_date": {"$gte": today.isoformat()}} | ({"eqa_id": whose} if whose else {})
    wanted: list[Filter] = [
        await _visible_enrolments(db, actor, now),
        {"archived": False, "sampled": {"$elemMatch": running}},
    ]
    found, following = await page_of(
        db, documents.ENROLMENTS, actor.provider_id, wanted, Order("_id"), limit=limit, cursor=cursor
    )
    names = await names_of(db, actor.provider_id, {one["learner_id"] for one in found})
    items = [
        SampleOut(
            enrolment_id=enrolment.id,
            learner_id=enrolment.learner_id,
            learner_name=names.get(enrolment.learner_id, ""),
            centre_id=enrolment.centre_id,
            qualification_id=enrolment.qualification_id,
            eqa_id=sample.eqa_id,
            from_date=sample.from_date,
            until_date=sample.until_date,
        )
        for enrolment in map(documents.enrolment_from, found)
        for sample in enrolment.sampled
        if sample.until_date >= today and sample.eqa_id == (whose or sample.eqa_id)
        if actor.role != Role.EQA or sample.has_begun(today)
    ]
    return Page[SampleOut](items=items, next=following)

"""The time log, as screens read it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chassis.actor import Actor
from chassis.errors import Invalid
from chassis.mongo import Database, scoped
from chassis.paging import decode_cursor, encode_cursor
from services.caseload.queries import names_of, part_of
from services.progression.documents import TIME_LOG, entry_from
from services.progression.domain.time_log import JobFlag
from services.progression.queries.learners import readable_learner
from services.progression.schemas import TimeLogEntryOut, TimeLogOut, TotalsOut


async def time_log(
    db: Database,
    actor: Actor,
    learner_id: str,
    enrolment_id: str | None,
    now: datetime,
    *,
    limit: int,
    cursor: str | None,
) -> TimeLogOut:
    """The learner's time log, newest first, with the totals of all of it, or what in it is about one enrolment (SA-05);
    `now` is UTC. A session about two enrolments is in the log of either.

    Sessions that were not held for the learner are not in it. Raises NotFound, NotKnownYet, Forbidden, and
    Invalid for a cursor that is not ours.
    """
    learner = await readable_learner(db, actor, learner_id, now)
    about = {"$and": [part_of(learner), {} if enrolment_id is None else {"enrolment_ids": enrolment_id}]}
    wanted = scoped(actor.provider_id, {**_after(cursor), **about}, held=True)
    found = await db[TIME_LOG].find(wanted).sort([("started_at", -1), ("_id", -1)]).to_list(limit + 1)
    entries = [(document["_id"], entry_from(document)) for document in found[:limit]]
    names = await names_of(db, actor.provider_id, {entry.assessor_id for _, entry in entries})
    return TimeLogOut(
        learner_id=learner_id,
        totals=await _totals(db, actor.provider_id, about),
        items=[TimeLogEntryOut.of(id, entry, names.get(entry.assessor_id)) for id, entry in entries],
        next=encode_cursor(entries[-1][1].started_at.isoformat(), entries[-1][0])
        if len(found) > limit
        else None,
    )


async def _totals(db: Database, provider_id: str, about: Mapping[str, Any]) -> TotalsOut:
    minutes = {JobFlag.ON: 0, JobFlag.OFF: 0}
    counted = scoped(provider_id, about, counted=True)
    async for entry in db[TIME_LOG].find(counted, {"_id": 0, "job_flag": 1, "minutes": 1}):
        minutes[JobFlag(entry["job_flag"])] += entry["minutes"]
    return TotalsOut(
        on_the_job_minutes=minutes[JobFlag.ON],
        off_the_job_minutes=minutes[JobFlag.OFF],
        total_minutes=sum(minutes.values()),
    )


def _after(cursor: str | None) -> dict[str, Any]:
    if cursor is None:
        return {}
    started_at, id = decode_cursor(cursor, 2)
    try:
        before = datetime.fromisoformat(started_at)
    except (TypeError, ValueError) as error:
        raise Invalid("This page cursor is not one of ours; start again.", field="cursor") from error
    return {"$or": [{"started_at": {"$lt": before}}, {"started_at": before, "_id": {"$lt": str(id)}}]}

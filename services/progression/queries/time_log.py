"""The time log, as screens read it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chassis.actor import Actor
from chassis.listing import Order, page_of
from chassis.mongo import Database, scoped
from services.caseload.queries import names_of, part_of
from services.progression.documents import TIME_LOG, entry_from
from services.progression.domain.time_log import JobFlag
from services.progression.queries.learners import readable_learner
from services.progression.schemas import TimeLogEntryOut, TimeLogOut, TotalsOut

NEWEST = Order("started_at", down=True, moment=True)


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
    found, following = await page_of(
        db, TIME_LOG, actor.provider_id, [{"held": True}, about], NEWEST, limit=limit, cursor=cursor
    )
    entries = [(document["_id"], entry_from(document)) for document in found]
    names = await names_of(db, actor.provider_id, {entry.assessor_id for _, entry in entries})
    return TimeLogOut(
        learner_id=learner_id,
        totals=await _totals(db, actor.provider_id, about),
        items=[TimeLogEntryOut.of(id, entry, names.get(entry.assessor_id)) for id, entry in entries],
        next=following,
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

"""The learner a question is about, and whether the actor may ask it."""

from datetime import datetime

from chassis.actor import Actor
from chassis.mongo import Database
from services.caseload import Learner, local_day
from services.caseload.queries import learner_for
from services.progression.access import may_read_progress


async def readable_learner(db: Database, actor: Actor, learner_id: str, now: datetime) -> Learner:
    """The learner, when the actor may read their progress; `now` is UTC.

    Raises NotFound, NotKnownYet for a learner so new that identity's word is still on its way, and Forbidden.
    """
    learner = await learner_for(db, actor, learner_id, now)
    may_read_progress(actor, learner, today=local_day(now))
    return learner

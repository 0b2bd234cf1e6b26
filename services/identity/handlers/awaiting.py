"""Learners who have waited too long for an assessor or an IQA: their centre is told once, by the platform (CE-15)."""

from dataclasses import dataclass
from datetime import datetime

from chassis.tx import command
from services.identity.domain.allocation import MOST_TOLD, AwaitedAllocation
from services.identity.handlers.announcing import allocation_awaited
from services.identity.handlers.many import save_all
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class TellOfWait:
    """The job found enrolments at a centre that have waited since before a moment (UTC)."""

    centre_id: str
    enrolment_ids: tuple[str, ...]
    before: datetime


@command(spans=True)
async def tell_of_wait(tx: Tx, cmd: TellOfWait) -> AwaitedAllocation | None:
    """Tell the centre's administration of those that wait still and that it was not told of, as one word (CE-15).

    None: there is nothing to tell, or nobody.
    """
    found = await tx.enrolments.those(tx.provider_id, cmd.enrolment_ids)
    waiting = [one for one in found.values() if one.is_to_be_told(cmd.before)]
    told = await tx.people.administering(tx.provider_id, cmd.centre_id) if waiting else []
    if not told:
        return None
    awaited = AwaitedAllocation(
        id=tx.new_id(),
        centre_id=cmd.centre_id,
        told_ids=tuple(sorted(one.id for one in told)[:MOST_TOLD]),
        learner_count=len({one.learner_id for one in waiting}),
        since=min(one.waits_since for one in waiting if one.waits_since),
    )
    save_all(tx, [one.told_of_wait() for one in waiting], change="changed")
    tx.awaited_allocations.save(awaited)
    tx.publish(allocation_awaited(awaited), change="noted")
    return awaited

"""Allocating many learners at once, handing them over, covering, and what was before."""

from fastapi import Response

from chassis.http import Ask, Command, Router, needs
from chassis.schemas import Id
from contracts.words import Permission
from services.identity.handlers import allocating
from services.identity.handlers.allocating import AllocateMany, EndStandIn, HandOver, StandIn
from services.identity.queries import allocations as queries
from services.identity.schemas.allocations import (
    AllocationsIn,
    ChangedEnrolmentsOut,
    HandOverIn,
    HistoryOut,
    StandInEndIn,
    StandInIn,
    WaitingCountsOut,
)

router = Router(tags=["allocations"])


@router.post("/allocations", response_model=ChangedEnrolmentsOut)
@needs(Permission.ALLOCATE_LEARNERS)
async def allocate_many(body: AllocationsIn, command: Command) -> Response:
    """Give learners who wait their assessor and their IQA: all of them or none."""
    allocation = AllocateMany(body.qualification_id, body.enrolment_ids, body.assessor_id, body.iqa_id)
    return await command.run(allocating.allocate_many, allocation, answer=ChangedEnrolmentsOut.of)


@router.get("/allocations/waiting", response_model=WaitingCountsOut)
@needs(Permission.ALLOCATE_LEARNERS)
async def count_waiting(ask: Ask, centre_id: Id | None = None) -> WaitingCountsOut:
    """How many learners wait for an assessor or an IQA, per qualification: the green numbers."""
    return await queries.waiting(ask.db, ask.actor, centre_id, ask.now)


@router.post("/allocations/changes", response_model=ChangedEnrolmentsOut)
@needs(Permission.ALLOCATE_LEARNERS)
async def hand_over(body: HandOverIn, command: Command) -> Response:
    """Change the assessor or the IQA of learners: all of them or none; the other place stays."""
    handing_over = HandOver(
        body.place, body.qualification_id, body.from_person_id, body.to_person_id, body.enrolment_ids
    )
    return await command.run(allocating.hand_over, handing_over, answer=ChangedEnrolmentsOut.of)


@router.post("/allocations/covers", response_model=ChangedEnrolmentsOut)
@needs(Permission.ALLOCATE_LEARNERS)
async def stand_in(body: StandInIn, command: Command) -> Response:
    """Let another assessor cover for some days: all of the learners or none."""
    covering = StandIn(body.enrolment_ids, body.assessor_id, body.from_date, body.until_date)
    return await command.run(allocating.stand_in, covering, answer=ChangedEnrolmentsOut.of)


@router.post("/allocations/covers/ending", response_model=ChangedEnrolmentsOut)
@needs(Permission.ALLOCATE_LEARNERS)
async def end_stand_in(body: StandInEndIn, command: Command) -> Response:
    """End an assessor's covering, or take it back."""
    ending = EndStandIn(body.enrolment_ids, body.assessor_id, body.until_date)
    return await command.run(allocating.end_stand_in, ending, answer=ChangedEnrolmentsOut.of)


@router.get("/enrolments/{id}/allocations", response_model=HistoryOut)
@needs(Permission.ALLOCATE_LEARNERS)
async def allocation_history(id: Id, ask: Ask) -> HistoryOut:
    """Who has looked after an enrolment, from when to when."""
    return await queries.history(ask.db, ask.actor, id, ask.now)

"""Enrolments and allocations."""

from fastapi import Response

from chassis.http import Ask, Command, Router, needs
from chassis.paging import Cursor, Limit, Page
from chassis.schemas import Id
from contracts.words import Permission
from services.identity import queries
from services.identity.domain.enrolment import Enrolment
from services.identity.handlers import enrolments, sharing
from services.identity.handlers.enrolments import Allocate, ChooseNation, Enrol
from services.identity.handlers.sharing import KeepToItself, Share
from services.identity.queries import EnrolmentsSought
from services.identity.queries.enrolment_counts import enrolment_counts
from services.identity.queries.orders import EnrolmentsBy
from services.identity.schemas.allocations import NationIn, SharingIn
from services.identity.schemas.enrolments import AllocationIn, EnrolmentCountsOut, EnrolmentIn, EnrolmentOut

router = Router(tags=["enrolments"])


@router.post("/enrolments", status_code=201, response_model=EnrolmentOut)
@needs(Permission.KEEP_PEOPLE)
async def enrol(body: EnrolmentIn, command: Command) -> Response:
    """Put a learner on a qualification, with whoever looks after them as far as that is known."""
    enrolling = Enrol(
        learner_id=body.learner_id,
        centre_id=body.centre_id,
        qualification_id=body.qualification_id,
        assessor_id=body.assessor_id,
        iqa_id=body.iqa_id,
        employer_id=body.employer_id,
        nation=body.nation,
    )
    return await command.run(enrolments.enrol, enrolling, answer=_saved, status=201)


@router.get("/enrolments", response_model=Page[EnrolmentOut])
@needs(Permission.BOOK_SESSIONS)
async def list_enrolments(
    ask: Ask,
    learner_id: Id | None = None,
    assessor_id: Id | None = None,
    iqa_id: Id | None = None,
    centre_id: Id | None = None,
    qualification_id: Id | None = None,
    waiting: bool | None = None,
    archived: bool = False,
    sort: EnrolmentsBy = "enrolled",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[EnrolmentOut]:
    """The enrolments one may see; `waiting` lists those without an assessor or an IQA."""
    sought = EnrolmentsSought(
        learner_id, assessor_id, iqa_id, centre_id, qualification_id, waiting, archived, sort
    )
    return await queries.enrolments(ask.db, ask.actor, sought, ask.now, limit=limit, cursor=cursor)


@router.get("/enrolment-counts", response_model=EnrolmentCountsOut)
@needs(Permission.BOOK_SESSIONS)
async def count_enrolments(
    ask: Ask,
    assessor_id: Id | None = None,
    centre_id: Id | None = None,
    qualification_id: Id | None = None,
    waiting: bool | None = None,
) -> EnrolmentCountsOut:
    """How many learners the list of enrolments has, for those who see the learners of several assessors: all together
    and of each assessor.
    """
    sought = EnrolmentsSought(
        assessor_id=assessor_id, centre_id=centre_id, qualification_id=qualification_id, waiting=waiting
    )
    return await enrolment_counts(ask.db, ask.actor, sought, ask.now)


@router.put("/enrolments/{id}/allocation", response_model=EnrolmentOut)
@needs(Permission.ALLOCATE_LEARNERS)
async def allocate(id: Id, body: AllocationIn, command: Command) -> Response:
    """Give an enrolment its assessor and its IQA, or change them."""
    allocating = Allocate(id, body.assessor_id, body.iqa_id, command.require_version())
    return await command.run(enrolments.allocate, allocating, answer=_saved)


@router.put("/enrolments/{id}/nation", response_model=EnrolmentOut)
@needs(Permission.KEEP_PEOPLE)
async def choose_nation(id: Id, body: NationIn, command: Command) -> Response:
    """Say that another nation's rules hold for an enrolment than its centre's, or its centre's again."""
    choosing = ChooseNation(id, body.nation, command.require_version())
    return await command.run(enrolments.choose_nation, choosing, answer=_saved)


@router.put("/enrolments/{id}/sharing", response_model=EnrolmentOut)
@needs(Permission.ALLOCATE_LEARNERS)
async def share(id: Id, body: SharingIn, command: Command) -> Response:
    """Consent to another centre's looking after an enrolment, with staff of its own."""
    consent = Share(id, body.centre_id, command.require_version())
    return await command.run(sharing.share, consent, answer=_saved)


@router.delete("/enrolments/{id}/sharing", response_model=EnrolmentOut)
@needs(Permission.ALLOCATE_LEARNERS)
async def keep_to_itself(id: Id, command: Command) -> Response:
    """Take the consent back: the other centre and its staff reach nothing of the learner any more."""
    ending = KeepToItself(id, command.require_version())
    return await command.run(sharing.keep_to_itself, ending, answer=_saved)


def _saved(enrolment: Enrolment) -> EnrolmentOut:
    return EnrolmentOut.of(enrolment, version=enrolment.version + 1)

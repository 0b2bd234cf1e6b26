"""Archiving and retrieving learners and single qualifications of theirs."""

from typing import Annotated

from fastapi import Query, Response

from chassis.http import Ask, Command, Router, needs
from chassis.paging import Cursor, Limit, Page
from chassis.schemas import Id
from contracts.words import Permission
from services.identity.handlers import archiving, prompting
from services.identity.handlers.archiving import (
    ArchiveLearners,
    ArchiveQualifications,
    RetrieveLearners,
    RetrieveQualifications,
)
from services.identity.handlers.prompting import PromptToArchive
from services.identity.queries import keeping_out as queries
from services.identity.queries.keeping_out import ArchiveSought
from services.identity.queries.orders import EnrolmentsBy
from services.identity.schemas.allocations import ChangedEnrolmentsOut
from services.identity.schemas.keeping_out import (
    ArchiveEnrolmentsIn,
    ArchiveLearnersIn,
    ArchiveRowOut,
    PromptedListOut,
    PromptIn,
    RetrieveEnrolmentsIn,
    RetrieveLearnersIn,
)

router = Router(tags=["archive"])

Search = Annotated[
    str | None, Query(max_length=100, description="Beginnings of words of the name, or a learner number.")
]


@router.get("/archive", response_model=Page[ArchiveRowOut])
@needs(Permission.KEEP_THE_ARCHIVE)
async def list_archive(
    ask: Ask,
    archived: bool = False,
    search: Search = None,
    centre_id: Id | None = None,
    sort: EnrolmentsBy = "enrolled",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ArchiveRowOut]:
    """What can be archived, or with `archived=true` what can be retrieved."""
    sought = ArchiveSought(archived, search, sort, centre_id)
    return await queries.archive(ask.db, ask.actor, sought, limit=limit, cursor=cursor)


@router.post("/archive/enrolments", response_model=ChangedEnrolmentsOut)
@needs(Permission.KEEP_THE_ARCHIVE)
async def archive_qualifications(body: ArchiveEnrolmentsIn, command: Command) -> Response:
    """Archive single qualifications of learners: all of them or none."""
    archive = ArchiveQualifications(body.enrolment_ids, body.override_reason)
    return await command.run(archiving.archive_qualifications, archive, answer=ChangedEnrolmentsOut.of)


@router.post("/archive/learners", response_model=ChangedEnrolmentsOut)
@needs(Permission.KEEP_THE_ARCHIVE)
async def archive_learners(body: ArchiveLearnersIn, command: Command) -> Response:
    """Archive learners with everything they are on: all of them or none."""
    archive = ArchiveLearners(body.learner_ids, body.override_reason)
    return await command.run(archiving.archive_learners, archive, answer=ChangedEnrolmentsOut.of)


@router.post("/archive/enrolments/retrieval", response_model=ChangedEnrolmentsOut)
@needs(Permission.KEEP_THE_ARCHIVE)
async def retrieve_qualifications(body: RetrieveEnrolmentsIn, command: Command) -> Response:
    """Get back what was archived by qualification: all of them or none."""
    retrieval = RetrieveQualifications(body.enrolment_ids)
    return await command.run(archiving.retrieve_qualifications, retrieval, answer=ChangedEnrolmentsOut.of)


@router.post("/archive/learners/retrieval", response_model=ChangedEnrolmentsOut)
@needs(Permission.KEEP_THE_ARCHIVE)
async def retrieve_learners(body: RetrieveLearnersIn, command: Command) -> Response:
    """Get learners back with what was archived along with them: all of them or none."""
    retrieval = RetrieveLearners(body.learner_ids)
    return await command.run(archiving.retrieve_learners, retrieval, answer=ChangedEnrolmentsOut.of)


@router.post("/archive/prompts", response_model=PromptedListOut)
async def prompt_to_archive(body: PromptIn, command: Command) -> Response:
    """Ask a centre to archive whose certificate was received: each becomes a task of the centre's office."""
    prompt = PromptToArchive(body.centre_id)
    return await command.run(prompting.prompt_to_archive, prompt, answer=PromptedListOut.of)

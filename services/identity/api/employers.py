"""Employers."""

from typing import Annotated

from fastapi import Query, Response

from chassis.http import Ask, Command, Router, needs
from chassis.paging import Cursor, Limit, Page
from chassis.schemas import Id
from contracts.words import Permission
from services.identity.domain.employer import Contact, Employer, Workplace
from services.identity.handlers import employers
from services.identity.handlers.employers import AddEmployer, ChangeEmployer, EmployerRecord, MergeEmployer
from services.identity.queries import employers as queries
from services.identity.queries.employers import EmployersSought
from services.identity.schemas.employers import EmployerIn, EmployerOut, MergingIn

router = Router(tags=["employers"])

Search = Annotated[
    str | None, Query(max_length=100, description="Beginnings of words of the name or identifier.")
]


@router.post("/employers", status_code=201, response_model=EmployerOut)
@needs(Permission.KEEP_PEOPLE)
async def add_employer(body: EmployerIn, command: Command) -> Response:
    """Record an employer that centres work with."""
    return await command.run(employers.add_employer, AddEmployer(_record(body)), answer=_saved, status=201)


@router.get("/employers", response_model=Page[EmployerOut])
@needs(Permission.KEEP_PEOPLE)
async def list_employers(
    ask: Ask, centre_id: Id | None = None, search: Search = None, limit: Limit = 50, cursor: Cursor = None
) -> Page[EmployerOut]:
    """The employers that one's centres work with, by name."""
    sought = EmployersSought(centre_id, search)
    return await queries.employers(ask.db, ask.actor, sought, limit=limit, cursor=cursor)


@router.get("/employers/{id}", response_model=EmployerOut)
@needs(Permission.KEEP_PEOPLE)
async def get_employer(id: Id, ask: Ask) -> Response:
    """One employer, merged ones too."""
    employer = await queries.employer(ask.db, ask.actor, id)
    return ask.answer(employer, version=employer.version)


@router.put("/employers/{id}", response_model=EmployerOut)
@needs(Permission.KEEP_PEOPLE)
async def change_employer(id: Id, body: EmployerIn, command: Command) -> Response:
    """Say anew everything that is recorded of an employer."""
    changing = ChangeEmployer(id, _record(body), command.require_version())
    return await command.run(employers.change_employer, changing, answer=_saved)


@router.post("/employers/{id}/merging", response_model=EmployerOut)
@needs(Permission.KEEP_PEOPLE)
async def merge_employer(id: Id, body: MergingIn, command: Command) -> Response:
    """Put an employer's record into another one's, which takes in its centres, addresses, workplaces and contacts."""
    merging = MergeEmployer(id, body.into_employer_id, command.require_version())
    return await command.run(employers.merge_employer, merging, answer=_saved)


def _record(body: EmployerIn) -> EmployerRecord:
    return EmployerRecord(
        number=body.number,
        name=body.name,
        centre_ids=body.centre_ids,
        larger_company=body.larger_company,
        domains=body.domains,
        recorded_emails=body.recorded_emails,
        workplaces=tuple(Workplace(one.name, one.address) for one in body.workplaces),
        contacts=tuple(Contact(one.name, one.position, one.email, one.phone) for one in body.contacts),
    )


def _saved(employer: Employer) -> EmployerOut:
    return EmployerOut.of(employer, version=employer.version + 1)

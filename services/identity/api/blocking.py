"""Blocking and activating people."""

from fastapi import Response

from chassis.http import Ask, Command, Router, needs
from chassis.schemas import AboutId, Id
from contracts.words import Permission
from services.identity.domain.person import Person
from services.identity.handlers import blocking
from services.identity.handlers.blocking import ActivatePerson, BlockPerson
from services.identity.queries import keeping_out as queries
from services.identity.schemas.keeping_out import BlockIn, BlockOut
from services.identity.schemas.people import PersonOut

router = Router(tags=["people"])


@router.post("/people/{id}/block", response_model=PersonOut)
@needs(Permission.BLOCK_PEOPLE)
async def block_person(id: Id, body: BlockIn, command: Command) -> Response:
    """Keep somebody out: every session of theirs ends now, and nothing new is booked with them."""
    return await command.run(blocking.block_person, BlockPerson(id, body.reason), answer=_saved)


@router.get("/people/{id}/block", response_model=BlockOut)
@needs(Permission.BLOCK_PEOPLE)
async def block_of(id: AboutId, ask: Ask) -> BlockOut:
    """Who keeps a person out, since when and why."""
    return await queries.block_of(ask.db, ask.actor, id)


@router.post("/people/{id}/activation", response_model=PersonOut)
@needs(Permission.BLOCK_PEOPLE)
async def activate_person(id: Id, command: Command) -> Response:
    """Let somebody in again."""
    return await command.run(blocking.activate_person, ActivatePerson(id), answer=_saved)


def _saved(person: Person) -> PersonOut:
    return PersonOut.of(person, version=person.version + 1)

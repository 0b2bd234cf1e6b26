"""People."""

from typing import Annotated

from fastapi import Query, Response

from chassis.errors import Invalid
from chassis.http import Ask, Command, Router, everyone, needs
from chassis.paging import MAX_PAGE, Cursor, Limit, Page
from chassis.schemas import AboutId, Id
from contracts.words import Permission
from services.identity import queries
from services.identity.api.resources import passwords_of
from services.identity.domain.person import Person, PersonState
from services.identity.domain.roles import Role
from services.identity.handlers import people
from services.identity.handlers.people import AddPerson, ChooseLanguage, Credentials
from services.identity.queries import PeopleSought
from services.identity.queries.orders import PeopleBy
from services.identity.schemas.people import LanguageIn, LanguageOut, PersonIn, PersonOut

router = Router(tags=["people"])

These = Annotated[list[Id] | None, Query(max_length=MAX_PAGE, description="Only these people.")]
Search = Annotated[str | None, Query(max_length=100, description="Beginnings of words of the name.")]


@router.post("/people", status_code=201, response_model=PersonOut)
@needs(Permission.KEEP_PEOPLE)
async def add_person(body: PersonIn, command: Command) -> Response:
    """Add somebody to the provider; with a user name they can sign in at once."""
    adding = AddPerson(
        given_name=body.given_name,
        family_name=body.family_name,
        display_name=body.display_name,
        email=body.email,
        roles=tuple(role.to_grant() for role in body.roles),
        language=body.language,
        time_zone=body.time_zone,
        credentials=await _credentials(body, command),
        learner_number=body.learner_number,
        date_of_birth=body.date_of_birth,
    )
    return await command.run(people.add_person, adding, answer=_added, status=201)


@router.get("/people", response_model=Page[PersonOut])
@needs(Permission.BOOK_SESSIONS)
async def list_people(
    ask: Ask,
    id: These = None,
    role: Role | None = None,
    centre_id: Id | None = None,
    search: Search = None,
    state: PersonState | None = None,
    sort: PeopleBy = "name",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[PersonOut]:
    """The people one may see, by family name or number; with `id` (repeatable) those of these who are among them."""
    sought = PeopleSought(role, centre_id, search, state, tuple(id) if id is not None else None, sort)
    return await queries.people(ask.db, ask.actor, sought, ask.now, limit=limit, cursor=cursor)


@router.get("/people/{id}", response_model=PersonOut)
@needs(Permission.BOOK_SESSIONS)
async def get_person(id: AboutId, ask: Ask) -> Response:
    """One person."""
    person = await queries.person(ask.db, ask.actor, id, ask.now)
    return ask.answer(person, version=person.version)


@router.put("/me/language", response_model=LanguageOut)
@everyone
async def choose_language(body: LanguageIn, command: Command) -> Response:
    """Choose the language that mails and notices to oneself are written in."""
    return await command.run(people.choose_language, ChooseLanguage(body.language), answer=LanguageOut.of)


async def _credentials(body: PersonIn, command: Command) -> Credentials | None:
    if (body.user_name is None) != (body.initial_password is None):
        missing = "user_name" if body.user_name is None else "initial_password"
        raise Invalid("A user name and an initial password come together or not at all.", field=missing)
    if body.user_name is None or body.initial_password is None:
        return None
    password = await passwords_of(command.kit).chosen(body.initial_password.get_secret_value())
    return Credentials(body.user_name, password)


def _added(person: Person) -> PersonOut:
    return PersonOut.of(person, version=1)

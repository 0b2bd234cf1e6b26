"""Providers and centres."""

from fastapi import Response

from chassis.http import Ask, Command, Router, everyone
from chassis.paging import Cursor, Limit, Page
from services.identity import queries
from services.identity.api.resources import passwords_of
from services.identity.domain.provider import Centre
from services.identity.handlers import providers
from services.identity.handlers.providers import AddCentre, CreateProvider, FirstAdmin, ProviderCreated
from services.identity.schemas.people import PersonOut
from services.identity.schemas.providers import (
    CentreIn,
    CentreOut,
    ProviderCreatedOut,
    ProviderIn,
    ProviderOut,
)

router = Router(tags=["providers"])


@router.post("/providers", status_code=201, response_model=ProviderCreatedOut)
async def create_provider(body: ProviderIn, command: Command) -> Response:
    """Take in a provider with its first centre and Master Admin."""
    admin = body.admin
    password = await passwords_of(command.kit).chosen(admin.initial_password.get_secret_value())
    creating = CreateProvider(
        name=body.name,
        features=body.features.to_features(),
        time_zone=body.time_zone,
        language=body.language,
        centre_name=body.centre.name,
        nation=body.centre.nation,
        admin=FirstAdmin(admin.given_name, admin.family_name, admin.email, admin.user_name, password),
    )
    return await command.run(providers.create_provider, creating, answer=_created, status=201)


@router.get("/provider", response_model=ProviderOut)
@everyone
async def own_provider(ask: Ask) -> Response:
    """The provider one belongs to."""
    provider = await queries.own_provider(ask.db, ask.actor, ask.now)
    return ask.answer(provider, version=provider.version)


@router.post("/centres", status_code=201, response_model=CentreOut)
async def add_centre(body: CentreIn, command: Command) -> Response:
    """Add a centre."""
    adding = AddCentre(body.name, body.nation, body.time_zone)
    return await command.run(providers.add_centre, adding, answer=_added, status=201)


@router.get("/centres", response_model=Page[CentreOut])
@everyone
async def list_centres(ask: Ask, limit: Limit = 50, cursor: Cursor = None) -> Page[CentreOut]:
    """One's centres by name."""
    return await queries.centres(ask.db, ask.actor, limit=limit, cursor=cursor)


def _created(created: ProviderCreated) -> ProviderCreatedOut:
    return ProviderCreatedOut(
        provider=ProviderOut.of(created.provider, version=1, now=created.at),
        centre=CentreOut.of(created.centre, version=1),
        admin=PersonOut.of(created.admin, version=1),
    )


def _added(centre: Centre) -> CentreOut:
    return CentreOut.of(centre, version=1)

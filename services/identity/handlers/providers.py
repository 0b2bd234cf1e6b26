"""Taking in providers and their centres."""

from dataclasses import dataclass
from datetime import datetime

from chassis.actor import PLATFORM
from chassis.tx import command
from services.identity import access
from services.identity.documents import ACCOUNTS, CENTRES
from services.identity.domain.account import Account, Membership
from services.identity.domain.passwords import NewPassword, check_password
from services.identity.domain.person import Person, PersonState
from services.identity.domain.provider import Centre, Language, Nation, Provider
from services.identity.domain.provider_settings import Features
from services.identity.domain.roles import Role, RoleGrant
from services.identity.handlers.announcing import centre_changed, person_changed, provider_changed
from services.identity.handlers.people import free_user_name
from services.identity.ports import Tx

PLATFORM_NAME = "Waymark"


@dataclass(frozen=True, slots=True)
class FirstAdmin:
    """The Master Admin a provider starts with."""

    given_name: str
    family_name: str
    email: str | None
    user_name: str
    password: NewPassword


@dataclass(frozen=True, slots=True)
class CreateProvider:
    """Take in a provider with its first centre and its first Master Admin."""

    name: str
    features: Features
    time_zone: str
    language: Language
    centre_name: str
    nation: Nation
    admin: FirstAdmin


@dataclass(frozen=True, slots=True)
class ProviderCreated:
    """What a new provider starts with, and when (UTC)."""

    provider: Provider
    centre: Centre
    admin: Person
    at: datetime


@command(creates=ACCOUNTS, spans=True)
async def create_provider(tx: Tx, cmd: CreateProvider) -> ProviderCreated:
    """Take in a provider, ready to be signed in to.

    Raises Forbidden, UserNameTaken, UserNameMalformed and the refusals of `check_password`. The account is
    saved first: it lives in the scope of the caller, so a repeated request finds its answer there.
    """
    access.may_create_provider(tx.actor)
    admin = cmd.admin
    check_password(admin.password, names=(admin.given_name, admin.family_name, admin.user_name, cmd.name))
    user_name = await free_user_name(tx, admin.user_name)
    account_id, provider_id, centre_id, person_id = (tx.new_id() for _ in range(4))
    provider = Provider(provider_id, cmd.name, cmd.features, cmd.time_zone, cmd.language)
    centre = Centre(centre_id, provider_id, cmd.centre_name, cmd.nation, cmd.time_zone)
    person = _administrator(admin, person_id, provider, Role.MASTER_ADMIN)
    membership = Membership(provider_id, person_id)
    tx.accounts.save(Account(account_id, user_name, admin.password.hashed, (membership,)))
    tx.providers.save(provider)
    tx.publish(provider_changed(provider, tx.now), change="created")
    tx.centres.save(centre)
    tx.publish(centre_changed(centre), change="created")
    tx.people.save(person)
    tx.publish(person_changed(person), change="created")
    return ProviderCreated(provider, centre, person, tx.now)


@dataclass(frozen=True, slots=True)
class EstablishPlatform:
    """Make sure that the platform's own administrator can come in."""

    user_name: str
    password: NewPassword


@command(spans=True)
async def establish_platform(tx: Tx, cmd: EstablishPlatform) -> None:
    """Create the platform's administrator unless there is one. A later change of the password in the settings
    is not followed: whoever can change settings must not be able to take over a login silently.
    """
    if await tx.providers.get(PLATFORM):
        return
    check_password(cmd.password, names=(cmd.user_name,))
    user_name = await free_user_name(tx, cmd.user_name)
    account_id, person_id = tx.new_id(), tx.new_id()
    admin = FirstAdmin("Platform", "Administrator", None, user_name, cmd.password)
    provider = Provider(PLATFORM, PLATFORM_NAME, Features(), "Europe/London", Language.ENGLISH)
    person = _administrator(admin, person_id, provider, Role.PLATFORM_ADMIN)
    tx.accounts.save(Account(account_id, user_name, cmd.password.hashed, (Membership(PLATFORM, person_id),)))
    tx.providers.save(provider)
    tx.publish(provider_changed(provider, tx.now), change="created")
    tx.people.save(person)
    tx.publish(person_changed(person), change="created")


def _administrator(admin: FirstAdmin, person_id: str, provider: Provider, role: Role) -> Person:
    return Person(
        id=person_id,
        provider_id=provider.id,
        given_name=admin.given_name,
        family_name=admin.family_name,
        display_name=f"{admin.given_name} {admin.family_name}",
        email=admin.email,
        roles=(RoleGrant(role),),
        state=PersonState.ACTIVE,
        language=provider.language,
        time_zone=provider.time_zone,
    )


@dataclass(frozen=True, slots=True)
class AddCentre:
    """Add a centre. Without a time zone it keeps the provider's."""

    name: str
    nation: Nation
    time_zone: str | None


@command(creates=CENTRES)
async def add_centre(tx: Tx, cmd: AddCentre) -> Centre:
    """Add a centre to the caller's provider. Raises Forbidden."""
    access.may_add_centre(tx.actor)
    provider = await tx.providers.get(tx.provider_id)
    assert provider, "a token was issued for a provider that does not exist"
    centre = Centre(tx.new_id(), provider.id, cmd.name, cmd.nation, cmd.time_zone or provider.time_zone)
    tx.centres.save(centre)
    tx.publish(centre_changed(centre), change="created")
    return centre

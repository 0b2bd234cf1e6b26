"""Adding people and their login identities."""

from dataclasses import dataclass, replace
from datetime import date

from chassis.tx import command
from services.identity import access
from services.identity.documents import PEOPLE
from services.identity.domain.account import Account, Membership, normalised_user_name
from services.identity.domain.errors import CentreNotFound, PersonNotFound, UserNameTaken
from services.identity.domain.passwords import NewPassword, check_password
from services.identity.domain.person import Person, PersonState
from services.identity.domain.provider import Language, Provider
from services.identity.domain.roles import RoleGrant, checked_grants
from services.identity.handlers.announcing import person_changed
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody signs in with."""

    user_name: str
    password: NewPassword


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Add somebody to the caller's provider. Without credentials they are pending: known, but not able to
    come in.

    Language and time zone default to the provider's.
    """

    given_name: str
    family_name: str
    display_name: str | None
    email: str | None
    roles: tuple[RoleGrant, ...]
    language: Language | None
    time_zone: str | None
    credentials: Credentials | None
    learner_number: str | None = None
    date_of_birth: date | None = None


@command(creates=PEOPLE, spans=True)
async def add_person(tx: Tx, cmd: AddPerson) -> Person:
    """Add a person, with a login identity when credentials are given.

    Raises Forbidden, RoleNotGrantable, CentreNotFound, RoleTwice, RoleNeedsCentre, UserNameTaken,
    UserNameMalformed and the refusals of `check_password`.
    """
    grants = checked_grants(cmd.roles)
    access.may_add_person(tx.actor, grants)
    await _must_exist(tx, grants)
    provider = await tx.providers.get(tx.provider_id)
    assert provider, "a token was issued for a provider that does not exist"
    person = _person(cmd, tx.new_id(), provider, grants)
    tx.people.save(person)
    tx.publish(person_changed(person), change="created")
    if cmd.credentials:
        await _open_account(tx, person, provider, cmd.credentials)
    return person


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """The caller wants to be written to in this language."""

    language: Language


async def choose_language(tx: Tx, cmd: ChooseLanguage) -> Person:
    """Write down the caller's own language; choosing it again changes nothing. Raises PersonNotFound."""
    person = await tx.people.get(tx.provider_id, tx.actor.person_id)
    if person is None:
        raise PersonNotFound("You are no longer known here.")
    if person.language is cmd.language:
        return person
    chosen = replace(person, language=cmd.language)
    tx.people.save(chosen)
    tx.publish(person_changed(chosen), change="changed")
    return chosen


def _person(cmd: AddPerson, id: str, provider: Provider, grants: tuple[RoleGrant, ...]) -> Person:
    return Person(
        id=id,
        provider_id=provider.id,
        given_name=cmd.given_name,
        family_name=cmd.family_name,
        display_name=cmd.display_name or f"{cmd.given_name} {cmd.family_name}",
        email=cmd.email,
        roles=grants,
        state=PersonState.ACTIVE if cmd.credentials else PersonState.PENDING,
        language=cmd.language or provider.language,
        time_zone=cmd.time_zone or provider.time_zone,
        learner_number=cmd.learner_number,
        date_of_birth=cmd.date_of_birth,
    )


async def _must_exist(tx: Tx, grants: tuple[RoleGrant, ...]) -> None:
    wanted = {centre_id for grant in grants for centre_id in grant.centre_ids}
    unknown = await tx.centres.unknown(tx.provider_id, wanted)
    for index, grant in enumerate(grants):
        if unknown.intersection(grant.centre_ids):
            raise CentreNotFound("There is no such centre.", field=f"roles.{index}.centre_ids")


async def _open_account(tx: Tx, person: Person, provider: Provider, credentials: Credentials) -> None:
    names = (person.given_name, person.family_name, credentials.user_name, provider.name)
    check_password(credentials.password, names=names)
    user_name = await free_user_name(tx, credentials.user_name)
    membership = Membership(provider.id, person.id)
    tx.accounts.save(Account(tx.new_id(), user_name, credentials.password.hashed, (membership,)))


async def free_user_name(tx: Tx, text: str) -> str:
    """The user name as stored, if it is free. Raises UserNameTaken or UserNameMalformed."""
    user_name = normalised_user_name(text)
    if await tx.accounts.named(user_name):
        raise UserNameTaken("Somebody has this user name already. Please choose another.", field="user_name")
    return user_name

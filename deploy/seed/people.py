"""People of the provider as identity makes them, and their coming in."""

import random
from dataclasses import dataclass
from datetime import date, datetime

from chassis.actor import PLATFORM
from chassis.ids import IdSequence
from deploy.seed import words
from deploy.seed.memory import Memory
from services.identity import documents
from services.identity.domain.account import Account, Membership, normalised_user_name
from services.identity.domain.person import Person, PersonState
from services.identity.domain.provider import Language
from services.identity.domain.roles import Role, RoleGrant
from services.identity.handlers.announcing import person_changed

TIME_ZONE = "Europe/London"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person and the user name they come in with."""

    person: Person
    account: Account

    @property
    def user_name(self) -> str:
        """As typed at the door."""
        return self.account.user_name


def newcomer(
    ids: IdSequence,
    chance: random.Random,
    role: Role,
    *,
    provider_id: str,
    centre_ids: tuple[str, ...],
    tag: str,
    password_hash: str,
    learner_number: str | None = None,
) -> Newcomer:
    """Somebody new in a role; `tag` makes the user name theirs alone on the platform."""
    given, family = chance.choice(words.GIVEN), chance.choice(words.FAMILY)
    person_id = ids.next()
    user_name = normalised_user_name(f"{given}.{family}.{tag}")
    person = Person(
        id=person_id,
        provider_id=provider_id,
        given_name=given,
        family_name=family,
        display_name=f"{given} {family}",
        email=f"{user_name}@seed.example",
        roles=(RoleGrant(role, centre_ids),),
        state=PersonState.ACTIVE,
        language=Language.WELSH if chance.random() < 0.1 else Language.ENGLISH,
        time_zone=TIME_ZONE,
        learner_number=learner_number,
        date_of_birth=_birthday(chance) if role is Role.LEARNER else None,
    )
    account = Account(ids.next(), user_name, password_hash, (Membership(provider_id, person_id),))
    return Newcomer(person, account)


async def introduce(memory: Memory, one: Newcomer, at: datetime) -> None:
    """Put the person and their account down, and tell the others."""
    memory.put("identity", documents.PEOPLE, one.person.id, documents.person_state(one.person))
    account = documents.account_state(one.account)
    memory.put("identity", documents.ACCOUNTS, one.account.id, account, scope=PLATFORM)
    await memory.say(person_changed(one.person), at=at)


def _birthday(chance: random.Random) -> date:
    return date(chance.randint(1985, 2008), chance.randint(1, 12), chance.randint(1, 28))

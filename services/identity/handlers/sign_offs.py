"""Signing assessors off for digital reviews, and taking that back (DR-67)."""

from dataclasses import dataclass, replace

from chassis.tx import expect_version
from services.identity import access
from services.identity.domain.errors import NotInThatRole
from services.identity.domain.person import Person, SignOff
from services.identity.domain.roles import Role
from services.identity.handlers.announcing import person_changed
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class SignOffForReviews:
    """An assessor may do digital reviews from now on. `version` is the person's, as the caller read it."""

    person_id: str
    version: int


async def sign_off_for_reviews(tx: Tx, cmd: SignOffForReviews) -> Person:
    """Note who signed the assessor off, and when; somebody who is signed off stays so since then.

    Raises Forbidden, PersonNotFound, VersionChanged, and NotInThatRole for somebody who assesses nowhere.
    """
    person = access.may_sign_off(tx.actor, await tx.people.get(tx.provider_id, cmd.person_id))
    expect_version(person.version, cmd.version)
    if all(grant.role is not Role.ASSESSOR for grant in person.roles):
        raise NotInThatRole(
            f"{person.display_name} is not an assessor.", role=Role.ASSESSOR.value, person_id=person.id
        )
    sign_off = person.review_sign_off or SignOff(tx.actor.person_id, tx.now)
    return _saved(tx, replace(person, review_sign_off=sign_off))


@dataclass(frozen=True, slots=True)
class TakeSignOffBack:
    """An assessor may not do digital reviews any more. `version` is the person's, as the caller read it."""

    person_id: str
    version: int


async def take_sign_off_back(tx: Tx, cmd: TakeSignOffBack) -> Person:
    """Take a sign-off back. Raises Forbidden, PersonNotFound and VersionChanged."""
    person = access.may_sign_off(tx.actor, await tx.people.get(tx.provider_id, cmd.person_id))
    expect_version(person.version, cmd.version)
    return _saved(tx, replace(person, review_sign_off=None))


def _saved(tx: Tx, person: Person) -> Person:
    tx.people.save(person)
    tx.publish(person_changed(person), change="changed")
    return person

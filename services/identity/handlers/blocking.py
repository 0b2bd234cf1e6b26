"""Blocking and activating people (CE-23, CE-31 to CE-33)."""

from dataclasses import dataclass, replace

from chassis.tx import command
from services.identity import access
from services.identity.domain.blocking import Block, BlockedByCentre
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.errors import PersonNotFound
from services.identity.domain.person import Person
from services.identity.domain.roles import Role
from services.identity.handlers.announcing import person_changed
from services.identity.handlers.many import save_all
from services.identity.handlers.revoking import shut_out
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class BlockPerson:
    """Keep somebody out, for a reason."""

    person_id: str
    reason: str


@command(spans=True)
async def block_person(tx: Tx, cmd: BlockPerson) -> Person:
    """Block a person: their sessions end, their tokens are refused, their enrolments are marked.

    Raises PersonNotFound, Forbidden, NotYourself, AlreadyBlocked and PersonArchived.
    """
    person, enrolments = await _person(tx, cmd.person_id)
    block = Block(tx.actor.person_id, Role(tx.actor.role), tx.now, cmd.reason)
    blocked = person.blocked(block)
    tx.people.save(blocked)
    tx.publish(person_changed(blocked), change="blocked")
    marked = [replace(one, blocked=True) for one in enrolments if not one.archived and not one.blocked]
    save_all(tx, marked, change="blocked")
    await shut_out(tx, person.id, "blocked")
    return blocked


@dataclass(frozen=True, slots=True)
class ActivatePerson:
    """Let somebody in again."""

    person_id: str


@command(spans=True)
async def activate_person(tx: Tx, cmd: ActivatePerson) -> Person:
    """Lift a block. The centre's decision is the centre's to lift (X22).

    Raises PersonNotFound, Forbidden, NotBlocked and BlockedByCentre.
    """
    person, enrolments = await _person(tx, cmd.person_id)
    if person.block and person.block.by_centre and tx.actor.role == Role.ASSESSOR:
        raise BlockedByCentre("The centre has blocked this learner. Only the centre can activate them.")
    activated = person.activated()
    tx.people.save(activated)
    tx.publish(person_changed(activated), change="unblocked")
    save_all(tx, [replace(one, blocked=False) for one in enrolments if one.blocked], change="unblocked")
    return activated


async def _person(tx: Tx, person_id: str) -> tuple[Person, list[Enrolment]]:
    person = await tx.people.get(tx.provider_id, person_id)
    if person is None:
        raise PersonNotFound("There is no such person.")
    enrolments = await tx.enrolments.of_learners(tx.provider_id, (person.id,))
    access.may_block(tx.actor, person, enrolments)
    return person, enrolments

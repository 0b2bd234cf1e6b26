"""Who adds, invites, imports, signs off and blocks people."""

from collections.abc import Iterable

from chassis.actor import Actor
from chassis.errors import Forbidden
from services.identity.access.employers import may_keep_employers
from services.identity.access.reach import (
    ADMINISTRATORS,
    ALLOCATORS,
    PEOPLE_KEEPERS,
    SYSTEM,
    Reach,
    covers,
    knows,
    reach_of,
)
from services.identity.domain.blocking import NotYourself
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.errors import (
    CentreNotFound,
    PersonNotFound,
    RoleNotGrantable,
)
from services.identity.domain.imports import Import, ImportKind
from services.identity.domain.permission_set import Permission
from services.identity.domain.person import Person
from services.identity.domain.roles import GRANTABLE_BY, Role, RoleGrant

_REGISTRARS = PEOPLE_KEEPERS | {Role.AO_ADMIN}


def may_add_person(actor: Actor, grants: Iterable[RoleGrant]) -> None:
    """People are added by Master, Centre and Basic Admins, with no more than the adder's own reach.

    Raises Forbidden, RoleNotGrantable, and CentreNotFound for a centre that is not the actor's.
    """
    if actor.role not in PEOPLE_KEEPERS or not actor.may(Permission.KEEP_PEOPLE):
        raise Forbidden("Only a Master Admin, Centre Admin or Basic Admin may add people.")
    may_register(actor, grants)


def may_register(actor: Actor, grants: Iterable[RoleGrant]) -> None:
    """People with these roles come in with a file, from those who add people or from the awarding organisation (CE-14).

    Raises Forbidden, RoleNotGrantable, and CentreNotFound for a centre that is not the actor's.
    """
    may_import(actor)
    for index, grant in enumerate(grants):
        if grant.role not in GRANTABLE_BY[Role(actor.role)]:
            raise RoleNotGrantable(
                f"Your role may not give the role {grant.role.value.replace('_', ' ')}.",
                field=f"roles.{index}.role",
                role=grant.role.value,
            )
        for centre_id in grant.centre_ids:
            if not covers(actor, centre_id):
                raise CentreNotFound("There is no such centre.", field=f"roles.{index}.centre_ids")


def may_invite(actor: Actor, person: Person | None) -> None:
    """Who adds people also invites those of the own centres; another centre's are not found.

    Raises Forbidden, and PersonNotFound also when there is nobody. The platform itself invites whoever was
    allocated.
    """
    if actor.role == SYSTEM:
        return
    if actor.role not in PEOPLE_KEEPERS or not actor.may(Permission.KEEP_PEOPLE):
        raise Forbidden("Only a Master Admin, Centre Admin or Basic Admin may invite people.")
    if person is None or not knows(actor, person):
        raise PersonNotFound("There is no such person.")
    may_add_person(actor, [RoleGrant(grant.role) for grant in person.roles])


def may_reset_second_factor(actor: Actor, person: Person | None) -> None:
    """Master and Centre Admins, for whom they could have added; never for themselves.

    Raises Forbidden, NotYourself, and PersonNotFound for somebody of another centre.
    """
    if actor.role not in ADMINISTRATORS:
        raise Forbidden("Only a Master Admin or Centre Admin may reset a second factor.")
    if person is None or not knows(actor, person):
        raise PersonNotFound("There is no such person.")
    if person.id == actor.person_id:
        raise NotYourself("Nobody resets their own second factor. Use a recovery code.")
    if any(grant.role not in GRANTABLE_BY[Role(actor.role)] for grant in person.roles):
        raise Forbidden("Your role may not reset this person's second factor.")


def may_sign_off(actor: Actor, person: Person | None) -> Person:
    """The person, for Master and Centre Admins of a centre of theirs (DR-67).

    Raises Forbidden, and PersonNotFound for somebody of another centre.
    """
    if actor.role not in ADMINISTRATORS:
        raise Forbidden("Only a Master Admin or Centre Admin may sign an assessor off for digital reviews.")
    if person is None or not knows(actor, person):
        raise PersonNotFound("There is no such person.")
    return person


def may_read_sign_off(actor: Actor, person_id: str) -> None:
    """Whether an assessor is signed off is read by staff who look at whole centres, IQAs and the assessor (DR-67)."""
    overseer = reach_of(actor) in (Reach.CENTRES, Reach.PROVIDER) or actor.role == Role.IQA
    if not overseer and actor.person_id != person_id:
        raise Forbidden("You may not see who is signed off for digital reviews.")


def may_import(actor: Actor, kind: ImportKind = ImportKind.PEOPLE) -> None:
    """Files are sent by those who may add people; of people by the awarding organisation too."""
    if kind is ImportKind.EMPLOYERS:
        may_keep_employers(actor)
    if actor.role not in _REGISTRARS or not actor.may(Permission.KEEP_PEOPLE):
        raise Forbidden("Only a Master Admin, Centre Admin, Basic Admin or AO Admin may import people.")


def sees_import(actor: Actor, found: Import) -> bool:
    """Whoever sent the file, and a Master Admin of the whole provider."""
    return actor.person_id == found.person_id or (actor.role == Role.MASTER_ADMIN and not actor.centre_ids)


def may_block(actor: Actor, person: Person, enrolments: Iterable[Enrolment]) -> None:
    """Master and Centre Admins block whom they could have added; an assessor the own learners at the own centre (CE-23,
    CE-32).

    Raises NotYourself, PersonNotFound for somebody of another centre and Forbidden.
    """
    own = any(
        one.assessor_id == actor.person_id and covers(actor, one.centre_id) and not one.archived
        for one in enrolments
    )
    assesses = actor.role == Role.ASSESSOR and person.only_learns and own
    if not assesses and not knows(actor, person):
        raise PersonNotFound("There is no such person.")
    if actor.role in ALLOCATORS and actor.may(Permission.BLOCK_PEOPLE):
        if person.id == actor.person_id:
            raise NotYourself("Nobody blocks or activates themselves.")
        if any(grant.role not in GRANTABLE_BY[Role(actor.role)] for grant in person.roles):
            raise Forbidden("Your role may not block or activate this person.")
    elif not assesses:
        raise Forbidden("Only the centre's administration or a learner's own assessor may do this.")

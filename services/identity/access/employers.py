"""Who keeps employers and says who supervises whom (DR-113)."""

from collections.abc import Iterable

from chassis.actor import Actor
from chassis.errors import Forbidden
from services.identity.access.reach import PEOPLE_KEEPERS, Reach, covers, reach_of, sees_colleagues
from services.identity.domain.employer import Employer, EmployerNotFound
from services.identity.domain.errors import (
    CentreNotFound,
)
from services.identity.domain.permission_set import Permission
from services.identity.domain.person import Person
from services.identity.domain.roles import Role


def works_with(actor: Actor, employer: Employer) -> bool:
    """Whether one of the actor's centres works with the employer."""
    return any(covers(actor, centre_id) for centre_id in employer.centre_ids)


def may_list_employers(actor: Actor) -> None:
    """Employers' records are read by the staff of the centres that work with them; not by external assurers."""
    if reach_of(actor) not in (Reach.CENTRES, Reach.PROVIDER) and not sees_colleagues(actor):
        raise Forbidden("Only the staff of a centre may look at employers' records.")


def may_read_employer(actor: Actor, employer: Employer | None) -> Employer:
    """The employer, for whoever may look at it. Raises Forbidden, and EmployerNotFound for another centre's."""
    may_list_employers(actor)
    if employer is None or not works_with(actor, employer):
        raise EmployerNotFound("There is no such employer.")
    return employer


def may_keep_employers(actor: Actor) -> None:
    """Employers' records are kept by those who keep people (DR-113)."""
    if actor.role not in PEOPLE_KEEPERS or not actor.may(Permission.KEEP_PEOPLE):
        raise Forbidden("Only a Master Admin, Centre Admin or Basic Admin may keep employers' records.")


def may_change_employer(actor: Actor, employer: Employer | None) -> Employer:
    """The employer, for who keeps it at one of its centres. Raises Forbidden and EmployerNotFound."""
    may_keep_employers(actor)
    return may_read_employer(actor, employer)


def may_set_employers_centres(actor: Actor, before: Iterable[str], after: Iterable[str]) -> None:
    """Who keeps an employer says of the own centres only whether they work with it. Raises CentreNotFound."""
    if any(not covers(actor, centre_id) for centre_id in set(before) ^ set(after)):
        raise CentreNotFound("You may add or remove your own centres only.", field="centre_ids")


def may_merge(actor: Actor, *employers: Employer) -> None:
    """Two records become one by who reaches every centre that works with either. Raises Forbidden."""
    may_keep_employers(actor)
    if not all(covers(actor, centre_id) for employer in employers for centre_id in employer.centre_ids):
        raise Forbidden("Another centre works with one of them too. Please ask a Master Admin to merge them.")


def may_supervise(actor: Actor) -> None:
    """Who supervises whom at work is noted by those who keep people (DR-113)."""
    if actor.role not in PEOPLE_KEEPERS or not actor.may(Permission.KEEP_PEOPLE):
        raise Forbidden("Only a Master Admin, Centre Admin or Basic Admin may say who supervises a learner.")


def keeps_learner(actor: Actor, person: Person) -> bool:
    """Whether the person is a learner at one of the actor's centres."""
    return any(
        grant.role is Role.LEARNER and covers(actor, centre_id)
        for grant in person.roles
        for centre_id in grant.centre_ids
    )

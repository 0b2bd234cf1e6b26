"""Who decides about the provider itself: its settings, permission sets, centres and audit."""

from chassis.actor import PLATFORM, Actor
from chassis.errors import Forbidden
from services.identity.access.reach import ADMINISTRATORS, knows
from services.identity.domain.blocking import NotYourself
from services.identity.domain.errors import (
    PersonNotFound,
)
from services.identity.domain.person import Person
from services.identity.domain.roles import Role

_READ_LOG_READERS = ADMINISTRATORS | {Role.MANAGER, Role.SENIOR_MANAGER, Role.EQA}


def may_create_provider(actor: Actor) -> None:
    """Only the platform's own administrator takes new providers in."""
    if actor.role != Role.PLATFORM_ADMIN or actor.provider_id != PLATFORM:
        raise Forbidden("Only the platform's administrator may add a provider.")


def may_configure(actor: Actor) -> None:
    """Rules and switches are the Master Admin's (12-permissions), for the whole provider."""
    if actor.role != Role.MASTER_ADMIN or actor.centre_ids:
        raise Forbidden("Only a Master Admin of the whole provider may change its settings.")


def may_read_permission_sets(actor: Actor) -> None:
    """What Custom Managers may do is a Master Admin's to look up; `may_configure` says who decides it."""
    if actor.role != Role.MASTER_ADMIN:
        raise Forbidden("Only a Master Admin may see the sets of permissions.")


def may_give_permissions(actor: Actor, person: Person | None) -> None:
    """A Master Admin says what the Custom Managers of the own centres may do (G04); not what they may do themselves.

    Raises Forbidden, NotYourself, and PersonNotFound for somebody of another centre.
    """
    if actor.role != Role.MASTER_ADMIN:
        raise Forbidden("Only a Master Admin may give permissions.")
    if person is None or not knows(actor, person):
        raise PersonNotFound("There is no such person.")
    if person.id == actor.person_id:
        raise NotYourself("Nobody gives permissions to themselves.")


def may_add_centre(actor: Actor) -> None:
    """Centres are the Master Admin's to add."""
    if actor.role != Role.MASTER_ADMIN or actor.centre_ids:
        raise Forbidden("Only a Master Admin may add a centre.")


def may_read_audit(actor: Actor) -> None:
    """The audit is the Master Admin's of the whole provider; entries belong to no centre. The platform's own
    (sign-ins, log-in sessions, new providers) is its administrator's.
    """
    at_platform = actor.role == Role.PLATFORM_ADMIN and actor.provider_id == PLATFORM
    if not at_platform and (actor.role != Role.MASTER_ADMIN or actor.centre_ids):
        raise Forbidden("Only a Master Admin of the whole provider may read the audit.")


def may_read_log_of_reads(actor: Actor) -> None:
    """What external quality assurers have read is for those who answer for a centre, and the own reads theirs (G06)."""
    if actor.role not in _READ_LOG_READERS:
        raise Forbidden("Only Master Admins, Centre Admins and managers may see what was read.")

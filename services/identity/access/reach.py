"""Whom the actor looks at and looks after (G04 to G08), and the groups of roles that the other files go by."""

from enum import StrEnum

from chassis.actor import Actor
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.person import Person
from services.identity.domain.roles import PROVIDER_WIDE, Role


class Reach(StrEnum):
    """How far somebody looks around."""

    PROVIDER = "provider"
    CENTRES = "centres"
    CASELOAD = "caseload"
    SAMPLE = "sample"
    SELF = "self"


_BY_CENTRE = frozenset(
    {
        Role.MASTER_ADMIN,
        Role.CENTRE_ADMIN,
        Role.BASIC_ADMIN,
        Role.CURRICULUM_MANAGER,
        Role.CUSTOM_MANAGER,
        Role.BUSINESS_SUPPORT,
        Role.MANAGER,
        Role.SENIOR_MANAGER,
    }
)
_BY_CASELOAD = frozenset({Role.ASSESSOR, Role.IQA, Role.EMPLOYER_USER, Role.LEARNER})

SYSTEM = "system"
"""The role of `Actor.system`: the platform itself, acting on an event or by the clock."""

_COLLEAGUES = frozenset({Role.ASSESSOR, Role.IQA})
ADMINISTRATORS = frozenset({Role.MASTER_ADMIN, Role.CENTRE_ADMIN})
PEOPLE_KEEPERS = ADMINISTRATORS | {Role.BASIC_ADMIN, Role.CUSTOM_MANAGER}

ALLOCATORS = ADMINISTRATORS | {Role.CUSTOM_MANAGER}
"""A Custom Manager is among those whose work they may be given; which it is `Actor.may` says."""


def reach_of(actor: Actor) -> Reach:
    """Which people and enrolments the actor may look at."""
    if actor.role in _BY_CENTRE:
        return Reach.PROVIDER if covers_all(actor) else Reach.CENTRES
    if actor.role == Role.EQA:
        return Reach.SAMPLE
    return Reach.CASELOAD if actor.role in _BY_CASELOAD else Reach.SELF


def sees_colleagues(actor: Actor) -> bool:
    """Whether somebody with a caseload also sees the staff of the own centres (to book for another)."""
    return actor.role in _COLLEAGUES


def covers_all(actor: Actor) -> bool:
    """Whether every centre of the provider is the actor's."""
    return not actor.centre_ids and actor.role in PROVIDER_WIDE


def covers(actor: Actor, centre_id: str) -> bool:
    """Whether the centre is one of the actor's."""
    return centre_id in actor.centre_ids or covers_all(actor)


def looks_after(actor: Actor, enrolment: Enrolment) -> bool:
    """Whether the enrolment is at one of the actor's centres, or shared with it (CE-30)."""
    return any(covers(actor, centre_id) for centre_id in enrolment.centre_ids)


def knows(actor: Actor, person: Person) -> bool:
    """Whether the person shares a centre with the actor. Who has no centre works for all of them."""
    return not person.centre_ids or any(covers(actor, centre_id) for centre_id in person.centre_ids)

"""The fifteen roles and who may give them (8-enumerations, 12-permissions)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.identity.domain.errors import RoleNeedsCentre, RoleTwice, TooManyCentres


class Role(StrEnum):
    """What somebody acts as; one at a time."""

    LEARNER = "learner"
    ASSESSOR = "assessor"
    IQA = "iqa"
    EQA = "eqa"
    EMPLOYER_USER = "employer_user"
    MASTER_ADMIN = "master_admin"
    BASIC_ADMIN = "basic_admin"
    CUSTOM_MANAGER = "custom_manager"
    CURRICULUM_MANAGER = "curriculum_manager"
    BUSINESS_SUPPORT = "business_support"
    MANAGER = "manager"
    SENIOR_MANAGER = "senior_manager"
    CENTRE_ADMIN = "centre_admin"
    AO_ADMIN = "ao_admin"
    PLATFORM_ADMIN = "platform_admin"


PROVIDER_WIDE = frozenset({Role.MASTER_ADMIN, Role.SENIOR_MANAGER, Role.PLATFORM_ADMIN})
"""Roles that may be held without naming centres; they then reach every centre of the provider."""

_EVERYDAY = frozenset(
    {Role.LEARNER, Role.ASSESSOR, Role.IQA, Role.EMPLOYER_USER, Role.BUSINESS_SUPPORT},
)
_OF_A_CENTRE = _EVERYDAY | {
    Role.EQA,
    Role.BASIC_ADMIN,
    Role.CUSTOM_MANAGER,
    Role.CURRICULUM_MANAGER,
    Role.MANAGER,
    Role.CENTRE_ADMIN,
}

WITHOUT_SECOND_FACTOR = frozenset({Role.LEARNER, Role.EMPLOYER_USER})
"""Who may do without a second factor also where staff need one (G12)."""

GRANTABLE_BY: Mapping[Role, frozenset[Role]] = {
    Role.MASTER_ADMIN: _OF_A_CENTRE | {Role.MASTER_ADMIN, Role.SENIOR_MANAGER, Role.AO_ADMIN},
    Role.CENTRE_ADMIN: _OF_A_CENTRE,
    Role.BASIC_ADMIN: _EVERYDAY,
    Role.CUSTOM_MANAGER: _EVERYDAY,
    Role.AO_ADMIN: frozenset({Role.LEARNER, Role.ASSESSOR, Role.IQA}),
}
"""Nobody gives more than their own reach: G04 leaves people to Basic Admins but no administration, and to Custom
Managers who may keep people. The awarding
organisation registers learners and approves the staff around them (CE-14).
"""


MOST_CENTRES = 60
"""At how many centres one person may work in all roles together (the person event lists them)."""


@dataclass(frozen=True, slots=True)
class RoleGrant:
    """A role held at centres; without centres at every one of the provider (`PROVIDER_WIDE` only).

    `permission_set_id`: what a Custom Manager may do; without one nothing but booking (G04).
    """

    role: Role
    centre_ids: tuple[str, ...] = ()
    permission_set_id: str | None = None

    def covers(self, centre_id: str) -> bool:
        """Whether the role reaches this centre of the provider."""
        return centre_id in self.centre_ids or (not self.centre_ids and self.role in PROVIDER_WIDE)


def checked_grants(grants: Sequence[RoleGrant]) -> tuple[RoleGrant, ...]:
    """The grants as one person may hold them.

    Raises RoleTwice, RoleNeedsCentre for a centre role without centres, and TooManyCentres.
    """
    seen: set[Role] = set()
    for index, grant in enumerate(grants):
        if grant.role in seen:
            raise RoleTwice(f"The role {grant.role} is given twice.", field=f"roles.{index}.role")
        seen.add(grant.role)
        if not grant.centre_ids and grant.role not in PROVIDER_WIDE:
            raise RoleNeedsCentre(
                f"The role {grant.role} needs at least one centre.", field=f"roles.{index}.centre_ids"
            )
    if len({centre_id for grant in grants for centre_id in grant.centre_ids}) > MOST_CENTRES:
        raise TooManyCentres(f"One person works at no more than {MOST_CENTRES} centres.", field="roles")
    return tuple(grants)

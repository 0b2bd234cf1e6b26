"""A person of one provider."""

from dataclasses import dataclass
from enum import StrEnum

from services.identity.domain.errors import PersonBlocked, RoleNotHeld
from services.identity.domain.provider import Language
from services.identity.domain.roles import Role, RoleGrant


class PersonState(StrEnum):
    """`pending`: no login identity yet (CE-28); `blocked`: data kept, nobody comes in (CE-33)."""

    PENDING = "pending"
    ACTIVE = "active"
    BLOCKED = "blocked"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the provider knows: staff, learner, employer. The first role is the one they come in as."""

    id: str
    provider_id: str
    given_name: str
    family_name: str
    display_name: str
    email: str | None
    roles: tuple[RoleGrant, ...]
    state: PersonState
    language: Language
    time_zone: str
    version: int = 0

    @property
    def centre_ids(self) -> frozenset[str]:
        """Every centre the person belongs to in some role."""
        return frozenset(centre for grant in self.roles for centre in grant.centre_ids)

    def holds(self, role: Role, centre_id: str) -> bool:
        """Whether the person has this role at this centre."""
        return any(grant.role is role and grant.covers(centre_id) for grant in self.roles)

    def comes_in_as(self, role: Role | None) -> RoleGrant:
        """The grant the person acts with: the role asked for, or their first.

        Raises PersonBlocked when the person may not come in at all and RoleNotHeld for a role they do not
        have.
        """
        if self.state is not PersonState.ACTIVE:
            raise PersonBlocked("This account is blocked or not active. Please ask your centre.")
        grant = next((grant for grant in self.roles if role in (None, grant.role)), None)
        if grant is None:
            raise RoleNotHeld(
                f"You do not hold the role {role}.", field="role", roles=[grant.role for grant in self.roles]
            )
        return grant

"""A person of one provider."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from services.identity.domain.blocking import AlreadyBlocked, Block, NotBlocked, PersonArchived
from services.identity.domain.errors import PersonBlocked, RoleNotHeld
from services.identity.domain.permission_set import NotACustomManager
from services.identity.domain.provider import Language
from services.identity.domain.roles import Role, RoleGrant


class PersonState(StrEnum):
    """`pending`: no login identity yet (CE-28); `blocked`: data kept, nobody comes in (CE-33)."""

    PENDING = "pending"
    ACTIVE = "active"
    BLOCKED = "blocked"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class SignOff:
    """An assessor is signed off for digital reviews: by whom, and when (UTC) (DR-67)."""

    by_person_id: str
    at: datetime


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
    learner_number: str | None = None
    date_of_birth: date | None = None
    block: Block | None = None
    before_archive: PersonState | None = None
    review_sign_off: SignOff | None = None

    @property
    def centre_ids(self) -> frozenset[str]:
        """Every centre the person belongs to in some role."""
        return frozenset(centre for grant in self.roles for centre in grant.centre_ids)

    @property
    def listed_as(self) -> str:
        """What lists sort people by: the family name first."""
        return f"{self.family_name} {self.given_name}"

    def holds(self, role: Role, centre_id: str) -> bool:
        """Whether the person has this role at this centre."""
        return any(grant.role is role and grant.covers(centre_id) for grant in self.roles)

    @property
    def is_expected(self) -> bool:
        """Whether they come in, or will: neither blocked nor archived."""
        return self.state in (PersonState.ACTIVE, PersonState.PENDING)

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

    @property
    def permission_set_id(self) -> str | None:
        """The set of permissions the person holds as a Custom Manager."""
        return next((grant.permission_set_id for grant in self.roles if grant.permission_set_id), None)

    def given(self, permission_set_id: str | None) -> "Person":
        """The person with this set as a Custom Manager, or without any. Raises NotACustomManager."""
        if all(grant.role is not Role.CUSTOM_MANAGER for grant in self.roles):
            raise NotACustomManager(f"{self.display_name} is not a Custom Manager.")
        return replace(
            self,
            roles=tuple(
                replace(grant, permission_set_id=permission_set_id)
                if grant.role is Role.CUSTOM_MANAGER
                else grant
                for grant in self.roles
            ),
        )

    @property
    def only_learns(self) -> bool:
        """Whether the person is a learner and nothing else."""
        return {grant.role for grant in self.roles} == {Role.LEARNER}

    def blocked(self, block: Block) -> "Person":
        """The person kept out. The centre's decision replaces an assessor's (X22).

        Raises AlreadyBlocked and PersonArchived.
        """
        if self.state is PersonState.ARCHIVED:
            raise PersonArchived("This person is archived. Retrieve them first.")
        was_pending = self.state is PersonState.PENDING
        if self.block:
            if self.block.by_centre or not block.by_centre:
                raise AlreadyBlocked("This person is blocked already.")
            was_pending = self.block.was_pending
        return replace(self, state=PersonState.BLOCKED, block=replace(block, was_pending=was_pending))

    def activated(self) -> "Person":
        """The person as they were before the block. Raises NotBlocked."""
        if self.block is None or self.state is not PersonState.BLOCKED:
            raise NotBlocked("This person is not blocked.")
        return replace(self, state=_before(self.block), block=None)

    def put_away(self) -> "Person":
        """The person archived: nobody comes in as them. A block stays noted."""
        if self.state is PersonState.ARCHIVED:
            return self
        return replace(self, state=PersonState.ARCHIVED, before_archive=self.state)

    def retrieved(self) -> "Person":
        """The person back as they were, blocked if they were."""
        return replace(self, state=self.before_archive or self.state, before_archive=None)


def _before(block: Block) -> PersonState:
    return PersonState.PENDING if block.was_pending else PersonState.ACTIVE

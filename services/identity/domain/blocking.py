"""Keeping somebody out, and letting them in again (CE-23, CE-31 to CE-33, X22)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from chassis.errors import Kind, NotFound, Refusal
from services.identity.domain.roles import Role


class AlreadyBlocked(Refusal):
    """The person is blocked already, by the same side or by the centre."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class NotBlocked(Refusal):
    """The person is not blocked."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class NoBlock(NotFound):
    """Nobody keeps this person out."""


class BlockedByCentre(Refusal):
    """The centre's decision is the centre's to lift (X22)."""

    kind: ClassVar[Kind] = Kind.FORBIDDEN


class PersonArchived(Refusal):
    """The person is archived: there is nothing to block or to activate until they are retrieved."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class NotYourself(Refusal):
    """Nobody blocks themselves."""

    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class Block:
    """Who keeps somebody out, since when and why. `was_pending`: there was no login identity before."""

    by_person_id: str
    by_role: Role
    at: datetime
    reason: str
    was_pending: bool = False

    @property
    def by_centre(self) -> bool:
        """Whether it is the centre's decision rather than an assessor's."""
        return self.by_role is not Role.ASSESSOR

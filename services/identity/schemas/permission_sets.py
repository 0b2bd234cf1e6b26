"""What the routes about permissions take and give."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from chassis.schemas import Id, In, Out, Text
from services.identity.domain.permission_set import Permission, PermissionSet, SetState, in_order
from services.identity.domain.person import Person

_EXAMPLE = ["book_sessions", "keep_people", "run_reports"]

SetName = Annotated[
    Text, StringConstraints(min_length=1, max_length=80), Field(examples=["Office with reports"])
]
Chosen = Annotated[
    tuple[Permission, ...],
    Field(max_length=50, examples=[_EXAMPLE], description="Booking is always among them."),
]


class PermissionOut(Out):
    """Something a set may hold; `always`: every set does."""

    permission: Permission
    meaning: Annotated[str, Field(examples=["Run and export centre reports."])]
    always: bool


class PermissionsOut(Out):
    """Everything a set may hold."""

    items: list[PermissionOut]


class PermissionSetIn(In):
    """What a set is called and holds."""

    name: SetName
    permissions: Chosen


class SetStateOut(Out):
    """What a set was called and held from a moment on, and who said so."""

    name: str
    permissions: Annotated[list[Permission], Field(examples=[_EXAMPLE])]
    since: datetime
    by_id: str

    @classmethod
    def of(cls, state: SetState) -> Self:
        """The state."""
        permissions = in_order(state.permissions) or []
        return cls(name=state.name, permissions=permissions, since=state.since, by_id=state.by_id)


class PermissionSetOut(SetStateOut):
    """A set as it is now."""

    id: str
    retired_at: datetime | None
    version: int

    @classmethod
    def at(cls, found: PermissionSet, version: int) -> Self:
        """The set at a version."""
        state = SetStateOut.of(found.state)
        return cls(**state.model_dump(), id=found.id, retired_at=found.retired_at, version=version)


class HolderOut(Out):
    """Somebody who holds a set."""

    id: str
    name: str
    centre_ids: list[str]

    @classmethod
    def of(cls, person: Person) -> Self:
        """The person, at the centres where they are a Custom Manager."""
        centres = next(grant.centre_ids for grant in person.roles if grant.permission_set_id)
        return cls(id=person.id, name=person.display_name, centre_ids=list(centres))


class WholePermissionSetOut(PermissionSetOut):
    """A set, the people of one's centres who hold it, and what it was before, oldest first."""

    holders: list[HolderOut]
    before: list[SetStateOut]


class GivenSetIn(In):
    """The set somebody is to hold; null for none, which leaves booking."""

    permission_set_id: Id | None

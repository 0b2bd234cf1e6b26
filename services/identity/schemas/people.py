"""What the routes of people take and give."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field

from chassis.schemas import Id, In, Out, ShownId
from services.identity.domain.person import Person, PersonState
from services.identity.domain.provider import Language
from services.identity.domain.roles import Role, RoleGrant
from services.identity.schemas.fields import (
    Email,
    LearnerNumber,
    Line,
    Password,
    PersonName,
    UserName,
    Zone,
)


class RoleIn(In):
    """A role and the centres it is held at; without centres at all of them, for provider-wide roles only."""

    role: Role
    centre_ids: Annotated[tuple[Id, ...], Field(max_length=60)] = ()

    def to_grant(self) -> RoleGrant:
        """The grant as the domain has it."""
        return RoleGrant(self.role, tuple(dict.fromkeys(self.centre_ids)))


class RoleOut(Out):
    """A role and the centres it is held at."""

    role: Role
    centre_ids: list[str]
    permission_set_id: Annotated[
        str | None, Field(examples=[None], description="What a Custom Manager may do (G04).")
    ]


class PersonIn(In):
    """Somebody new. With a user name they get a login identity and need an initial password."""

    given_name: PersonName
    family_name: PersonName
    display_name: Line | None = None
    email: Email | None = None
    user_name: UserName | None = None
    initial_password: Password | None = None
    roles: Annotated[list[RoleIn], Field(min_length=1, max_length=15)]
    time_zone: Zone | None = None
    language: Language | None = None
    learner_number: LearnerNumber | None = None
    date_of_birth: date | None = None


class PersonOut(Out):
    """A person as those see them who may."""

    id: ShownId
    given_name: str
    family_name: str
    display_name: str
    email: str | None
    roles: list[RoleOut]
    state: PersonState
    language: Language
    time_zone: str
    learner_number: str | None
    version: int

    @classmethod
    def of(cls, person: Person, version: int) -> Self:
        """The person at a version."""
        return cls(
            id=person.id,
            given_name=person.given_name,
            family_name=person.family_name,
            display_name=person.display_name,
            email=person.email,
            roles=[
                RoleOut(
                    role=grant.role,
                    centre_ids=list(grant.centre_ids),
                    permission_set_id=grant.permission_set_id,
                )
                for grant in person.roles
            ],
            state=person.state,
            language=person.language,
            time_zone=person.time_zone,
            learner_number=person.learner_number,
            version=version,
        )


class LanguageIn(In):
    """The language somebody wants to be written to in."""

    language: Language


class LanguageOut(Out):
    """The language somebody is written to in."""

    language: Language

    @classmethod
    def of(cls, person: Person) -> Self:
        """The person's."""
        return cls(language=person.language)

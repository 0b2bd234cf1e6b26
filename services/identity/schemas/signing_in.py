"""What the routes of signing in take and give, the disclaimer among them."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field

from chassis.schemas import In, Out, Text
from services.identity.domain.disclaimer import Disclaimer
from services.identity.domain.roles import Role
from services.identity.domain.second_factor import Pending
from services.identity.schemas.fields import (
    NamedOut,
    Password,
    Permissions,
    RefreshTokenText,
    UserName,
)
from services.identity.schemas.people import PersonOut
from services.identity.schemas.providers import ProviderOut


class SignInIn(In):
    """What somebody signs in with, and as what; without a role it is their first one."""

    user_name: UserName
    password: Password
    role: Role | None = None


class TokenIn(In):
    """A refresh token, perhaps to go on in another role."""

    refresh_token: RefreshTokenText
    role: Role | None = None


class DisclaimerOut(Out):
    """What everybody has to accept, in both languages; `number` counts its versions."""

    number: int
    english: str
    welsh: str
    since: datetime

    @classmethod
    def of(cls, disclaimer: Disclaimer) -> Self:
        """The disclaimer."""
        return cls(
            number=disclaimer.number,
            english=disclaimer.english,
            welsh=disclaimer.welsh,
            since=disclaimer.since,
        )


Paragraphs = Annotated[Text, Field(min_length=1, max_length=10_000)]


class DisclaimerIn(In):
    """What everybody has to accept, in both languages. `replaces` is the number of the version that was read,
    0 when there was none.
    """

    replaces: Annotated[int, Field(ge=0, le=1_000_000)]
    english: Paragraphs
    welsh: Paragraphs


class AcceptanceIn(In):
    """The holder of this refresh token has read and accepts this version of the disclaimer."""

    refresh_token: RefreshTokenText
    number: Annotated[int, Field(ge=1, le=1_000_000)]


class SignedInOut(Out):
    """Tokens, and who they are for. The refresh token is good for one use.

    The access token opens nothing while something is `pending`: `second_factor` (`POST /sign-in/second-factor`),
    `second_factor_setup` (`POST /sign-in/second-factor/setup`), `disclaimer` (`POST /sign-in/acceptance`).
    """

    access_token: str
    token_type: str
    expires_in: int
    refresh_token: str
    person: NamedOut
    provider: NamedOut
    role: Role
    roles: list[Role]
    centre_ids: list[str]
    permissions: Permissions
    pending: Pending | None
    disclaimer: DisclaimerOut | None


class MeOut(Out):
    """Who is signed in, where, as what, and as what else they could be; `user_name` is what they sign in with."""

    person: PersonOut
    user_name: str | None
    provider: ProviderOut
    role: Role
    centre_ids: list[str]
    permissions: Permissions

"""What the routes about second factors take and give."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from chassis.schemas import In, Out
from services.identity.schemas.fields import Password, RefreshTokenText

Code = Annotated[
    str,
    Field(
        min_length=6,
        max_length=40,
        examples=["492039"],
        description="Six digits of the authenticator app, or a recovery code.",
    ),
]


class PasswordIn(In):
    """The present password."""

    current_password: Password


class CodeIn(In):
    """A code of the app."""

    code: Code


class RemovalIn(In):
    """The present password and a code."""

    current_password: Password
    code: Code


class WaitingIn(In):
    """Somebody who has signed in, by their refresh token."""

    refresh_token: RefreshTokenText


class WaitingCodeIn(In):
    """Somebody who has signed in, by their refresh token, and the code they show."""

    refresh_token: RefreshTokenText
    code: Code


class AppKeyOut(Out):
    """A key for an authenticator app: as text, and as what the picture for it says."""

    secret: str
    uri: str


class RecoveryCodesOut(Out):
    """Ten codes for the day the phone is gone, each good once; they are never shown again."""

    recovery_codes: list[str]


class SecondFactorOut(Out):
    """One's second factor. `needed`: the provider asks for one in this role (G12)."""

    set_up: bool
    since: datetime | None
    recovery_codes_left: int
    needed: bool

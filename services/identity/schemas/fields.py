"""Fields that several of identity's schemas share."""

from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, SecretStr

from chassis.schemas import Out, Text
from services.identity.domain.permission_set import Permission

_ZONES = available_timezones()


def _known_zone(name: str) -> str:
    if name not in _ZONES:
        raise ValueError("This is not an IANA time zone such as Europe/London.")
    return name


def _whole(secret: SecretStr) -> SecretStr:
    if any(0xD800 <= ord(char) <= 0xDFFF for char in secret.get_secret_value()):
        raise ValueError("The password contains half of a character (a lone surrogate).")
    return secret


Zone = Annotated[str, Field(max_length=64, examples=["Europe/London"]), AfterValidator(_known_zone)]
PersonName = Annotated[Text, Field(min_length=1, max_length=99)]
Line = Annotated[Text, Field(min_length=1, max_length=200)]
Email = Annotated[
    Text, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", examples=["sian@example.org"])
]
LearnerNumber = Annotated[Text, Field(min_length=1, max_length=40, examples=["L-20417"])]
UserName = Annotated[Text, Field(min_length=1, max_length=256)]
Password = Annotated[SecretStr, Field(max_length=256), AfterValidator(_whole)]
"""Generous here; which passwords are good enough is the domain's question."""

RefreshTokenText = Annotated[str, Field(max_length=200)]
Permissions = Annotated[
    list[Permission] | None,
    Field(
        examples=[None],
        description="What a Custom Manager may do; null for roles that say it all by themselves.",
    ),
]


class NamedOut(Out):
    """Something with its name."""

    id: str
    name: str

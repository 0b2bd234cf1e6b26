"""A login identity: one user name for the whole platform, with a membership for each provider."""

import re
import unicodedata
from dataclasses import dataclass

from services.identity.domain.errors import UserNameMalformed

_USER_NAME = re.compile(r"[\w.@+-]{3,64}")


@dataclass(frozen=True, slots=True)
class Membership:
    """The person a login identity is at one provider."""

    provider_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class Account:
    """A login identity. `password_hash` is an Argon2id string, empty until the person has chosen a password; the
    password itself is nowhere.
    """

    id: str
    user_name: str
    password_hash: str
    memberships: tuple[Membership, ...]
    version: int = 0


def normalised_user_name(text: str) -> str:
    """The user name as it is stored and compared: NFKC, case folded. Raises UserNameMalformed."""
    name = unicodedata.normalize("NFKC", text.strip()).casefold()
    if not _USER_NAME.fullmatch(name):
        raise UserNameMalformed(
            "A user name has 3 to 64 letters, digits or signs of . _ - @ + and no spaces.", field="user_name"
        )
    return name

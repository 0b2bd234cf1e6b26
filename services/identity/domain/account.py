"""A login identity: one user name for the whole platform, with a membership for each provider."""

import re
import unicodedata
from dataclasses import dataclass, replace

from services.identity.domain.errors import UserNameMalformed
from services.identity.domain.passwords import SHORTEST, SHORTEST_WITH_SECOND_FACTOR, NewPassword, is_short
from services.identity.domain.second_factor import SecondFactor

_USER_NAME = re.compile(r"[\w.@+-]{3,64}")


@dataclass(frozen=True, slots=True)
class Membership:
    """The person a login identity is at one provider."""

    provider_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class Account:
    """A login identity. `password_hash` is an Argon2id string, empty until the person has chosen a password; the
    password itself is nowhere. `short_password`: it stands only beside the second factor.
    """

    id: str
    user_name: str
    password_hash: str
    memberships: tuple[Membership, ...]
    second_factor: SecondFactor | None = None
    short_password: bool = False
    version: int = 0

    @property
    def guarded(self) -> bool:
        """Whether a password is not enough to come in."""
        return self.second_factor is not None and self.second_factor.confirmed_at is not None

    @property
    def shortest_password(self) -> int:
        """How many characters a new password needs (G12)."""
        return SHORTEST_WITH_SECOND_FACTOR if self.guarded else SHORTEST

    def with_password(self, password: NewPassword) -> "Account":
        """The account with another password, which was checked before."""
        return replace(self, password_hash=password.hashed, short_password=is_short(password.plain))

    def without_second_factor(self) -> "Account":
        """The account without its factor. A password that is too short to stand alone goes with it."""
        kept = "" if self.short_password else self.password_hash
        return replace(self, second_factor=None, password_hash=kept, short_password=False)


def normalised_user_name(text: str) -> str:
    """The user name as it is stored and compared: NFKC, case folded. Raises UserNameMalformed."""
    name = unicodedata.normalize("NFKC", text.strip()).casefold()
    if not _USER_NAME.fullmatch(name):
        raise UserNameMalformed(
            "A user name has 3 to 64 letters, digits or signs of . _ - @ + and no spaces.", field="user_name"
        )
    return name

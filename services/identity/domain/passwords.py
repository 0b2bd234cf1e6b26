"""Which passwords are good enough (G12, NIST 800-63B-4): long, not common, not the person's own name.

No rules about digits or signs, and no end date. Length is counted in characters after NFKC, as it is hashed.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from services.identity.domain.errors import (
    PasswordBreached,
    PasswordContainsName,
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
)

SHORTEST = 15
SHORTEST_WITH_SECOND_FACTOR = 8
LONGEST = 128
_SHORTEST_NAME = 4
_LONGEST_REPEATED = 8
_ALWAYS_REFUSED = "waymark"
_ENDINGS = "0123456789!?.,*#$%&@+-_ "

_COMMON = frozenset(
    {
        "changemechangeme1",
        "changemeplease123",
        "correct horse battery staple",
        "letmeinletmein123",
        "letmeinplease1234",
        "passw0rdpassw0rd1",
        "trustno1trustno1!",
    }
)
"""Long ones that guessers try first and no breach has shown yet; what a breach has is `NewPassword.breached`."""

_COMMON_BEGINNINGS = (
    *("password", "passw0rd", "qwerty", "qwertz", "azerty", "iloveyou", "sunshine", "princess", "football"),
    *(
        "baseball",
        "superman",
        "trustno1",
        "welcome",
        "letmein",
        "starwars",
        "computer",
        "michelle",
        "jennifer",
    ),
    *(
        "dragon",
        "monkey",
        "shadow",
        "master",
        "charlie",
        "liverpool",
        "arsenal",
        "chelsea",
        "1q2w3e4r",
        "1qaz2wsx",
    ),
    *(
        "abcd1234",
        "admin",
        "changeme",
        "whatever",
        "butterfly",
        "chocolate",
        "summer",
        "winter",
        "spring",
        "autumn",
    ),
    *(
        "monday",
        "friday",
        "cymru",
        "wales",
        "secret",
        "manchester",
        "everton",
        "rangers",
        "celtic",
        "samsung",
    ),
)
"""What short common passwords begin with; a few digits or signs at the end make no difference."""


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A password somebody chose: as typed, for the rules, and hashed, for the record. Never logged.

    `breached`: it is on a list of passwords that others know.
    """

    plain: str = field(repr=False)
    hashed: str = field(repr=False)
    breached: bool = False


def normalised_password(text: str) -> str:
    """The password as it is counted and hashed: NFKC, so that every keyboard types the same one."""
    return unicodedata.normalize("NFKC", text)


def check_password(
    chosen: NewPassword, *, names: Iterable[str], field: str = "initial_password", shortest: int = SHORTEST
) -> None:
    """Accept a new password or say why not. `names` are those of the person, their user name and their
    provider, `field` is what the refusal points at, `shortest` counts characters.

    Raises PasswordTooShort, PasswordTooLong, PasswordTooCommon, PasswordBreached or PasswordContainsName.
    """
    password = normalised_password(chosen.plain)
    if len(password) < shortest:
        raise PasswordTooShort(
            f"A password needs at least {shortest} characters. A sentence is easier to remember than signs.",
            field=field,
        )
    if len(password) > LONGEST:
        raise PasswordTooLong(f"A password has at most {LONGEST} characters.", field=field)
    folded = password.casefold()
    if folded in _COMMON or _is_monotonous(folded) or folded.rstrip(_ENDINGS) in _COMMON_BEGINNINGS:
        raise PasswordTooCommon("This password is one of the first that are tried.", field=field)
    if chosen.breached:
        raise PasswordBreached(
            "This password is known from a breach somewhere else, so it is tried early. Please choose another.",
            field=field,
        )
    for word in (_ALWAYS_REFUSED, *_words_of(names)):
        if word in folded:
            raise PasswordContainsName(
                f"A password must not contain “{word}”: it is easily guessed.", field=field, word=word
            )


def is_short(text: str) -> bool:
    """Whether a password is too short to stand alone."""
    return len(normalised_password(text)) < SHORTEST


def _is_monotonous(password: str) -> bool:
    """One short piece over and over, or a run of neighbours such as cdefghij."""
    for size in range(1, min(_LONGEST_REPEATED, len(password) * 2 // 3) + 1):
        repeated = password[:size] * (len(password) // size + 1)
        if repeated.startswith(password):
            return True
    steps = {ord(after) - ord(before) for before, after in pairwise(password)}
    return steps in ({1}, {-1})


def _words_of(names: Iterable[str]) -> list[str]:
    words = (word for name in names for word in re.findall(r"\w+", normalised_password(name).casefold()))
    return [word for word in words if len(word) >= _SHORTEST_NAME]

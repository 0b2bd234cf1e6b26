"""Which passwords are good enough (G12, NIST 800-63B-4): long, not common, not the person's own name.

No rules about digits or signs, and no end date. Length is counted in characters after NFKC, as it is hashed.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from services.identity.domain.errors import (
    PasswordContainsName,
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
)

SHORTEST = 15
LONGEST = 128
_FIELD = "initial_password"
_SHORTEST_NAME = 4
_LONGEST_REPEATED = 6
_ALWAYS_REFUSED = "waymark"

_COMMON = frozenset(
    """
    passwordpassword password12345678 passwordpassword1 passw0rdpassw0rd password123456789 mypasswordispassword
    thisisapassword thisismypassword1 changemechangeme changemeplease1 letmeinletmein12 letmeinplease123
    iloveyouiloveyou iloveyouforever1 welcomewelcome12 welcometothejungle adminadminadmin1 administrator123
    administrator1234 administratoradministrator supersecretpassword correcthorsebatterystaple correct horse battery
    qwertyuiopasdfgh qwertyuiopasdfghjkl qwertyuiop123456 qwertyuiop1234567890 qwertyqwerty1234 asdfghjklqwertyuiop
    zxcvbnmasdfghjkl 1qaz2wsx3edc4rfv 1q2w3e4r5t6y7u8i 1q2w3e4r5t6y7u8i9o0p qazwsxedcrfvtgb abcdefghijklmno
    abcdefghijklmnop abcdefghijklmnopqrstuvwxyz 123456789012345 1234567890123456 0123456789012345 12345678901234567890
    987654321098765 111111111111111 000000000000000 footballfootball liverpoolfootballclub manchesterunited
    chelseafootballclub arsenalfootballclub sunshinesunshine princessprincess monkeymonkeymonkey dragondragondragon
    summersummersummer wintersummerautumn onetwothreefourfive trustno1trustno1 starwarsstarwars superman123456789
    """.split()
) | {"correct horse battery staple", "this is my password", "password password"}


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A password somebody chose: as typed, for the rules, and hashed, for the record. Never logged."""

    plain: str = field(repr=False)
    hashed: str = field(repr=False)


def normalised_password(text: str) -> str:
    """The password as it is counted and hashed: NFKC, so that every keyboard types the same one."""
    return unicodedata.normalize("NFKC", text)


def check_password(text: str, *, names: Iterable[str]) -> None:
    """Accept a new password or say why not. `names` are those of the person, their user name and their provider.

    Raises PasswordTooShort, PasswordTooLong, PasswordTooCommon or PasswordContainsName.
    """
    password = normalised_password(text)
    if len(password) < SHORTEST:
        raise PasswordTooShort(
            f"A password needs at least {SHORTEST} characters. A sentence is easier to remember than signs.",
            field=_FIELD,
        )
    if len(password) > LONGEST:
        raise PasswordTooLong(f"A password has at most {LONGEST} characters.", field=_FIELD)
    folded = password.casefold()
    if folded in _COMMON or _is_monotonous(folded):
        raise PasswordTooCommon("This password is one of the first that are tried.", field=_FIELD)
    for word in (_ALWAYS_REFUSED, *_words_of(names)):
        if word in folded:
            raise PasswordContainsName(
                f"A password must not contain “{word}”: it is easily guessed.", field=_FIELD, word=word
            )


def _is_monotonous(password: str) -> bool:
    """One short piece over and over, or a run of neighbours such as cdefghij."""
    for size in range(1, _LONGEST_REPEATED + 1):
        repeated = password[:size] * (len(password) // size + 1)
        if repeated.startswith(password):
            return True
    steps = {ord(after) - ord(before) for before, after in zip(password, password[1:], strict=False)}
    return steps in ({1}, {-1})


def _words_of(names: Iterable[str]) -> list[str]:
    words = (word for name in names for word in re.findall(r"\w+", normalised_password(name).casefold()))
    return [word for word in words if len(word) >= _SHORTEST_NAME]

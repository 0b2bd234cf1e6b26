"""Breached passwords are found in our list and in the one an operator adds, without anything from outside."""

from hashlib import sha1
from pathlib import Path

import pytest

from services.identity.tokens.breached import BreachedPasswords, packed

HIS = ("teal owls at night", "Ynys Enlli 1284 AD", "dŵr a halen a thân")


@pytest.fixture
def added(tmp_path: Path) -> Path:
    """A list as Have I Been Pwned hands it out, of two hundred passwords and three of his."""
    digests = sorted(sha1(each.encode()).hexdigest().upper() for each in (*map(str, range(200)), *HIS))
    path = tmp_path / "pwned-passwords.txt"
    path.write_bytes(b"".join(f"{digest}:{place + 1}\r\n".encode() for place, digest in enumerate(digests)))
    return path


@pytest.mark.parametrize(
    "password", ["trustno1", "passwordstandard", "PasswordStandard", "123456789987654321"]
)
def test_what_a_breach_has_shown_is_known_however_it_is_capitalised(password: str) -> None:
    assert password in BreachedPasswords()


@pytest.mark.parametrize(
    "password", ["", "seven-bridges-in-the-rain", "three quiet red kites", "雨の中の七つの橋"]
)
def test_what_nobody_has_seen_is_not(password: str) -> None:
    assert password not in BreachedPasswords()


def test_the_operators_list_counts_from_its_first_line_to_its_last(added: Path) -> None:
    ours, both = BreachedPasswords(), BreachedPasswords(added)
    wanted = [*map(str, range(200)), *HIS]
    assert all(each in both for each in wanted)
    assert not any(each in ours for each in HIS)
    assert "trustno1" in both
    assert not any(f"{each}!" in both for each in HIS)
    assert "YNYS ENLLI 1284 AD" not in both


def test_a_list_is_packed_in_order_and_each_password_once() -> None:
    digests = packed(["Trustno1", "trustno1", "teal owls"])
    assert len(digests) == 2 * 5
    assert digests[:5] < digests[5:]
    assert sha1(b"trustno1").digest()[:5] in (digests[:5], digests[5:])

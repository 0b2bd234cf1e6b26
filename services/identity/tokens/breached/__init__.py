"""Which passwords are known from breaches, offline (ASVS 6.2.12): a list of ours, and one an operator adds.

Ours, `digests.bin`, is the first five bytes of the SHA-1 of 800 000 passwords, in order and without a gap: none is to
be read there, and one answer in 1.4 million is a wrong yes. It is looked up where it lies; no process holds it. It was
made of SecLists (MIT, see `digests.LICENSE`): what has 8 to 14 characters among the first million of its common
passwords, and all longer ones of its lists, for those are what somebody might choose alone. Capitals count for nothing.
`python -m services.identity.tokens.breached LIST… > digests.bin` makes it of other lists, a password a line.

The operator's list is the one file that Have I Been Pwned hands out, ordered by hash: a SHA-1 in hexadecimal a line,
and after a colon what does not matter here. It may have any size and is compared as typed.
"""

import hashlib
import mmap
from bisect import bisect_left
from collections.abc import Iterable
from importlib.resources import as_file, files
from pathlib import Path

from services.identity.domain.passwords import normalised_password

_SIZE = 5
_HEX = 40


class BreachedPasswords:
    """`password in breached` says whether a password is known; in any thread. `added` is the operator's list."""

    def __init__(self, added: Path | None = None) -> None:
        with as_file(files(__package__).joinpath("digests.bin")) as ours:
            self._ours = _mapped(ours)
        self._added = _mapped(added) if added else None

    def __contains__(self, password: str) -> bool:
        """On our list, however it is capitalised, or on the operator's."""
        if self._has_digest(_digest(password.casefold())[:_SIZE]):
            return True
        return self._added is not None and _has_line(self._added, _digest(password).hex().encode())

    def _has_digest(self, digest: bytes) -> bool:
        def at(place: int) -> bytes:
            return self._ours[place * _SIZE : (place + 1) * _SIZE]

        return at(bisect_left(range(len(self._ours) // _SIZE), digest, key=at)) == digest


def packed(passwords: Iterable[str]) -> bytes:
    """The passwords as `digests.bin` holds them."""
    return b"".join(sorted({_digest(each.casefold())[:_SIZE] for each in passwords}))


def _has_line(lines: mmap.mmap, digest: bytes) -> bool:
    def around(place: int) -> bytes:
        start = lines.rfind(b"\n", 0, place) + 1
        return lines[start : start + _HEX].lower()

    place = bisect_left(range(len(lines)), digest, key=around)
    return place < len(lines) and around(place) == digest


def _digest(text: str) -> bytes:
    normal = normalised_password(text).encode("utf-8", "surrogatepass")
    return hashlib.sha1(normal, usedforsecurity=False).digest()


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

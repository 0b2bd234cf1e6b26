"""Free ports on the loopback interface."""

from __future__ import annotations

import random
import socket
from collections.abc import Collection, Sequence

# Below the range that outgoing connections draw from, and port + 10 000 (the object store's twin) is too.
FIRST, LAST = 20_000, 22_700
TWIN = 10_000


def is_free(port: int) -> bool:
    """Whether nobody listens on this port of 127.0.0.1."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def pick(
    taken: Collection[int] = (), *, preferred: Sequence[int] = (), candidates: Sequence[int] | None = None
) -> int:
    """A free port whose twin is free as well: a preferred one if possible, else one drawn at random.

    `taken` are ports promised to others though nobody listens there yet.
    """
    drawn = candidates or random.sample(range(FIRST, LAST), 400)
    for port in (*preferred, *drawn):
        if port not in taken and is_free(port) and is_free(port + TWIN):
            return port
    raise OSError("no free port found")

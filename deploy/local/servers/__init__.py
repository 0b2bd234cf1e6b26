"""The four servers the platform stands on, each started privately or replaced by one that exists already."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from .. import processes, say, tls
from ..say import Trouble
from ..state import Stack
from .base import Server
from .mail import Mail
from .mongo import Mongo
from .rabbit import Rabbit
from .store import ObjectStore

ALL: tuple[Server, ...] = (Mongo(), Rabbit(), ObjectStore(), Mail())
USUAL_PORTS = {"mongodb": 27017, "amqp": 5672, "amqps": 5671, "smtp": 25, "https": 443}


def up(stack: Stack, servers: Iterable[Server] = ALL) -> None:
    """Brings every server up, all at once, and remembers their URLs. Raises Trouble for one that fails.

    Private ones speak TLS beside what they speak in the clear.
    """
    tls.prepare(stack)
    with ThreadPoolExecutor() as pool:
        for outcome in [pool.submit(_bring_up, stack, server) for server in servers]:
            outcome.result()


def down(stack: Stack, servers: Iterable[Server] = ALL) -> None:
    """Stops every server, all at once; one that does not end in its time is ended by force."""
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda server: processes.stop(stack, [server.name], server.grace), servers))


def refuse_silence(setting: str, url: str) -> None:
    """Raises Trouble when nobody answers at the (first) host and port of a URL that was given."""
    parts = urlsplit(url)
    host, _, port = parts.netloc.rpartition("@")[2].split(",")[0].partition(":")
    try:
        socket.create_connection((host, int(port or USUAL_PORTS.get(parts.scheme, 80))), timeout=3).close()
    except (OSError, ValueError):
        raise Trouble(
            f"{setting} names {parts.scheme}://{host}:{port}, where nobody answers.",
            f"Start that server, mend the URL, or unset {setting} to get a private server.",
        ) from None


def _bring_up(stack: Stack, server: Server) -> None:
    began = time.monotonic()
    given = os.environ.get(server.setting, "")
    if given:
        refuse_silence(server.setting, given)
        server.adopt(stack, given)
        say.step(server.title, f"yours, from {server.setting}")
        return
    was_running = processes.pid(stack, server.name) is not None
    if not was_running:
        processes.stop(stack, [server.name], grace=0)
        server.start(stack)
    _await(stack, server)
    server.settle(stack)
    how = "was running" if was_running else f"ready in {time.monotonic() - began:.1f} s"
    say.step(server.title, f"{how}, port {stack.memory['ports'][server.name]}")


def _await(stack: Stack, server: Server) -> None:
    deadline = time.monotonic() + server.patience
    while not server.ready(stack):
        if processes.pid(stack, server.name) is None:
            raise Trouble(f"{server.title} ended while it was starting.", _look(stack, server))
        if time.monotonic() > deadline:
            raise Trouble(f"{server.title} did not get ready in {server.patience} s.", _look(stack, server))
        time.sleep(0.1)


def _look(stack: Stack, server: Server) -> str:
    log = stack.log(server.name)
    return f"Its log is {log}; it ends:\n{say.last_lines(log)}"

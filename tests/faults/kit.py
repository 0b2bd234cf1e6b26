"""What fault tests are made with: processes that die, a wire to the broker that fails, and the line a run comes to."""

import asyncio
import multiprocessing
import os
import random
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

import httpx
from yarl import URL

from tests.faults import nursery

READY_SECONDS = 30.0
DIED_AT_A_FAILPOINT = 137

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload([nursery.__name__])


class Child:
    """A process of a service, on a port of its own."""

    def __init__(self, service: str, role: str, settings: dict[str, str], log: Path) -> None:
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.log = log
        prefix = service.upper()
        environment = {
            f"{prefix}_{name}": value
            for name, value in {"PORT": str(port), "WORKER_PORT": str(port), **settings}.items()
            if not name.startswith("WAYMARK_")
        }
        environment |= {name: value for name, value in settings.items() if name.startswith("WAYMARK_")}
        self._process = _forks.Process(
            target=nursery.live, args=(service, role, environment, str(log)), daemon=True
        )
        self._process.start()

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.exitcode is None

    async def ready(self) -> Self:
        """Wait until it says that it is ready."""
        async with httpx.AsyncClient(base_url=self.url) as client:
            async with asyncio.timeout(READY_SECONDS):
                while not await self._is_ready(client):
                    assert self.alive, f"it ended while it started:\n{self.log.read_text()[-2000:]}"
                    await asyncio.sleep(0.02)
        return self

    async def _is_ready(self, client: httpx.AsyncClient) -> bool:
        with suppress(httpx.TransportError):
            return (await client.get("/readyz")).status_code == 200
        return False

    async def dies(self, within: float = 20.0) -> None:
        """Wait for its death at the failpoint it was started with."""
        async with asyncio.timeout(within):
            while self.alive:
                await asyncio.sleep(0.005)
        assert self._process.exitcode == DIED_AT_A_FAILPOINT, self.log.read_text()[-2000:]

    def kill(self) -> None:
        """End it here and now, as `kill -9` does."""
        self._process.kill()
        self._process.join()


class Children:
    """Starts processes and leaves none behind."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._all: list[Child] = []

    def start(self, service: str, role: str, settings: dict[str, str], *, dies_at: str = "") -> Child:
        """Start a process; `dies_at` is a failpoint with its count (`relay.confirmed:1`)."""
        log = self._folder / f"{service}-{role}-{len(self._all)}.log"
        child = Child(service, role, settings | {"WAYMARK_FAILPOINT": dies_at}, log)
        self._all.append(child)
        return child

    def end(self) -> None:
        """End whatever still runs."""
        for child in self._all:
            if child.alive:
                child.kill()


class Succession:
    """Processes that die one after the other, each at its failpoint; the last one lives.

    `door` leads to the living one: whoever asks again after a lost answer meets the heir, who was started when
    its predecessor took office.
    """

    def __init__(self, start: Callable[[str], Child], fates: Iterable[str]) -> None:
        self._start = start
        self._fates = iter([*fates, ""])
        self._current = start(next(self._fates))
        self._heir = self._next()
        self.deaths = 0

    async def door(self, attempt: int) -> str:
        """Where the living one answers; with `attempt` > 0 the one before has just not answered."""
        if attempt and self._heir:
            await self._current.dies()
            self.deaths += 1
            self._current, self._heir = self._heir, self._next()
        return (await self._current.ready()).url

    async def last(self) -> Child:
        """The one that lives, once everybody before is dead."""
        while self._heir:
            await self.door(1)
        return await self._current.ready()

    def _next(self) -> Child | None:
        fate = next(self._fates, None)
        return None if fate is None else self._start(fate)


class Mood(StrEnum):
    """What the wire does."""

    PASS = "pass"
    CUT = "cut"
    HANG = "hang"


class Wire:
    """A TCP proxy that passes, is cut, or accepts everything and never answers."""

    def __init__(self, url: str) -> None:
        self._far = URL(url)
        self._ends: set[asyncio.StreamWriter] = set()
        self._flowing = asyncio.Event()
        self._mood = Mood.PASS
        self.url = ""

    @asynccontextmanager
    async def laid(self) -> AsyncIterator[Self]:
        """Listen on a free port; `url` leads to the far end through it."""
        server = await asyncio.start_server(self._join, "127.0.0.1", 0)
        self.url = str(self._far.with_host("127.0.0.1").with_port(server.sockets[0].getsockname()[1]))
        self.become(Mood.PASS)
        async with server:
            yield self
            self.become(Mood.CUT)

    def become(self, mood: Mood) -> None:
        """From now on do this; what hung flows on when the wire passes again."""
        self._mood = mood
        (self._flowing.clear if mood is Mood.HANG else self._flowing.set)()
        if mood is Mood.CUT:
            for end in self._ends:
                end.transport.abort()
            self._ends.clear()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._mood is Mood.CUT:
            writer.transport.abort()
            return
        self._ends.add(writer)
        with suppress(OSError):
            far_reader, far_writer = await asyncio.open_connection(self._far.host, self._far.port)
            self._ends.add(far_writer)
            await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))

    async def _pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                await self._flowing.wait()
                target.write(data)
                await target.drain()
        target.transport.abort()


@dataclass
class Tally:
    """What a run came to. `lost`, `duplicated` and `mismatches` must be empty; what is in them says which."""

    name: str
    seed: int = field(default_factory=lambda: int(os.environ.get("WAYMARK_SEED") or random.randrange(10**6)))
    ops: int = 0
    faults: int = 0
    lost: list[Any] = field(default_factory=list)
    duplicated: list[Any] = field(default_factory=list)
    mismatches: list[Any] = field(default_factory=list)
    more: dict[str, int] = field(default_factory=dict)
    converged: float = 0.0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def __str__(self) -> str:
        """One line, as every fault test prints it."""
        further = "".join(f", {name} {count}" for name, count in self.more.items())
        return (
            f"{self.name}: ops {self.ops}, faults {self.faults}, lost {len(self.lost)}, duplicated "
            f"{len(self.duplicated)}, mismatches {len(self.mismatches)}, converged in {self.converged:.1f} s, "
            f"seed {self.seed}{further}"
        )

    def check(self) -> None:
        """Fail unless nothing was lost, nothing happened twice and everything agrees."""
        assert not self.lost, self.lost[:5]
        assert not self.duplicated, self.duplicated[:5]
        assert not self.mismatches, self.mismatches[:5]

    async def converge(self, true: Callable[[], Awaitable[bool]], *, within: float = 30.0) -> None:
        """Wait until it is so, or for `within` seconds; what is missing then is for the counts to say."""
        started = time.monotonic()
        while not await true() and time.monotonic() - started < within:
            await asyncio.sleep(0.05)
        self.converged += time.monotonic() - started


def _free_port() -> int:
    """A port nobody listens on, outside of those the kernel gives to connections that go out."""
    while True:
        port = random.SystemRandom().randrange(23_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port

"""Where benchmarks run: databases and queues of their own on the test stack, and processes as in production."""

import asyncio
import json
import os
import shutil
import signal
import socket
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aio_pika

from chassis.ids import fresh_id
from chassis.mongo import Client, Database, close, connect, database
from chassis.rabbit import declare
from contracts.topology import whole
from tests.bench.measure import Load
from tests.faults.world import Desk, open_desk

ROOT = Path(__file__).resolve().parent.parent.parent
VIRTUAL_HOST = "test4"
READY_SECONDS = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Child:
    """A process of ours while it is measured."""

    process: asyncio.subprocess.Process
    url: str

    @property
    def pid(self) -> int:
        """Its process number."""
        return self.process.pid

    @property
    def cpu(self) -> float:
        """Seconds of processor time it has used so far, its own children included."""
        return cpu_of(self.pid)

    @property
    def resident_mb(self) -> float:
        """What it holds in memory (RSS), in MB."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0

    async def stop(self) -> None:
        """End it as a supervisor would, and wait for the end."""
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(10):
                await self.process.wait()
        except TimeoutError:
            self.process.kill()
            await self.process.wait()


@dataclass(slots=True)
class Ground:
    """The servers of the test stack, and what this run put up on them."""

    state: Mapping[str, Any]
    prefix: str
    folder: Path
    client: Client
    desk: Desk
    children: list[Child] = field(default_factory=list)

    @property
    def mongo_url(self) -> str:
        """MongoDB, a replica set."""
        return str(self.state["urls"]["mongo"])

    @property
    def rabbit_url(self) -> str:
        """A virtual host on which every queue of ours stands."""
        return f"{self.state['urls']['rabbit']}/{VIRTUAL_HOST}"

    def database_name(self, service: str) -> str:
        """The database a service has in this run."""
        return f"{self.prefix}_{service}"

    def db(self, service: str) -> Database:
        """The same, open."""
        return database(self.client, self.database_name(service))

    def settings(self, service: str, **more: str) -> dict[str, str]:
        """The environment of a service's process; `more` comes without the service's prefix."""
        values = {
            "MONGO_URL": self.mongo_url,
            "MONGO_DATABASE": self.database_name(service),
            "RABBIT_URL": self.rabbit_url,
            "JWKS_URL": self.desk.jwks_url,
            "DRAIN_SECONDS": "0",
        } | more
        return {f"{service.upper()}_{name}": value for name, value in values.items()}

    async def start_service(self, service: str, role: str, *, module: str = "chassis", **more: str) -> Child:
        """A process of a service on a free port, ready."""
        port = str(free_port())
        environment = self.settings(service, PORT=port, WORKER_PORT=port, **more)
        return await self.start([sys.executable, "-m", module, service, role], environment, int(port))

    async def start(self, command: list[str], environment: Mapping[str, str], port: int) -> Child:
        """Any server that answers /readyz, ready. Its output goes to a file of this run."""
        log = self.folder / f"{len(self.children)}.log"
        with log.open("wb") as output:
            process = await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, env={**os.environ, **environment}, stdout=output, stderr=output
            )
        child = Child(process, f"http://127.0.0.1:{port}")
        self.children.append(child)
        await _ready(child, log)
        return child


@asynccontextmanager
async def open_ground() -> AsyncIterator[Ground]:
    """Fresh databases and empty queues; both are gone afterwards, and so is every process."""
    state = _state()
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    client = connect(state["urls"]["mongo"])
    async with open_desk() as desk:
        ground = Ground(state, f"bench_{fresh_id()[-8:]}", folder, client, desk)
        await _fresh_queues(ground.rabbit_url)
        try:
            yield ground
        finally:
            await asyncio.gather(*(child.stop() for child in ground.children))
            await _fresh_queues(ground.rabbit_url, again=False)
            for name in await client.list_database_names():
                if name.startswith(ground.prefix):
                    await client.drop_database(name)
            await close(client)
            shutil.rmtree(folder)


def _state() -> dict[str, Any]:
    state: dict[str, Any] = json.loads(Path(os.environ["WAYMARK_TEST_STATE"]).read_text())
    return state


async def ask(module: str, task: Mapping[str, Any]) -> Any:
    """Run a module of the benchmarks as a process of its own; task and answer go as JSON."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate(json.dumps(task).encode())
    if process.returncode:
        raise RuntimeError(f"{module} failed; what it said stands above.")
    return json.loads(output)


async def load(url: str, clients: list[dict[str, Any]], *, expect: int, serving: int) -> Load:
    """Let a process of its own make these requests (see `tests.bench.load`) against the process `serving`."""
    before = cpu_of(serving)
    answer = await ask("tests.bench.load", {"url": url, "clients": clients, "expect": expect})
    return Load(answer["seconds"], answer["latencies"], cpu_of(serving) - before)


def cpu_of(pid: int) -> float:
    """Seconds of processor time a process has used so far, with the children that it waits for."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS + sum(cpu_of(int(child)) for child in children)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _ready(child: Child, log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not await asyncio.to_thread(_answers, child.url):
        if child.process.returncode is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{child.url} did not get ready; the end of what it said:\n{_end_of(log)}")
        await asyncio.sleep(0.02)


def _end_of(log: Path) -> str:
    return log.read_text()[-3000:]


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.HTTPError):
        return False


async def _fresh_queues(url: str, *, again: bool = True) -> None:
    """Every queue of ours deleted and, if wanted again, declared anew."""
    connection = await aio_pika.connect(url)
    async with connection, connection.channel() as channel:
        for queue in whole().queues:
            await channel.queue_delete(queue.name)
        if again:
            await declare(channel, whole())

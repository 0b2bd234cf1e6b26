"""The six services and the gateway as processes of a stack."""

from __future__ import annotations

import hashlib
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from . import ports, processes, say, tls
from .places import PYTHON, ROOT
from .say import Trouble
from .servers.base import inside
from .settings import gateway_settings, service_settings
from .state import Stack

SERVICES = ("identity", "scheduling", "evidence", "reviews", "progression", "notifications")
PREFERRED = {
    "gateway": 8080,
    **{name: 8101 + place for place, name in enumerate(SERVICES)},
    tls.DOOR: tls.PORT,
}
WORKERS_ABOVE = 100
PATIENCE = 90.0
GRACE = 25.0
SOURCES = ("chassis", "contracts", "services", "gateway")


@dataclass(frozen=True)
class Program:
    """One process of the platform: how it is started and where it says that it is ready."""

    name: str
    command: tuple[str, ...]
    settings: Mapping[str, str]
    port: int

    @property
    def ready_url(self) -> str:
        return ready_url(self.name, self.port)

    def print_of(self, sources: str) -> str:
        """Changes whenever a running process would no longer be the one that would be started now."""
        whole = json.dumps([self.command, sorted(self.settings.items()), sources])
        return hashlib.sha256(whole.encode()).hexdigest()


def up(stack: Stack, *, split: bool, https: bool) -> None:
    """Starts what does not run or runs from older sources, and waits until everything is ready."""
    inside("signing_key", stack.memory["signing_keys"])
    began = time.monotonic()
    wanted = programs(stack, split=split, https=https)
    sources = fingerprint()
    processes.stop(stack, _obsolete(stack, wanted, sources), GRACE)
    fresh = [program for program in wanted if processes.pid(stack, program.name) is None]
    for program in fresh:
        _refuse_taken(program)
        stack.memory["prints"][program.name] = program.print_of(sources)
        processes.start(stack, program.name, program.command, {**os.environ, **program.settings})
    stack.save()
    _await_ready(stack, wanted)
    how = f"ready in {time.monotonic() - began:.1f} s" if fresh else "was running"
    say.step("Platform", f"{how}, {len(wanted)} processes")


def down(stack: Stack) -> None:
    """Stops every process of the platform; each finishes what it is doing first."""
    processes.stop(stack, running(stack), GRACE)


def running(stack: Stack) -> list[str]:
    """The names of the platform's processes that were started here, in the order of PREFERRED."""
    ours = [name for name in processes.started(stack) if name.removesuffix("-worker") in PREFERRED]
    return sorted(ours, key=lambda name: (list(PREFERRED).index(name.removesuffix("-worker")), name))


def programs(stack: Stack, *, split: bool, https: bool) -> list[Program]:
    """What the platform consists of: a process a service, or two when `split`, and the gateway, or two for `https`."""
    api_ports = {name: _port(stack, name) for name in ("gateway", *SERVICES)}
    for name, port in api_ports.items():
        stack.memory["urls"][name] = f"http://127.0.0.1:{port}"
    # Browsers keep the session's cookie without https for a host of this name only.
    stack.memory["urls"]["web"] = f"http://localhost:{api_ports['gateway']}"
    found = []
    for service in SERVICES:
        port = api_ports[service]
        settings = service_settings(stack, service, port)
        command = (str(PYTHON), "-m", "chassis", service)
        found.append(Program(service, (*command, "api" if split else "all"), settings, port))
        if split:
            worker_port = stack.port(f"{service}-worker", preferred=(port + WORKERS_ABOVE,), fixed=True)
            settings = {**settings, f"{service.upper()}_WORKER_PORT": str(worker_port)}
            found.append(Program(f"{service}-worker", (*command, "worker"), settings, worker_port))
    door, settings = (str(PYTHON), "-m", "gateway"), gateway_settings(stack, SERVICES)
    found.append(Program("gateway", door, settings, api_ports["gateway"]))
    if https:
        port = _port(stack, tls.DOOR)
        found.append(Program(tls.DOOR, door, {**settings, **tls.settings(stack, port)}, port))
    return found


def fingerprint() -> str:
    """Sums up the sources the processes are started from, by name, size and time of change."""
    paths = sorted(path for folder in SOURCES for path in (ROOT / folder).rglob("*.py"))
    facts = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in paths]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def ready_url(name: str, port: int) -> str:
    """Where a process says that it is ready."""
    return f"{'https' if name == tls.DOOR else 'http'}://127.0.0.1:{port}/readyz"


def is_ready(stack: Stack, url: str) -> bool:
    """Whether a /readyz answers 200."""
    trusting = tls.trusting(stack) if url.startswith("https:") else None
    try:
        with urllib.request.urlopen(url, timeout=2, context=trusting) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.HTTPError):
        return False


def _obsolete(stack: Stack, wanted: Iterable[Program], sources: str) -> list[str]:
    prints = {program.name: program.print_of(sources) for program in wanted}
    return [name for name in running(stack) if stack.memory["prints"].get(name) != prints.get(name)]


def _port(stack: Stack, name: str) -> int:
    """A port given by <NAME>_PORT wins; otherwise the remembered, the usual or any free one."""
    given = os.environ.get(f"{name.upper().replace('-', '_')}_PORT", "")
    if given and stack.name == "dev":
        stack.memory["ports"][name] = int(given)
    keep = processes.pid(stack, name) is not None or bool(given)
    usual = (PREFERRED[name],) if stack.name == "dev" else ()
    return stack.port(name, preferred=usual, fixed=keep)


def _refuse_taken(program: Program) -> None:
    if not ports.is_free(program.port):
        setting = f"{program.name.upper().replace('-', '_')}_PORT"
        raise Trouble(
            f"Port {program.port}, where {program.name} should answer, is taken by another program.",
            f"End that program, or choose another port: {setting}=… ./waymark up",
        )


def _await_ready(stack: Stack, wanted: Iterable[Program]) -> None:
    deadline = time.monotonic() + PATIENCE
    waiting = list(wanted)
    while waiting:
        waiting = [program for program in waiting if not is_ready(stack, program.ready_url)]
        for program in waiting:
            if processes.pid(stack, program.name) is None:
                raise Trouble(f"{program.name} ended while it was starting.", _look(stack, program))
            if time.monotonic() > deadline:
                raise Trouble(f"{program.name} did not get ready in {PATIENCE:.0f} s.", _look(stack, program))
        time.sleep(0.1)


def _look(stack: Stack, program: Program) -> str:
    log = stack.log(program.name)
    return f"Its log is {log}; it ends:\n{say.last_lines(log)}"

"""A whole stack up and down: packages, servers, platform, demo provider."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from . import platform, processes, say, servers, tls, venv, web
from .places import PRIVATE, PYTHON, ROOT
from .platform import is_ready, ready_url
from .say import Trouble
from .settings import platform_admin, service_settings
from .state import Stack

SERVER_NAMES = tuple(server.name for server in servers.ALL)


def prepare() -> None:
    """Everything that must be installed before anything runs."""
    if sys.platform != "linux":
        raise Trouble(f"Waymark runs on Linux; this is {sys.platform}.", "Use docker compose up instead.")
    with _alone("install"):
        venv.ensure()
        web.prepare()


def up(stack: Stack, *, split: bool = False, https: bool = False) -> None:
    """Servers, then the platform. What runs already and is up to date is left alone."""
    with _alone("install"):
        web.build()
    with _alone(stack.name):
        servers.up(stack)
        platform.up(stack, split=split, https=https)


def down(stack: Stack, *, wipe: bool = False) -> None:
    """Stops the platform, then the servers; `wipe` also removes the data."""
    with _alone(stack.name):
        platform.down(stack)
        servers.down(stack)
        _kept(stack).unlink(missing_ok=True)
        if wipe:
            shutil.rmtree(stack.folder, ignore_errors=True)


def keep(stack: Stack) -> None:
    """From now on the stack runs until `down`, whoever uses it."""
    stack.folder.mkdir(parents=True, exist_ok=True)
    _kept(stack).touch()


def is_kept(stack: Stack) -> bool:
    """Whether the stack was asked to stay."""
    return _kept(stack).exists()


def is_running(stack: Stack) -> bool:
    """Whether any process of the stack runs."""
    return any(processes.pid(stack, name) is not None for name in processes.started(stack))


def is_split(stack: Stack) -> bool:
    """Whether api and worker run as two processes."""
    return any(name.endswith("-worker") for name in platform.running(stack))


def has_https(stack: Stack) -> bool:
    """Whether the second door runs."""
    return tls.DOOR in platform.running(stack)


def seed(stack: Stack) -> list[dict[str, str]]:
    """Makes the demo provider unless it is there; answers its logins."""
    done = run_inside(stack, "deploy.demo.seed", capture=True)
    if done.returncode != 0:
        ending = "\n".join(f"    {entry}" for entry in done.stderr.strip().splitlines()[-8:])
        raise Trouble(
            f"The demo provider could not be made:\n{ending}",
            f"The services' logs are in {stack.logs}; ./waymark logs identity shows the first to look at.",
        )
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    logins: list[dict[str, str]] = answer["logins"]
    (stack.folder / web.SHOWN_PEOPLE).write_text(json.dumps(logins))
    return logins


def furnish(stack: Stack, arguments: Sequence[str]) -> int:
    """Makes (or compares) a provider of any size, straight in the databases; answers the exit code."""
    reach = {
        "WAYMARK_SEED_MONGO_URL": stack.memory["urls"]["mongo"],
        "WAYMARK_SEED_DATABASES": stack.memory["database_prefix"],
    }
    command = [str(PYTHON), "-m", "deploy.seed", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **reach}, check=False).returncode


def run_beside(stack: Stack, service: str, *arguments: str) -> int:
    """Has a service do one thing beside the running stack, such as scheduling's `check-overlaps`; the exit code.

    Raises `Trouble` when the stack does not run.
    """
    if not is_running(stack):
        raise Trouble("Nothing runs that this could be done with.", "Start it: ./waymark up --detach")
    settings = service_settings(stack, service, stack.memory["ports"][service])
    command = [str(PYTHON), "-m", "chassis", service, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=False).returncode


def run_inside(
    stack: Stack, module: str, *arguments: str, capture: bool = False
) -> subprocess.CompletedProcess[str]:
    """Runs a module with the virtual environment against the running stack."""
    return subprocess.run(
        [str(PYTHON), "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, **platform_admin(stack)},
        capture_output=capture,
        text=True,
        check=False,
    )


def status(stack: Stack) -> list[tuple[str, str, str, str]]:
    """Name, state, address and memory of every process, servers first."""
    names = [*SERVER_NAMES, *platform.running(stack)]
    with ThreadPoolExecutor() as pool:
        return list(pool.map(lambda name: _status_of(stack, name), names))


def watch(stack: Stack) -> None:
    """Says it when a process ends by itself; returns when the stack was stopped from elsewhere."""
    missing: set[str] = set()
    mourned: set[str] = set()
    while names := processes.started(stack):
        # Missed twice, because a process that somebody stops is forgotten a moment after it ended.
        gone = {name for name in names if processes.pid(stack, name) is None}
        for name in sorted(gone & missing - mourned):
            mourned.add(name)
            say.step(name, f"ended by itself; its log {stack.log(name)} ends:")
            say.line(say.last_lines(stack.log(name), 6))
        missing = gone
        time.sleep(1)


def _kept(stack: Stack) -> Path:
    return stack.folder / "kept"


def _status_of(stack: Stack, name: str) -> tuple[str, str, str, str]:
    if processes.pid(stack, name) is None:
        given = name in SERVER_NAMES and os.environ.get(servers.ALL[SERVER_NAMES.index(name)].setting)
        return (name, "yours" if given else "stopped", "", "")
    port = stack.memory["ports"].get(name, 0)
    ready = name in SERVER_NAMES or is_ready(stack, ready_url(name, port))
    held = f"{processes.memory_mb(stack, name):.0f} MB"
    return (name, "ready" if ready else "not ready", f"127.0.0.1:{port}", held)


@contextlib.contextmanager
def _alone(what: str) -> Iterator[None]:
    """Two commands at once would start everything twice, so the second waits."""
    PRIVATE.mkdir(exist_ok=True)
    with (PRIVATE / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

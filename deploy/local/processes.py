"""Long-running children of a stack: started detached, found again by a mark in their environment.

A process number alone lies after a crash or a restart of the machine; the mark does not, and grandchildren
(RabbitMQ's port mapper) inherit it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from .places import ROOT
from .state import Stack

MARK = "WAYMARK_PROCESS"

# Those started by this very process, which alone can take note of their end.
_children: dict[int, subprocess.Popen[bytes]] = {}


def start(stack: Stack, name: str, command: Sequence[str], env: Mapping[str, str]) -> int:
    """Starts a child with its output in the stack's log of that name; answers its process number.

    The log of the run before is kept beside it as `.log.old`.
    """
    stack.logs.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        stack.log(name).replace(stack.logs / f"{name}.log.old")
    with stack.log(name).open("wb") as log:
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**env, MARK: _mark(stack, name)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    _children[child.pid] = child
    pid_file = _pid_file(stack, name)
    pid_file.parent.mkdir(exist_ok=True)
    pid_file.write_text(f"{child.pid}\n")
    # A large program shows its environment only a moment after it was started.
    while child.poll() is None and _mark_of(child.pid) is None:
        time.sleep(0.01)
    return child.pid


def pid(stack: Stack, name: str) -> int | None:
    """The process number of a running child, or None when it has ended."""
    try:
        number = int(_pid_file(stack, name).read_text())
    except (FileNotFoundError, ValueError):
        return None
    return number if _mark_of(number) == _mark(stack, name) else None


def started(stack: Stack) -> list[str]:
    """The names of all children this stack ever started, running or not."""
    return sorted(path.stem for path in (stack.folder / "pids").glob("*.pid"))


def family(stack: Stack, name: str) -> list[int]:
    """The child and all its descendants that still run."""
    wanted = _mark(stack, name)
    return [int(entry) for entry in os.listdir("/proc") if entry.isdigit() and _mark_of(int(entry)) == wanted]


def stop(stack: Stack, names: Iterable[str], grace: float) -> list[str]:
    """Asks the children to end, all at once; ends who is left after `grace` seconds and names them."""
    remaining = {name: pid(stack, name) for name in names}
    for number in remaining.values():
        if number is not None:
            _signal(number, signal.SIGTERM)
    deadline = time.monotonic() + grace
    while any(pid(stack, name) is not None for name in remaining) and time.monotonic() < deadline:
        time.sleep(0.05)
    forced = [name for name in remaining if pid(stack, name) is not None]
    for name in remaining:
        for number in family(stack, name):
            _signal(number, signal.SIGKILL)
        _pid_file(stack, name).unlink(missing_ok=True)
    for number in remaining.values():
        if number in _children:
            _children.pop(number).wait()
    return forced


def memory_mb(stack: Stack, name: str) -> float:
    """What the child and its descendants hold in memory together, in MB (proportional share where known)."""
    return sum(map(_proportional_kb, family(stack, name))) / 1024


def _mark(stack: Stack, name: str) -> str:
    return f"{stack.folder}:{name}"


def _pid_file(stack: Stack, name: str) -> Path:
    return stack.folder / "pids" / f"{name}.pid"


def _mark_of(number: int) -> str | None:
    prefix = f"{MARK}=".encode()
    try:
        entries = Path(f"/proc/{number}/environ").read_bytes().split(b"\0")
    except OSError:
        return None
    return next((entry[len(prefix) :].decode() for entry in entries if entry.startswith(prefix)), None)


def _signal(number: int, which: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, which)


def _proportional_kb(number: int) -> int:
    for report, wanted in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        with contextlib.suppress(OSError):
            for entry in Path(f"/proc/{number}/{report}").read_text().splitlines():
                if entry.startswith(wanted):
                    return int(entry.split()[1])
    return 0

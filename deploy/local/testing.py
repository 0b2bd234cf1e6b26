"""`./waymark test` and `./waymark bench`: a stack of their own, used and put away again."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Sequence
from typing import IO

from . import stack as stacks
from . import system
from .places import PRIVATE, PROVED, PYTHON, ROOT
from .state import TEST_VHOSTS, Stack

TESTS = ROOT / "tests"
BROWSER = ("chromium", "chromium", "What tests and measures the web client needs Chromium.")
PROGRAMS = {
    "tests/browser": BROWSER,
    "tests/deploy": ("promtool", "prometheus", "The tests of the alert rules need promtool."),
}
"""What the tests of a folder run besides Python: the program, its Debian package, and what to say without it."""
CHOOSING = ("-k", "-m", "--lf", "--last-failed", "--ff", "--sw", "--deselect")


def test(arguments: Sequence[str], *, keep: bool) -> int:
    """Runs pytest against the test stack; answers its exit code. `keep` leaves the stack running."""
    for folder, needed in PROGRAMS.items():
        if may_run(arguments, folder):
            _install(*needed)
    command = [str(PYTHON), "-m", "pytest", *workers(arguments), *chosen(arguments)]
    more = {"WAYMARK_PROVED": str(PROVED)} if is_full(arguments) else {}
    return _with_stack(command, more, keep=keep)


def bench(names: Sequence[str], *, as_json: bool, keep: bool) -> int:
    """Runs the benchmarks of these names, or all, against the test stack."""
    if not names or "web" in names:
        _install(*BROWSER)
    command = [str(PYTHON), "-m", "tests.bench", *names, *(["--json"] if as_json else [])]
    return _with_stack(command, {}, keep=keep)


def _install(program: str, package: str, need: str) -> None:
    if shutil.which(program) is None:
        system.install(package, need)


def chosen(arguments: Sequence[str]) -> list[str]:
    """`scheduling` stands for the folder tests/scheduling; everything else is pytest's."""
    return [f"tests/{entry}" if (TESTS / entry).is_dir() else entry for entry in arguments]


def is_full(arguments: Sequence[str]) -> bool:
    """Whether these arguments leave no test out."""
    names_a_test = any((TESTS / entry).exists() or entry.startswith("tests") for entry in arguments)
    return not names_a_test and not any(entry.startswith(CHOOSING) for entry in arguments)


def may_run(arguments: Sequence[str], folder: str) -> bool:
    """Whether tests of this folder may be among those chosen."""
    named = [entry.split("::")[0] for entry in chosen(arguments) if entry.startswith("tests")]
    return not named or any(entry.startswith(folder) for entry in named)


def workers(arguments: Sequence[str]) -> list[str]:
    """As many pytest processes as cores, at least two, at most one a virtual host; unless the caller says."""
    if any(entry.startswith(("-n", "--numprocesses")) for entry in arguments):
        return []
    return ["-n", str(max(2, min(os.cpu_count() or 2, len(TEST_VHOSTS)))), "--dist", "loadgroup"]


def _with_stack(command: Sequence[str], more: dict[str, str], *, keep: bool) -> int:
    """Runs a command beside the running test stack, then puts the stack away unless it shall be kept."""
    stack = Stack("test")
    PRIVATE.mkdir(exist_ok=True)
    with (PRIVATE / "test.users.lock").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        if keep:
            stacks.keep(stack)
        try:
            stacks.up(stack)
            env = {**os.environ, **more, "WAYMARK_TEST_STATE": str(stack.folder / "state.json")}
            return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
        finally:
            if not stacks.is_kept(stack) and _is_only_user(users):
                _put_away(stack)


def _put_away(stack: Stack) -> None:
    """Stops everything and removes the data; the logs stay for who wants to know why a test failed."""
    stacks.down(stack)
    for data in ("mongo", "rabbit", "s3", "mail"):
        shutil.rmtree(stack.folder / data, ignore_errors=True)


def _is_only_user(users: IO[str]) -> bool:
    """Whether no other test run uses the stack now."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

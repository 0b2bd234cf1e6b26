"""`./waymark check`: everything that can be said about the code without starting a server."""

from __future__ import annotations

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import NamedTuple

from . import say, web
from .places import PYTHON, ROOT, VENV

# The longest first: two run at a time.
CHECKS: dict[str, tuple[str, ...]] = {
    "types": ("mypy",),
    "architecture": ("pytest", "-q", "tests/architecture", "tests/contracts", "tests/local"),
    "import rule": ("lint-imports", "--no-logo"),
    "contracts": ("python", "-m", "contracts", "--check"),
    "style": ("ruff", "check"),
    "web types": ("npm", "run", "types"),
    "web style": ("npm", "run", "lint"),
    "web words": ("npm", "run", "test"),
    "format": ("ruff", "format", "--check"),
}


class Result(NamedTuple):
    """How one check went."""

    name: str
    passed: bool
    seconds: float
    output: str


def run() -> int:
    """Runs all checks, prints a line for each and the output of those that failed; answers the exit code."""
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for future in as_completed([pool.submit(_check, name) for name in CHECKS]):
            result = future.result()
            say.step(result.name, f"{'ok' if result.passed else 'FAILED'}  ({result.seconds:.1f} s)")
            if not result.passed:
                failed.append(result)
    for result in failed:
        say.line(f"\n{result.name}: {' '.join(CHECKS[result.name])}\n{result.output.strip()}")
    say.line("\nEverything holds." if not failed else f"\n{len(failed)} of {len(CHECKS)} checks failed.")
    return 1 if failed else 0


def _check(name: str) -> Result:
    program, *arguments = CHECKS[name]
    began = time.monotonic()
    if program == "npm":
        done = web.npm(*arguments, check=False)
        return Result(name, done.returncode == 0, time.monotonic() - began, done.stdout)
    command = [str(PYTHON if program == "python" else VENV / "bin" / program), *arguments]
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return Result(name, done.returncode == 0, time.monotonic() - began, done.stdout)

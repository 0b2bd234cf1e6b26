"""The virtual environment: made once, then brought up to the locks whenever they changed."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

from . import say, system
from .places import LOCKS, PYTHON, ROOT, VENV
from .say import Trouble

OLDEST = (3, 11)
STAMP = VENV / "waymark.json"


def ensure() -> None:
    """Makes `.venv` match the locks. Asks pip nothing when it matches already."""
    locks = sorted(LOCKS.glob("*.txt"))
    if not _works():
        _create()
    installed = _stamp()
    changed = [path for path in locks if installed.get(path.name) != digest(path)]
    if not changed:
        return
    began = time.monotonic()
    say.step("Python packages", f"installing {', '.join(path.stem for path in changed)}")
    _install(changed)
    STAMP.write_text(json.dumps({path.name: digest(path) for path in locks}, indent=2) + "\n")
    say.step("Python packages", f"installed in {time.monotonic() - began:.0f} s")


def digest(path: Path) -> str:
    """What a lock is compared by."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_new_enough(version: str) -> bool:
    """Whether `3.12.1` is a Python that Waymark runs on; text that is no version is not."""
    try:
        return tuple(int(part) for part in version.split(".")[:2]) >= OLDEST
    except ValueError:
        return False


def _works() -> bool:
    """Whether the environment is there, its Python still exists and is new enough."""
    try:
        asked = subprocess.run(
            [PYTHON, "-c", "import platform; print(platform.python_version())"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return asked.returncode == 0 and is_new_enough(asked.stdout.strip())


def _create() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        system.install(package, "This Python cannot make virtual environments: it has no module ensurepip.")
    say.step("Python", f"making .venv with Python {sys.version_info.major}.{sys.version_info.minor}")
    shutil.rmtree(VENV, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(VENV)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Trouble(f"The virtual environment could not be made:\n{(done.stdout + done.stderr).strip()}")


def _stamp() -> dict[str, str]:
    try:
        stored: dict[str, str] = json.loads(STAMP.read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return stored


def _install(locks: list[Path]) -> None:
    if _pip("--version").returncode != 0:
        subprocess.run([PYTHON, "-m", "ensurepip"], capture_output=True, check=False)
    wanted = [part for path in locks for part in ("-r", str(path.relative_to(ROOT)))]
    # A lock names every package, so there is nothing to resolve.
    done = _pip("install", "--require-hashes", "--no-deps", "--quiet", *wanted)
    if done.returncode != 0:
        reason = "\n".join(f"    {entry}" for entry in done.stderr.strip().splitlines()[-6:])
        raise Trouble(
            f"pip could not install what the locks name:\n{reason}",
            "Look at the network, then run the same command again; what is there already is kept.",
        )


def _pip(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PYTHON, "-m", "pip", "--disable-pip-version-check", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

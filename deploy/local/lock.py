"""`./waymark lock`: one hash-pinned file per dependency group, none of which contradicts another."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from . import say
from .places import LOCKS, ROOT
from .say import Trouble

GROUPS = ("service", "files", "documents", "gateway", "dev", "servers")
# Most packages taken over by somebody else are found out within days.
QUARANTINE = "7 days"
HEADER = "# Made by ./waymark lock from pyproject.toml. Not edited by hand.\n"


def lock(*, upgrade: bool) -> None:
    """Resolves all groups together, then writes each group's part. Without `upgrade` known pins stay."""
    uv = shutil.which("uv")
    if uv is None:
        raise Trouble("Locking needs the program uv.", "Install it: pip install uv")
    LOCKS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        union = Path(folder) / "union.txt"
        if not upgrade:
            union.write_text("".join(path.read_text() for path in sorted(LOCKS.glob("*.txt"))))
        _compile(uv, [f"--group={group}" for group in GROUPS], union)
        for group in GROUPS:
            part = Path(folder) / f"{group}.txt"
            _compile(uv, [f"--group={group}", f"--constraints={union}"], part)
            (LOCKS / f"{group}.txt").write_text(HEADER + part.read_text())
            say.step(group, f"{pins(part.read_text())} packages")


def pins(text: str) -> int:
    """How many packages a lock names."""
    return sum(1 for entry in text.splitlines() if entry[:1].isalnum())


def _compile(uv: str, what: list[str], target: Path) -> None:
    """One resolution. Nothing of this machine (index, folders) is written into the result."""
    command = [
        *(uv, "pip", "compile", "--quiet", "--universal", "--python-version=3.11", "--generate-hashes"),
        *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
        *(f"--exclude-newer={QUARANTINE}", f"--output-file={target}", *what),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Trouble(f"The groups of pyproject.toml cannot be resolved:\n{done.stderr.strip()}")

"""What the four servers have in common."""

from __future__ import annotations

import os
import subprocess
from typing import ClassVar, Protocol

from ..places import PYTHON, ROOT
from ..say import Trouble
from ..state import Stack


class Server(Protocol):
    """A server of a stack. `grace` is how long it may take to stop, `patience` to start, in seconds."""

    name: ClassVar[str]
    title: ClassVar[str]
    setting: ClassVar[str]
    grace: ClassVar[float]
    patience: ClassVar[float]

    def adopt(self, stack: Stack, url: str) -> None:
        """Uses an existing server instead of a private one."""

    def start(self, stack: Stack) -> None:
        """Starts the private server; answers before it is ready."""

    def ready(self, stack: Stack) -> bool:
        """Whether it really answers, not only whether somebody listens."""

    def settle(self, stack: Stack) -> None:
        """What must exist inside before the platform uses it; may run again and again. Remembers the URL."""


def environment(**more: str) -> dict[str, str]:
    """This process's environment and more."""
    return {**os.environ, **more}


def inside(module: str, *arguments: str, **env: str) -> str:
    """Runs a module of `deploy.local.inside` in the virtual environment; answers what it printed.

    Raises Trouble with the child's last line when it fails.
    """
    done = subprocess.run(
        [str(PYTHON), "-m", f"deploy.local.inside.{module}", *arguments],
        cwd=ROOT,
        env=environment(**env),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Trouble(f"Setting up ({module.replace('_', ' ')}) failed: {reason}")
    return done.stdout.strip()

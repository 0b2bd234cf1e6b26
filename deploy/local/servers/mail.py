"""Mail: a sink that accepts every message and keeps it in a Maildir. Nothing ever leaves the machine."""

from __future__ import annotations

import smtplib
from typing import ClassVar

from .. import processes, tls
from ..places import PYTHON
from ..state import Stack
from .base import environment


class Mail:
    name: ClassVar[str] = "mail"
    title: ClassVar[str] = "Mail"
    setting: ClassVar[str] = "WAYMARK_SMTP_URL"
    grace: ClassVar[float] = 5
    patience: ClassVar[float] = 30

    def adopt(self, stack: Stack, url: str) -> None:
        stack.remember_url("smtp", url)

    def start(self, stack: Stack) -> None:
        command = [
            *(str(PYTHON), "-m", "deploy.local.mailsink"),
            *("--host", "127.0.0.1"),
            *("--port", str(stack.port(self.name))),
            *("--maildir", stack.memory["maildir"]),
            *("--certificate", str(tls.certificate(stack)), "--key", str(tls.key(stack))),
        ]
        processes.start(stack, self.name, command, environment())

    def ready(self, stack: Stack) -> bool:
        try:
            with smtplib.SMTP("127.0.0.1", stack.port(self.name, fixed=True), timeout=2) as connection:
                return connection.noop()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def settle(self, stack: Stack) -> None:
        stack.remember_url("smtp", f"smtp://127.0.0.1:{stack.port(self.name, fixed=True)}")

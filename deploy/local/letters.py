"""`./waymark mail`: what the development mail sink has kept."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

from . import say
from .say import Trouble


def kept(maildir: Path) -> list[EmailMessage]:
    """All messages, the oldest first."""
    files = [path for folder in ("new", "cur") for path in (maildir / folder).glob("*")]
    files.sort(key=lambda path: path.stat().st_mtime_ns)
    return [_read(path) for path in files]


def show_all(maildir: Path) -> None:
    """A line each: number, date, recipient and subject."""
    rows = [
        (str(number), str(mail.get("Date", "")), str(mail.get("To", "")), str(mail.get("Subject", "")))
        for number, mail in enumerate(kept(maildir), start=1)
    ]
    if not rows:
        say.line("No mail yet.")
        return
    say.table(("#", "Date", "To", "Subject"), rows)
    say.line("\n./waymark mail N shows one.")


def show_one(maildir: Path, number: int) -> None:
    """One message: its headers, then every part decoded; what is no text is named with its size."""
    mails = kept(maildir)
    if not 1 <= number <= len(mails):
        raise Trouble(f"There is no mail {number}.", f"{len(mails)} are kept; ./waymark mail lists them.")
    mail = mails[number - 1]
    for header in ("Date", "From", "To", "Subject"):
        say.line(f"{header}: {mail.get(header, '')}")
    for part in mail.walk():
        if part.is_multipart():
            continue
        name = part.get_filename()
        say.line(f"\n--- {part.get_content_type()}{f' ({name})' if name else ''}")
        content = part.get_content()
        say.line(content.rstrip() if isinstance(content, str) else f"{len(content)} bytes")


def _read(path: Path) -> EmailMessage:
    with path.open("rb") as file:
        return email.message_from_binary_file(file, policy=email.policy.default)

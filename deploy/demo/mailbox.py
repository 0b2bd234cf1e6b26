"""What arrived in somebody's letter box: the development sink's Maildir, read as a mail program would."""

import mailbox
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

from icalendar import Calendar, Component


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail: its subject and the calendar in it."""

    subject: str
    method: str
    events: tuple["Appointment", ...]
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appointment:
    """One VEVENT: its identity, how often it changed, and the local start."""

    uid: str
    sequence: int
    starts: str
    status: str


def letters_to(maildir: Path, address: str) -> list[Letter]:
    """The mails to an address, oldest first."""
    parser = BytesParser(policy=default)
    box = mailbox.Maildir(maildir, create=False)
    raw = [box.get_bytes(key) for key in box.keys()]  # noqa: SIM118 (iterating a mailbox gives messages)
    found = [parser.parsebytes(content) for content in raw if address.encode() in content]
    mine = [message for message in found if address in str(message["To"])]
    return [_letter(message) for message in sorted(mine, key=lambda message: message["Date"].datetime)]


def _letter(message: EmailMessage) -> Letter:
    subject = str(message["Subject"]).strip()
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            calendar = Calendar.from_ical(part.get_content())
            return Letter(
                subject,
                str(calendar["METHOD"]),
                tuple(_appointment(event) for event in calendar.walk("VEVENT")),
                tuple(str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")),
            )
    return Letter(subject, "", (), ())


def _appointment(event: Component) -> Appointment:
    starts: datetime = event.decoded("DTSTART")
    return Appointment(
        str(event["UID"]), int(event.decoded("SEQUENCE")), f"{starts:%Y-%m-%d %H:%M}", str(event["STATUS"])
    )

"""The mail of a notification: text, HTML and calendar file, in the language of the person it goes to."""

import re
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from services.notifications.channels.invitation import Letterhead, invitation, method_of
from services.notifications.channels.smtp import Letter
from services.notifications.domain.notification import Kind, Notification, Person
from services.notifications.domain.plain_text import clip, one_line
from services.notifications.domain.wording import Wording, word
from services.notifications.ports import Undeliverable

NAME_LIMIT = 100
"""Characters of a name in a header."""


def letter(
    notification: Notification, recipient: Person, assessor: Person | None, letterhead: Letterhead
) -> Letter:
    """The mail for `recipient`, with the notification's id as Message-ID, so a repeat is recognised as one.

    Raises `Undeliverable` when nothing can be sent to the recorded address.
    """
    wording = word(notification.occasion, recipient, assessor)
    message = EmailMessage(policy=SMTP)
    _headers(message, notification, recipient, wording, letterhead)
    link = _link(notification, letterhead)
    message.set_content(_text(wording, link), cte="quoted-printable")
    message.add_alternative(_html(wording, link), subtype="html", cte="quoted-printable")
    if notification.occasion.kind is not Kind.TIME_OFFERED:  # nothing is agreed yet
        calendar = invitation(notification, recipient, wording, letterhead)
        _attach(message, calendar, method_of(notification), wording.calendar_file)
    message["Content-Language"] = wording.language  # last: a content header set earlier moves into the parts
    return Letter(to=recipient.email or "", sender=letterhead.address, content=written(message))


def _attach(message: EmailMessage, calendar: bytes, method: str, name: str) -> None:
    """The calendar file twice: as what calendars read by themselves, and as a file to open."""
    message.add_alternative(
        calendar, "text", "calendar", cte="base64", params={"method": method, "charset": "utf-8"}
    )
    message.add_attachment(
        calendar, "application", "ics", cte="base64", filename=f"{name}.ics", params={"method": method}
    )


def message_id_of(notification_id: str, letterhead: Letterhead) -> str:
    """The Message-ID of a notification's mail."""
    return f"<{notification_id}@{letterhead.host}>"


def written(message: EmailMessage) -> bytes:
    """The message as sent. The library folds a header that fits one line only without its name right after the
    colon, which readers show as a leading blank; a line a little longer does no harm."""
    return re.sub(rb"(?m)^([A-Za-z-]+):\r\n ", rb"\1: ", message.as_bytes())


def _headers(
    message: EmailMessage,
    notification: Notification,
    recipient: Person,
    wording: Wording,
    letterhead: Letterhead,
) -> None:
    message["From"] = Address(header_name(letterhead.name), addr_spec=letterhead.address)
    message["To"] = address_of(recipient)
    message["Subject"] = wording.title
    message["Date"] = notification.created_at
    message["Message-ID"] = message_id_of(notification.id, letterhead)
    message["Auto-Submitted"] = "auto-generated"


def address_of(recipient: Person) -> Address:
    """Where the mail goes. Raises `Undeliverable` for an address that cannot be used."""
    email = recipient.email or ""
    try:
        if not email.isascii() or one_line(email) != email:
            raise ValueError(email)
        return Address(header_name(recipient.name), addr_spec=email)
    except (ValueError, IndexError, HeaderParseError):
        raise Undeliverable("unusable_address") from None


def header_name(name: str) -> str:
    """A name as a header holds it: one line of at most NAME_LIMIT characters."""
    return clip(one_line(name), NAME_LIMIT)


def _link(notification: Notification, letterhead: Letterhead) -> str:
    if notification.occasion.kind is Kind.SERIES_BOOKED:
        return f"{letterhead.public_url}/sessions"
    if notification.occasion.kind is Kind.TIME_OFFERED:
        return f"{letterhead.public_url}/"
    return letterhead.session_link(notification.occasion.occurrences[0].session_id)


def _text(wording: Wording, link: str) -> str:
    dates = "\n".join(f"- {line.when}: {line.place}" for line in wording.lines)
    notes = f"{wording.notes_heading}:\n{wording.notes}" if wording.notes else ""
    parts = (
        wording.greeting,
        wording.opening,
        f"{wording.session}. {wording.company}.",
        dates,
        wording.times_in or "",
        notes,
        wording.calendar_hint,
        f"{wording.open_link}: {link}",
        wording.footer,
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def _html(wording: Wording, link: str) -> str:
    rows = "".join(
        f'<tr><td style="{_CELL}">{escape(line.when)}</td><td style="{_CELL}">{escape(line.place)}</td></tr>'
        for line in wording.lines
    )
    notes = wording.notes and (
        f'<h2 style="font-size:1.1em">{escape(wording.notes_heading)}</h2>'
        f"<p>{escape(wording.notes).replace(chr(10), '<br>')}</p>"
    )
    times_in = wording.times_in and f"<p>{escape(wording.times_in)}</p>"
    return (
        f'<!doctype html><html lang="{wording.language}"><head><meta charset="utf-8">'
        f"<title>{escape(wording.title)}</title></head>"
        f'<body style="font-family:sans-serif;line-height:1.5;max-width:40em">'
        f'<h1 style="font-size:1.3em">{escape(wording.title)}</h1>'
        f"<p>{escape(wording.greeting)}</p><p>{escape(wording.opening)}</p>"
        f"<p>{escape(wording.session)}. {escape(wording.company)}.</p>"
        '<table style="border-collapse:collapse">'
        f'<caption style="text-align:left">{escape(wording.caption)}</caption>'
        f'<thead><tr><th scope="col" style="{_CELL}">{escape(wording.column_when)}</th>'
        f'<th scope="col" style="{_CELL}">{escape(wording.column_place)}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>{times_in or ''}{notes}<p>{escape(wording.calendar_hint)}</p>"
        f'<p><a href="{escape(link)}">{escape(wording.open_link)}</a></p><p>{escape(wording.footer)}</p>'
        "</body></html>\n"
    )


_CELL = "border:1px solid #767676;padding:0.3em 0.6em;text-align:left"

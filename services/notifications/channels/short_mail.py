"""A mail of a few paragraphs around one link: text and HTML. Nothing loads from outside."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from services.notifications.channels.invitation import Letterhead
from services.notifications.channels.mail import address_of, header_name, message_id_of, written
from services.notifications.channels.smtp import Letter
from services.notifications.domain.notification import Person


@dataclass(frozen=True, slots=True)
class ShortMail:
    """What stands in it, all plain text: paragraphs before and after the link. `id` makes the Message-ID."""

    id: str
    at: datetime
    language: str
    subject: str
    before: tuple[str, ...]
    button: str
    link: str
    after: tuple[str, ...]


def short_mail(mail: ShortMail, recipient: Person, letterhead: Letterhead) -> Letter:
    """The mail for `recipient`. Raises `Undeliverable` for an address that cannot be used."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(header_name(letterhead.name), addr_spec=letterhead.address)
    message["To"] = address_of(recipient)
    message["Subject"] = mail.subject
    message["Date"] = mail.at
    message["Message-ID"] = message_id_of(mail.id, letterhead)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(mail), cte="quoted-printable")
    message.add_alternative(_html(mail), subtype="html", cte="quoted-printable")
    message["Content-Language"] = mail.language
    return Letter(to=recipient.email or "", sender=letterhead.address, content=written(message))


def _text(mail: ShortMail) -> str:
    return "\n\n".join((*mail.before, f"{mail.button}: {mail.link}", *mail.after)) + "\n"


def _html(mail: ShortMail) -> str:
    before, after = ("".join(f"<p>{escape(one)}</p>" for one in part) for part in (mail.before, mail.after))
    return (
        f'<!doctype html><html lang="{mail.language}"><head><meta charset="utf-8">'
        f"<title>{escape(mail.subject)}</title></head>"
        f'<body style="font-family:sans-serif;line-height:1.5;max-width:40em">{before}'
        f'<p><a href="{escape(mail.link)}">{escape(mail.button)}</a></p>{after}</body></html>\n'
    )

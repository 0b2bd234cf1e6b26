"""The mail of a one-time link: text and HTML, in the language of the person it goes to. Nothing loads from outside."""

from html import escape

from chassis.seals import Seal, SealBroken
from services.notifications.channels.invitation import Letterhead
from services.notifications.channels.mail import addressed, written
from services.notifications.channels.smtp import Letter
from services.notifications.domain.link_letter import PAGES, LinkLetter, LinkWording, word_link
from services.notifications.domain.notification import Person
from services.notifications.ports import Delayed, Undeliverable


def link_mail(letter: LinkLetter, recipient: Person, letterhead: Letterhead, seal: Seal | None) -> Letter:
    """The mail for `recipient`. Raises `Delayed` without a key, `Undeliverable` when the link cannot be opened."""
    if seal is None:
        raise Delayed("no_link_key")
    try:
        token = seal.open(letter.sealed, about=letter.id)
    except SealBroken:
        raise Undeliverable("sealed_for_somebody_else") from None
    link = f"{letterhead.public_url}/{PAGES[letter.purpose]}/{token}"
    wording = word_link(letter, recipient)
    message = addressed(letter, wording.subject, recipient, letterhead)
    message.set_content(_text(wording, link), cte="quoted-printable")
    message.add_alternative(_html(wording, link), subtype="html", cte="quoted-printable")
    message["Content-Language"] = wording.language
    return Letter(to=recipient.email or "", sender=letterhead.address, content=written(message))


def _text(wording: LinkWording, link: str) -> str:
    parts = (
        wording.greeting,
        wording.opening,
        f"{wording.button}: {link}",
        wording.expiry,
        wording.unexpected,
        wording.footer,
    )
    return "\n\n".join(parts) + "\n"


def _html(wording: LinkWording, link: str) -> str:
    return (
        f'<!doctype html><html lang="{wording.language}"><head><meta charset="utf-8">'
        f"<title>{escape(wording.subject)}</title></head>"
        f'<body style="font-family:sans-serif;line-height:1.5;max-width:40em">'
        f'<h1 style="font-size:1.3em">{escape(wording.subject)}</h1>'
        f"<p>{escape(wording.greeting)}</p><p>{escape(wording.opening)}</p>"
        f'<p><a href="{escape(link)}">{escape(wording.button)}</a></p>'
        f"<p>{escape(wording.expiry)}</p><p>{escape(wording.unexpected)}</p><p>{escape(wording.footer)}</p>"
        "</body></html>\n"
    )

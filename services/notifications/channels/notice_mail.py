"""The mail of a notice: text and HTML, in the language of the person it goes to. Nothing loads from outside."""

from html import escape

from services.notifications.channels.invitation import Letterhead
from services.notifications.channels.mail import addressed, written
from services.notifications.channels.smtp import Letter
from services.notifications.domain.notices import Notice
from services.notifications.domain.notification import Person
from services.notifications.domain.wording import NoticeWording, word_notice


def notice_mail(notice: Notice, recipient: Person, letterhead: Letterhead) -> Letter:
    """The mail for `recipient`; it names nobody else. Raises `Undeliverable` for an address that cannot be used."""
    wording = word_notice(notice.matter, recipient, {})
    link = f"{letterhead.public_url}/"
    message = addressed(notice, wording.title, recipient, letterhead)
    message.set_content(_text(wording, link), cte="quoted-printable")
    message.add_alternative(_html(wording, link), subtype="html", cte="quoted-printable")
    message["Content-Language"] = wording.language
    return Letter(to=recipient.email or "", sender=letterhead.address, content=written(message))


def _text(wording: NoticeWording, link: str) -> str:
    parts = (wording.greeting, wording.text, f"{wording.open_link}: {link}", wording.footer)
    return "\n\n".join(parts) + "\n"


def _html(wording: NoticeWording, link: str) -> str:
    return (
        f'<!doctype html><html lang="{wording.language}"><head><meta charset="utf-8">'
        f"<title>{escape(wording.title)}</title></head>"
        f'<body style="font-family:sans-serif;line-height:1.5;max-width:40em">'
        f'<h1 style="font-size:1.3em">{escape(wording.title)}</h1>'
        f"<p>{escape(wording.greeting)}</p><p>{escape(wording.text)}</p>"
        f'<p><a href="{escape(link)}">{escape(wording.open_link)}</a></p><p>{escape(wording.footer)}</p>'
        "</body></html>\n"
    )

"""The mail of a one-time link, in the language of the person it goes to."""

from chassis.seals import Seal, SealBroken
from services.notifications.channels.invitation import Letterhead
from services.notifications.channels.short_mail import ShortMail, short_mail
from services.notifications.channels.smtp import Letter
from services.notifications.domain.link_letter import PAGES, LinkLetter, word_link
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
    return short_mail(
        ShortMail(
            id=letter.id,
            at=letter.created_at,
            language=wording.language,
            subject=wording.subject,
            before=(wording.greeting, wording.opening),
            button=wording.button,
            link=link,
            after=(wording.expiry, wording.unexpected, wording.footer),
        ),
        recipient,
        letterhead,
    )

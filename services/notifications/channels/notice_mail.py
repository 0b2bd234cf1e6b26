"""The mail of a notice. It names nobody but its reader: who it is about stands in the application."""

from services.notifications.channels.invitation import Letterhead
from services.notifications.channels.short_mail import ShortMail, short_mail
from services.notifications.channels.smtp import Letter
from services.notifications.domain.notices import Notice
from services.notifications.domain.notification import Person
from services.notifications.domain.wording import word_notice_mail


def notice_mail(notice: Notice, recipient: Person, letterhead: Letterhead) -> Letter:
    """The mail for `recipient`. Raises `Undeliverable` for an address that cannot be used."""
    wording = word_notice_mail(notice.matter, recipient)
    mail = ShortMail(
        id=notice.id,
        at=notice.created_at,
        language=wording.language,
        subject=wording.subject,
        before=(wording.greeting, wording.text),
        button=wording.open_link,
        link=f"{letterhead.public_url}/",
        after=(wording.footer,),
    )
    return short_mail(mail, recipient, letterhead)

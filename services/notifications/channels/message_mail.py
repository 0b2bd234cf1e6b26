"""The mail of a message: what somebody wrote, word for word, and where it is answered.

It comes from the platform's address and names no other, so nobody's own address is given away.
"""

from services.notifications.channels.invitation import Letterhead
from services.notifications.channels.short_mail import ShortMail, short_mail
from services.notifications.channels.smtp import Letter
from services.notifications.domain.conversation import Message
from services.notifications.domain.notification import Person
from services.notifications.domain.wording import word_message_mail


def message_mail(
    message: Message, recipient: Person, sender: Person | None, letterhead: Letterhead
) -> Letter:
    """The mail for `recipient`. Raises `Undeliverable` for an address that cannot be used."""
    wording = word_message_mail(message, recipient, sender)
    mail = ShortMail(
        id=message.id,
        at=message.created_at,
        language=wording.language,
        subject=wording.subject,
        before=(wording.greeting, wording.opening, *wording.paragraphs),
        button=wording.button,
        link=f"{letterhead.public_url}/messages/{message.conversation_id}",
        after=(wording.footer,),
    )
    return short_mail(mail, recipient, letterhead)

"""Writes the mail of a notification and hands it to the mail server."""

from dataclasses import replace

from chassis.seals import Seal
from services.notifications.channels.invitation import Letterhead
from services.notifications.channels.link_mail import link_mail
from services.notifications.channels.mail import letter, message_id_of
from services.notifications.channels.message_mail import message_mail
from services.notifications.channels.notice_mail import notice_mail
from services.notifications.channels.smtp import MailServer
from services.notifications.domain.conversation import Message
from services.notifications.domain.link_letter import LinkLetter
from services.notifications.domain.notices import Notice
from services.notifications.domain.notification import Person
from services.notifications.ports import Claim


class MailPost:
    """`ports.Post` by SMTP. Mails carry the provider's name, once that is known, before our address.

    `seal` opens one-time links; without it those wait.
    """

    def __init__(self, server: MailServer, letterhead: Letterhead, seal: Seal | None = None) -> None:
        self._server = server
        self._letterhead = letterhead
        self._seal = seal

    async def deliver(self, claim: Claim, recipient: Person) -> str:
        """The Message-ID of the mail that was sent; raises what `ports.Post` says."""
        letterhead = self._letterhead
        if claim.provider_name:
            letterhead = replace(letterhead, name=claim.provider_name)
        if isinstance(claim.notification, LinkLetter):
            mail = link_mail(claim.notification, recipient, letterhead, self._seal)
        elif isinstance(claim.notification, Message):
            mail = message_mail(claim.notification, recipient, claim.named, letterhead)
        elif isinstance(claim.notification, Notice):
            mail = notice_mail(claim.notification, recipient, letterhead)
        else:
            mail = letter(claim.notification, recipient, claim.named, letterhead)
        await self._server.send(mail)
        return message_id_of(claim.notification.id, letterhead)

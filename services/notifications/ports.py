"""What notifications needs from outside."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Protocol

from services.notifications.domain.facts import Told
from services.notifications.domain.notification import MailStatus, Notification, Person


class Notifications(Protocol):
    """The notifications of the transaction's provider."""

    def add(self, told: Told, *, mail: MailStatus) -> None:
        """Tell somebody, unless that fact was told before; `mail` is WAITING or NONE."""
        ...

    async def version_to_read(self, id: str, person_id: str) -> int | None:
        """The version of the person's own notification; None when there is none.

        The version is 0 when it has been read already.
        """
        ...

    def mark_read(self, id: str, *, version: int) -> None:
        """Note that its person has read it, now."""
        ...


class Register(Protocol):
    """What identity says about people and providers."""

    def know_person(self, person: Person, *, version: int) -> None:
        """Keep how to name and reach a person, unless something newer is known."""
        ...

    def know_provider(self, id: str, name: str, *, version: int) -> None:
        """Keep a provider's name, unless something newer is known."""
        ...


class NotificationsTx(Protocol):
    """What the handlers see of their transaction."""

    notifications: Notifications
    register: Register
    now: datetime
    provider_id: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A mail that is ours to send until the lease ends.

    `attempt` counts from 1 and tells this claim from any other of the same mail; `waited` is how long the mail has
    been due for, by the server's clock. `recipient` and `assessor` are None while identity has not told of them.
    """

    notification: Notification
    attempt: int
    waited: timedelta
    recipient: Person | None
    assessor: Person | None
    provider_name: str


class Mailroom(Protocol):
    """The mails that wait. A claim that outlived its lease changes nothing any more."""

    async def claim(self) -> Claim | None:
        """Take the mail that is due longest; None when none is due."""
        ...

    async def finish(self, claim: Claim, status: MailStatus, *, message_id: str, reason: str = "") -> None:
        """Sent, or given up."""
        ...

    async def put_back(self, claim: Claim, *, after: timedelta, reason: str) -> None:
        """Not now: due again after a while."""
        ...


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail ready to go: the two envelope addresses and the message."""

    to: str
    sender: str
    message: EmailMessage


class UnusableAddress(Exception):
    """No mail can be sent to the recorded address."""


class LetterRefused(Exception):
    """The mail server will never take this mail."""


class LetterDelayed(Exception):
    """The mail server does not take this mail now."""


class PostClosed(Exception):
    """The mail server cannot be reached or used at all."""


class Post(Protocol):
    """The way out."""

    async def send(self, letter: Letter) -> None:
        """Hand the letter to the mail server. Raises `LetterRefused`, `LetterDelayed` or `PostClosed`."""
        ...


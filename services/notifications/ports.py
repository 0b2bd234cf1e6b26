"""What notifications needs from outside."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from chassis.actor import Actor
from contracts.base import Contract
from services.caseload import Enrolment, Learner
from services.notifications.domain.announcement import Announcement
from services.notifications.domain.calendar_feed import Agenda, Appointment, Feed, FeedToken
from services.notifications.domain.conversation import Conversation, Message, Pen
from services.notifications.domain.facts import Told
from services.notifications.domain.link_letter import LinkLetter
from services.notifications.domain.notices import Noted, Notice
from services.notifications.domain.notification import MailStatus, Notification, Person
from services.notifications.domain.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Receipt:
    """Whether a notification has been read, and the version of its document."""

    read_at: datetime | None
    version: int


class Notifications(Protocol):
    """The notifications of the transaction's provider."""

    def add(self, told: Told, *, mail: MailStatus) -> None:
        """Tell somebody, unless that fact was told before; `mail` is WAITING or NONE."""
        ...

    def note(self, noted: Noted, *, mail: MailStatus) -> None:
        """Tell somebody what a notice says, unless that fact was told before; `mail` is WAITING or NONE."""
        ...

    async def receipt(self, id: str, person_id: str) -> Receipt | None:
        """Whether the person's own notification has been read; None when the person has none with this id."""
        ...

    def mark_read(self, id: str, *, version: int) -> None:
        """Note that its person has read it, now."""
        ...


class Letters(Protocol):
    """Mails with one-time links, which are no notifications: nobody finds them in the application."""

    def add(self, letter: LinkLetter) -> None:
        """Send the letter, unless that link was sent before."""
        ...


class Appointments(Protocol):
    """Sessions as calendar feeds show them."""

    def know(self, appointment: Appointment, *, version: int) -> None:
        """Keep what was heard, unless something newer is known."""
        ...


class FeedsKept(Protocol):
    """Whose calendar feed is on."""

    async def of(self, person_id: str) -> Feed:
        """The person's feed; one that is off when there never was one."""
        ...

    def save(self, feed: Feed) -> None:
        """Write the feed, read at its version (0: new)."""
        ...


class PreferencesKept(Protocol):
    """What people want mails about."""

    async def of(self, person_id: str) -> Preferences:
        """What the person said; nothing when they never did."""
        ...

    def save(self, preferences: Preferences) -> None:
        """Write them, read at their version (0: new)."""
        ...


class Register(Protocol):
    """What identity says about people and providers."""

    def know_person(self, person: Person, *, version: int) -> None:
        """Keep how to name and reach a person, unless something newer is known."""
        ...

    def know_provider(self, id: str, name: str, *, version: int) -> None:
        """Keep a provider's name, unless something newer is known."""
        ...

    def know_centre(self, id: str, *, version: int) -> None:
        """Keep that there is such a centre."""
        ...

    def know_offer(
        self, id: str, learner_id: str | None, *, until: datetime | None, starts_at: datetime, version: int
    ) -> None:
        """Keep who is asked about a free time, unless something newer is known."""
        ...

    async def unknown_centres(self, ids: Collection[str]) -> list[str]:
        """Those of these that are no centre of the provider, in order."""
        ...


class Caseload(Protocol):
    """What identity says of enrolments and of those who supervise at work."""

    async def enrolment(self, id: str) -> Enrolment | None:
        """The provider's enrolment, or None."""
        ...

    async def learner(self, id: str) -> Learner:
        """A learner with their enrolments and supervisors, as far as known."""
        ...


class Announcements(Protocol):
    """What administration makes known, and who has read it."""

    async def get(self, id: str) -> Announcement | None:
        """The provider's announcement, or None."""
        ...

    def save(self, announcement: Announcement) -> None:
        """Write it with this Tx, which tells of it."""
        ...

    async def read_at(self, id: str, person_id: str) -> datetime | None:
        """When the person has read it."""
        ...

    def note_reading(self, id: str, person_id: str) -> None:
        """The person has read it, now, for the first time."""
        ...


class Conversations(Protocol):
    """What people write to each other."""

    async def get(self, id: str) -> Conversation | None:
        """The provider's conversation, or None."""
        ...

    def save(self, conversation: Conversation) -> None:
        """Write it with this Tx, which tells of it."""
        ...

    def add(self, message: Message) -> None:
        """Keep a new message; its mail goes out."""
        ...

    async def pen(self, person_id: str) -> Pen:
        """How much somebody wrote lately."""
        ...

    def keep_pen(self, pen: Pen) -> None:
        """Write it with this Tx."""
        ...


class NotificationsTx(Protocol):
    """What the handlers see of their transaction."""

    notifications: Notifications
    letters: Letters
    register: Register
    appointments: Appointments
    feeds: FeedsKept
    preferences: PreferencesKept
    caseload: Caseload
    announcements: Announcements
    conversations: Conversations
    actor: Actor
    now: datetime

    def new_id(self) -> str:
        """The next id of this Tx."""
        ...

    def publish(self, event: Contract, *, change: str) -> None:
        """Announce what this Tx saves."""
        ...


@dataclass(frozen=True, slots=True)
class Claim:
    """A mail that is ours to send until the lease ends.

    `attempt` counts from 1 and tells this claim from any other of the same mail; `waited` is how old the
    notification is, by the server's clock. `recipient`, and `named`, who is named in the mail (a session's assessor, a
    message's sender), are None while identity has not told of them. Not `wanted`: the recipient has said that such
    things go without a mail.
    """

    notification: Notification | Notice | LinkLetter | Message
    attempt: int
    waited: timedelta
    recipient: Person | None
    named: Person | None
    provider_name: str
    wanted: bool = True


class Mailroom(Protocol):
    """The mails that wait. A claim that outlived its lease changes nothing any more."""

    async def claim(self) -> Claim | None:
        """Take the mail that is due longest; None when none is due."""
        ...

    async def sent(self, claim: Claim, message_id: str) -> None:
        """It is on its way."""
        ...

    async def give_up(self, claim: Claim, status: MailStatus, *, reason: str) -> None:
        """It will not be sent: FAILED, UNDELIVERABLE, or NONE when nobody wants it."""
        ...

    async def put_back(self, claim: Claim, *, after: timedelta, reason: str) -> None:
        """Not now: due again after a while."""
        ...


class Undeliverable(Exception):
    """This mail will never reach this person; the text says why, without an address."""


class Delayed(Exception):
    """This mail is not taken now, others may be."""


class PostClosed(Exception):
    """No mail gets out at all."""


class Post(Protocol):
    """The way out."""

    async def deliver(self, claim: Claim, recipient: Person) -> str:
        """Send the claimed mail; its Message-ID. Raises `Undeliverable`, `Delayed` or `PostClosed`."""
        ...


class Feeds(Protocol):
    """Draws the addresses of calendar feeds and writes what they show."""

    def drawn(self, provider_id: str) -> FeedToken:
        """A new address."""
        ...

    def url(self, token: FeedToken) -> str:
        """Where a calendar program finds the feed."""
        ...

    def write(self, agenda: Agenda) -> bytes:
        """The feed as a calendar program reads it (RFC 5545)."""
        ...

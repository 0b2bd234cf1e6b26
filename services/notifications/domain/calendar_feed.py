"""A person's private calendar feed: an address that a calendar program reads again and again, without a sign-in.

Whoever knows the address reads the feed, so it is 32 random bytes, only their digest is stored, and the person renews
it or switches it off at any time.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from chassis.errors import NotFound
from services.notifications.domain.notification import Kind, Notification, Occasion, Occurrence, Person

SECRET_BYTES = 32
LOOK_BACK = timedelta(days=90)
LOOK_AHEAD = timedelta(days=400)


class FeedGone(NotFound):
    """No calendar has this address: it was renewed, switched off, or never given out."""


@dataclass(frozen=True, slots=True)
class FeedToken:
    """What stands in the address of a feed, taken apart."""

    provider_id: str
    secret: bytes

    @classmethod
    def read(cls, text: str) -> "FeedToken":
        """The token in a text. Raises FeedGone when it is none of ours."""
        provider_id, _, encoded = text.removesuffix(".ics").rpartition(".")
        try:
            secret = base64.b64decode(encoded + "=", altchars=b"-_", validate=True)
        except ValueError:
            secret = b""
        if not provider_id or len(secret) != SECRET_BYTES:
            raise gone()
        return cls(provider_id, secret)

    def written(self) -> str:
        """The last part of the address."""
        return f"{self.provider_id}.{base64.urlsafe_b64encode(self.secret).decode().rstrip('=')}.ics"

    @property
    def digest(self) -> str:
        """The stored form."""
        return hashlib.sha256(self.secret).hexdigest()


@dataclass(frozen=True, slots=True)
class Feed:
    """Whether a person's feed is on: `digest` is None when it is not."""

    person_id: str
    digest: str | None = None
    since: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Appointment:
    """A session as it stands in the calendars of its assessor and learners. `changed_at` is when it became so; `open`:
    nobody has said yet how it went; `entry`: it is a diary entry.
    """

    id: str
    provider_id: str
    people: tuple[str, ...]
    session_type: str
    assessor_id: str
    learner_count: int
    notes: str
    occurrence: Occurrence
    cancelled: bool
    changed_at: datetime
    open: bool = False
    entry: bool = False

    def told_to(self, person_id: str) -> Notification:
        """The appointment in the shape in which its mails tell of it, so that both say the same."""
        kind = Kind.SESSION_CANCELLED if self.cancelled else Kind.SESSION_BOOKED
        occasion = Occasion(
            kind, self.session_type, self.assessor_id, self.learner_count, self.notes, (self.occurrence,)
        )
        return Notification(self.id, self.provider_id, person_id, occasion, self.changed_at)


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything a feed shows: whose it is, and who the assessors are by id."""

    person: Person
    provider_name: str
    appointments: tuple[Appointment, ...]
    assessors: dict[str, Person]


def gone() -> FeedGone:
    """The one answer for an address that leads nowhere."""
    return FeedGone("There is no calendar at this address. Make a new address in your profile.")

"""What a person is told: plain data, whatever the language."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a notification is about."""

    SESSION_BOOKED = "session_booked"
    SERIES_BOOKED = "series_booked"
    SESSION_CHANGED = "session_changed"
    SESSION_CANCELLED = "session_cancelled"
    INVITATION_SENT = "invitation_sent"
    ROOM_LOST = "room_lost"
    SERIES_CHANGED = "series_changed"
    SERIES_CANCELLED = "series_cancelled"
    TIME_OFFERED = "time_offered"


class MailStatus(StrEnum):
    """How far the mail of a notification is. `none`: it is shown in the application only."""

    NONE = "none"
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNDELIVERABLE = "undeliverable"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session is: online, in the Smart Room `room`, or at `location`; an online one may have both."""

    online: bool
    room: str | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One session as it stands in a notification. Times are UTC; `zone`: the IANA zone it was planned in."""

    session_id: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: Place


@dataclass(frozen=True, slots=True)
class Occasion:
    """Everything a notification says, by ids where it is about people."""

    kind: Kind
    session_type: str
    assessor_id: str
    learner_count: int
    notes: str
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Notification:
    """One person is told of one fact, once. `id` derives from the fact and the person."""

    id: str
    provider_id: str
    person_id: str
    occasion: Occasion
    created_at: datetime
    read_at: datetime | None = None

    @property
    def kind(self) -> Kind:
        """What it is about."""
        return self.occasion.kind


@dataclass(frozen=True, slots=True)
class Reading:
    """When a notification was first read, UTC."""

    notification_id: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be told: `email` is None when none is recorded, `zone` an IANA zone.

    Times are shown in `zone`, or in the zone of the session when it is None. Not `active`: blocked or archived.
    """

    id: str
    name: str
    email: str | None
    language: str
    zone: str | None = None
    active: bool = True

    @classmethod
    def unknown(cls, id: str) -> "Person":
        """Somebody this service has not heard of yet."""
        return cls(id, name="", email=None, language="en")

"""One-time links: how somebody without a (known) password sets one (SA-02, N-01).

The token in a link is the provider's id and 32 random bytes. Only a digest of it is stored, as the link's id; the mail
service gets it sealed (`chassis.seals`). A link is good for one use, and a newer one of its kind replaces it.
"""

import base64
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.identity.domain.errors import LinkSpent

SECRET_BYTES = 32
ASK_AGAIN_AFTER = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(days=1)


class Purpose(StrEnum):
    """What a link is for."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"


LIFE = {Purpose.INVITATION: timedelta(days=14), Purpose.PASSWORD_RESET: timedelta(hours=1)}
"""How long a link is good for; an invitation can be sent again at any time."""


@dataclass(frozen=True, slots=True)
class LinkToken:
    """What stands in a link, taken apart."""

    provider_id: str
    secret: bytes

    @classmethod
    def read(cls, text: str) -> "LinkToken":
        """The token in a text. Raises LinkSpent when it is none of ours."""
        provider_id, _, encoded = text.rpartition(".")
        try:
            secret = base64.b64decode(encoded + "=", altchars=b"-_", validate=True)
        except ValueError:
            secret = b""
        if not provider_id or len(secret) != SECRET_BYTES:
            raise spent()
        return cls(provider_id, secret)

    def written(self) -> str:
        """The token as links carry it."""
        return f"{self.provider_id}.{base64.urlsafe_b64encode(self.secret).decode().rstrip('=')}"

    @property
    def link_id(self) -> str:
        """The id of its link: a digest, which is no way in."""
        return "link-" + hashlib.sha256(self.secret).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """A fresh link's id, and its token sealed for the mail service."""

    id: str
    sealed: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link somebody was sent. `closed_at` says since when it is good for nothing any more."""

    id: str
    provider_id: str
    person_id: str
    account_id: str
    purpose: Purpose
    issued_at: datetime
    expires_at: datetime
    closed_at: datetime | None = None
    version: int = 0

    def closed(self, now: datetime) -> "Link":
        """The link after it was used or replaced. Raises LinkSpent when it was closed before or is too old."""
        if self.closed_at is not None or now >= self.expires_at:
            raise spent()
        return replace(self, closed_at=now)


@dataclass(frozen=True, slots=True)
class LinkDue:
    """Somebody asked for a link, which a job then sends: so a known name is answered exactly like an unknown one.

    `id` is a digest of what was asked with, `person_id` empty when nobody has that name.
    """

    id: str
    purpose: Purpose
    provider_id: str
    person_id: str
    asked_at: datetime
    waiting: bool = True
    version: int = 0

    def too_soon(self, now: datetime) -> bool:
        """Whether the last one was asked for a moment ago, so that nobody's letter box is flooded."""
        return now - self.asked_at < ASK_AGAIN_AFTER


def spent() -> LinkSpent:
    """The one answer for a link that is used, replaced, too old, or was never one."""
    return LinkSpent("This link was used or is too old. Ask for a new one.")

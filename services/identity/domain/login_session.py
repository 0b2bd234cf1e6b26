"""A log-in session: one family of refresh tokens (reliability.md d, RFC 9700, ASVS 10.4.5).

A refresh token is 48 random bytes: a *handle* of 16 that names the session and a *secret* of 32 that is good
for one use. Only digests are stored. Using the secret replaces it by HMAC-SHA256(secret, salt) with a fresh
random salt, so the successor cannot be known without both the spent secret and the database.

Whoever presents the right handle with a wrong secret holds, or held, a token of this family, so the secret is
spent and the family ends. One exception: within the grace window (10 s by default) the last spent secret gets
the *same* successor again, for a client that lost the answer or asked twice at once, and only from the client
it was rotated for. ASVS asks for immediate invalidation, so a window of 0 switches the exception off.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.identity.domain.errors import RefreshTokenReused, SessionEnded
from services.identity.domain.roles import Role

HANDLE_BYTES = 16
SECRET_BYTES = 32
IDLE_LIFE = timedelta(days=7)
ABSOLUTE_LIFE = timedelta(days=30)
_CHARACTERS = 64


@dataclass(frozen=True, slots=True)
class LoginSession:
    """One sign-in on one client. `client` is a digest of what tells the client apart; times are UTC.

    `second_factor_at`: when the second factor was shown in this session.
    """

    id: str
    account_id: str
    provider_id: str
    person_id: str
    role: Role
    client: str
    secret_digest: str
    spent_digest: str | None
    salt: bytes
    started_at: datetime
    rotated_at: datetime
    idle_until: datetime
    expires_at: datetime
    ended_at: datetime | None = None
    end_reason: str | None = None
    second_factor_at: datetime | None = None
    version: int = 0

    def renewed(
        self, secret: bytes, *, salt: bytes, client: str, now: datetime, grace: timedelta
    ) -> tuple["LoginSession", bytes]:
        """The session after its secret was used, and the next secret.

        The session comes back unchanged when a spent secret is forgiven (see above). Raises SessionEnded, and
        RefreshTokenReused for a secret that was used before.
        """
        if self.ended_at is not None or now >= min(self.idle_until, self.expires_at):
            raise SessionEnded("This session is over. Please sign in again.")
        presented = digest_of(secret)
        if hmac.compare_digest(presented, self.secret_digest):
            following = successor(secret, salt)
            renewed = replace(
                self,
                secret_digest=digest_of(following),
                spent_digest=presented,
                salt=salt,
                client=client,
                rotated_at=now,
                idle_until=min(now + IDLE_LIFE, self.expires_at),
            )
            return renewed, following
        if self._forgives(presented, client, now, grace):
            return self, successor(secret, self.salt)
        raise RefreshTokenReused("This refresh token was used before. Please sign in again.")

    def must_present(self, secret: bytes, client: str, now: datetime) -> None:
        """Raise SessionEnded unless the secret is the present one, which is not spent by this."""
        try:
            self.renewed(secret, salt=b"", client=client, now=now, grace=timedelta())
        except RefreshTokenReused:
            raise SessionEnded("This refresh token was used before. Please sign in again.") from None

    def _forgives(self, presented: str, client: str, now: datetime, grace: timedelta) -> bool:
        return (
            self.spent_digest is not None
            and hmac.compare_digest(presented, self.spent_digest)
            and now - self.rotated_at < grace
            and hmac.compare_digest(client, self.client)
        )

    def ended(self, now: datetime, reason: str) -> "LoginSession":
        """The session closed for good; closing twice keeps the first reason."""
        return self if self.ended_at else replace(self, ended_at=now, end_reason=reason)


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """What a client presents, taken apart."""

    handle: bytes
    secret: bytes

    @classmethod
    def read(cls, text: str) -> "RefreshToken":
        """The token in a text. Raises SessionEnded when it is none of ours."""
        try:
            raw = base64.b64decode(text, altchars=b"-_", validate=True)
        except ValueError:
            raw = b""
        if len(text) != _CHARACTERS or len(raw) != HANDLE_BYTES + SECRET_BYTES:
            raise SessionEnded("This is not a refresh token. Please sign in again.")
        return cls(raw[:HANDLE_BYTES], raw[HANDLE_BYTES:])

    def written(self) -> str:
        """The token as clients carry it."""
        return base64.urlsafe_b64encode(self.handle + self.secret).decode()

    @property
    def session_id(self) -> str:
        """The session's public id. It says nothing about the handle, so knowing it is no way in."""
        return session_id_of(self.handle)


def session_id_of(handle: bytes) -> str:
    """The session's id: a UUIDv8 made of the handle's digest."""
    number = int.from_bytes(hashlib.sha256(handle).digest()[:16], "big")
    number = number & ~(0xF << 76) | 0x8 << 76
    return str(UUID(int=number & ~(0x3 << 62) | 0x2 << 62))


def successor(secret: bytes, salt: bytes) -> bytes:
    """The secret that follows a spent one."""
    return hmac.digest(secret, salt, "sha256")


def digest_of(secret: bytes) -> str:
    """The stored form of a secret. A plain digest is enough for 256 random bits."""
    return hashlib.sha256(secret).hexdigest()


def client_digest(user_agent: str) -> str:
    """What tells one client from another inside the grace window: its name for itself."""
    return hashlib.sha256(user_agent.encode()).hexdigest()


def opened_session(
    token: RefreshToken,
    *,
    account_id: str,
    provider_id: str,
    person_id: str,
    role: Role,
    client: str,
    now: datetime,
) -> LoginSession:
    """A new session for a person who has just proved who they are."""
    return LoginSession(
        id=token.session_id,
        account_id=account_id,
        provider_id=provider_id,
        person_id=person_id,
        role=role,
        client=client,
        secret_digest=digest_of(token.secret),
        spent_digest=None,
        salt=b"",
        started_at=now,
        rotated_at=now,
        idle_until=now + IDLE_LIFE,
        expires_at=now + ABSOLUTE_LIFE,
    )


@dataclass(frozen=True, slots=True)
class LastSignIn:
    """When a person was last here, None for never, and when they were first invited (UTC)."""

    person_id: str
    at: datetime | None = None
    invited_at: datetime | None = None
    version: int = 0

    @property
    def away_since(self) -> datetime | None:
        """Since when they may be missed: their last time here, or their invitation if they never came (SA-66)."""
        return self.at or self.invited_at

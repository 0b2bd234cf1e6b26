"""What draws, seals, signs and hashes: how people are proved (`tokens`)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Protocol

from services.identity.domain.link import DrawnLink
from services.identity.domain.login_session import LoginSession, RefreshToken
from services.identity.domain.passwords import NewPassword
from services.identity.domain.permission_set import Permission
from services.identity.domain.roles import RoleGrant
from services.identity.domain.second_factor import Pending, Proof


class LinkTokens(Protocol):
    """Draws the tokens of one-time links."""

    def drawn(self, provider_id: str) -> DrawnLink:
        """A new one. Raises Unavailable when no key is set to seal it with."""
        ...


class Codes(Protocol):
    """Draws the secrets of second factors and reads what people type."""

    def drawn(self, account_id: str) -> tuple[str, str]:
        """A new secret as an app takes it, and sealed for the account. Raises Unavailable without a key."""
        ...

    def uri(self, secret: str, *, user_name: str, provider: str) -> str:
        """What the picture for the app says (otpauth)."""
        ...

    def proof(self, sealed: str, typed: str, *, account_id: str, now: datetime) -> Proof:
        """What the typed code is: an app's code of this moment, or else perhaps a recovery code."""
        ...

    def recovery(self) -> list[str]:
        """Fresh recovery codes, to be shown once."""
        ...


class Passwords(Protocol):
    """Hashes passwords, aside from everything else the process does."""

    async def chosen(self, text: str) -> NewPassword:
        """A password somebody chose, with its hash and whether others know it. Whether it is good enough is the
        domain's question.
        """
        ...

    async def match(self, text: str, hashed: str | None) -> bool:
        """Whether the password belongs to the hash; without a hash, no, after the same work."""
        ...


class Tokens(Protocol):
    """Draws refresh tokens and signs access tokens."""

    @property
    def seconds(self) -> int:
        """How long an access token lives."""
        ...

    def drawn(self) -> RefreshToken:
        """A new refresh token."""
        ...

    def salt(self) -> bytes:
        """What makes the successor of a refresh token unpredictable."""
        ...

    def issue(
        self,
        session: LoginSession,
        grant: RoleGrant,
        now: datetime,
        *,
        pending: Pending | None = None,
        permissions: Collection[Permission] | None = None,
    ) -> str:
        """An access token for the session: one provider, one role, its centres and what it is made of, if it is. While
        something is pending it opens nothing and is refused everywhere with the name of that."""
        ...

    def jwks(self) -> dict[str, Any]:
        """The public keys that access tokens are checked with (RFC 7517)."""
        ...

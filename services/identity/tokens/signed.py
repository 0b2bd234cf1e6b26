"""Refresh tokens drawn, access tokens (RFC 9068) signed with Ed25519, and the keys these are checked with."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from chassis.auth import ALGORITHM, TOKEN_TYPE, published, thumbprint
from chassis.errors import Unavailable
from chassis.ids import fresh_id
from services.identity.domain.login_session import HANDLE_BYTES, SECRET_BYTES, LoginSession, RefreshToken
from services.identity.domain.permission_set import Permission
from services.identity.domain.roles import RoleGrant
from services.identity.domain.second_factor import Pending

CLIENT = "waymark-web"


@dataclass(frozen=True, slots=True)
class _KeyRing:
    """The keys of the folder as they were when it last changed; the last one signs."""

    changed_at: int
    keys: Sequence[Ed25519PrivateKey]


class SignedTokens:
    """Signs access tokens with the newest key of a folder of PEM files and publishes all of them.

    Newest is the last by file name, so name them by date. A new key is picked up when the folder changes;
    keep the old one beside it until the tokens it signed have expired, then take it away.
    """

    def __init__(self, folder: Path, *, issuer: str, audience: str, life: timedelta) -> None:
        self._folder = folder
        self._issuer = issuer
        self._audience = audience
        self._life = life
        self._ring = _KeyRing(-1, ())

    @property
    def seconds(self) -> int:
        """How long a token lives."""
        return int(self._life.total_seconds())

    def drawn(self) -> RefreshToken:
        """A new refresh token."""
        return RefreshToken(secrets.token_bytes(HANDLE_BYTES), secrets.token_bytes(SECRET_BYTES))

    def salt(self) -> bytes:
        """What makes the successor of a refresh token unpredictable."""
        return secrets.token_bytes(SECRET_BYTES)

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
        something is pending it opens nothing. Raises Unavailable without a key.

        `iat` has its milliseconds, so that a token of just after a revocation is told from one of just before.
        """
        key = self._keys()[-1]
        issued_at = int(now.timestamp())
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": session.person_id,
            "tid": session.provider_id,
            "role": grant.role.value,
            "centres": sorted(grant.centre_ids),
            "sid": session.id,
            "client_id": CLIENT,
            "iat": round(now.timestamp(), 3),
            "nbf": issued_at,
            "exp": issued_at + self.seconds,
            "jti": fresh_id(),
            **({"pending": pending.value} if pending else {}),
            **({} if permissions is None else {"permissions": sorted(permissions)}),
        }
        headers = {"typ": TOKEN_TYPE, "kid": thumbprint(key.public_key())}
        return jwt.encode(claims, key, algorithm=ALGORITHM, headers=headers)

    def jwks(self) -> dict[str, Any]:
        """The public keys (RFC 7517). Raises Unavailable without a key."""
        return published(*(key.public_key() for key in self._keys()))

    def _keys(self) -> Sequence[Ed25519PrivateKey]:
        try:
            changed_at = self._folder.stat().st_mtime_ns
            if changed_at != self._ring.changed_at:
                self._ring = _KeyRing(
                    changed_at, [_read(path) for path in sorted(self._folder.glob("*.pem"))]
                )
        except OSError as error:
            raise Unavailable("Nobody can sign in at the moment: the signing keys cannot be read.") from error
        if not self._ring.keys:
            raise Unavailable("Nobody can sign in at the moment: there is no signing key.")
        return self._ring.keys


def _read(path: Path) -> Ed25519PrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise OSError(f"{path.name} holds no Ed25519 key")
    return key

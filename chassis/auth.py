"""Access tokens: who calls, proved by identity's signature (RFC 9068). Services and gateway check alike."""

import asyncio
import base64
import binascii
import hashlib
import json
import re
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chassis.actor import Actor
from chassis.errors import Kind, Refusal, Unavailable
from chassis.fetching import NotFetched, get_json
from chassis.revocations import Revocations

TOKEN_TYPE = "at+jwt"
ALGORITHM = "EdDSA"

CLAIMS = ("iss", "aud", "exp", "iat", "nbf", "sub", "jti", "tid", "role", "client_id", "sid")

MADE_OF_PERMISSIONS = frozenset({"custom_manager"})
"""Roles that may do what their token's permissions say and nothing else: nothing when it says none (G04)."""

_HEADER = {"alg", "typ", "kid"}
_KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TOKEN_LENGTH = 8192


class TokenMissing(Refusal):
    """No access token came with the request."""

    kind = Kind.UNAUTHENTICATED


class TokenInvalid(Refusal):
    """The access token is not one of ours. Why not is nobody's business."""

    kind = Kind.UNAUTHENTICATED


class TokenExpired(Refusal):
    """The access token was ours and is too old: get a new one with the refresh token."""

    kind = Kind.UNAUTHENTICATED


class TokenRevoked(Refusal):
    """The access token was ours, and the access ended before the token did: sign in again."""

    kind = Kind.UNAUTHENTICATED


class DisclaimerRequired(Refusal):
    """The caller is signed in and has to accept the disclaimer before anything else (SA-03)."""

    kind = Kind.FORBIDDEN


class SecondFactorRequired(Refusal):
    """The caller is signed in and has to show the second factor before anything else (G12)."""

    kind = Kind.FORBIDDEN


class SecondFactorSetupRequired(Refusal):
    """The caller is signed in and has to set up a second factor before anything else (G12)."""

    kind = Kind.FORBIDDEN


_PENDING: Mapping[object, Refusal] = {
    "disclaimer": DisclaimerRequired("Please read and accept the disclaimer first."),
    "second_factor": SecondFactorRequired("Please enter the code of your authenticator app first."),
    "second_factor_setup": SecondFactorSetupRequired("Please set up a second factor first."),
}
"""What the claim `pending` says of a token that opens nothing yet."""


def bearer_token(authorization: str | None) -> str:
    """The token of an `Authorization` header; refuses with `TokenMissing` or `TokenInvalid`."""
    if not authorization:
        raise TokenMissing("Sign in first: this needs an access token.")
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise _invalid()
    return token


def _invalid() -> TokenInvalid:
    return TokenInvalid("The access token is not valid.")


def thumbprint(key: Ed25519PublicKey) -> str:
    """The key's id (RFC 7638): 43 characters that name the key and nothing else."""
    members = {"crv": "Ed25519", "kty": "OKP", "x": _public_part(key)}
    canonical = json.dumps(members, separators=(",", ":"), sort_keys=True).encode()
    return _base64url(hashlib.sha256(canonical).digest())


def published(*keys: Ed25519PublicKey) -> dict[str, Any]:
    """The JWKS document for these keys (RFC 7517, RFC 8037)."""
    return {
        "keys": [
            {
                "kty": "OKP",
                "crv": "Ed25519",
                "x": _public_part(key),
                "kid": thumbprint(key),
                "use": "sig",
                "alg": ALGORITHM,
            }
            for key in keys
        ]
    }


def _public_part(key: Ed25519PublicKey) -> str:
    return _base64url(key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _read_keys(document: object) -> dict[str, Ed25519PublicKey]:
    """The Ed25519 keys of a JWKS document by id; entries of another kind are left out."""
    entries = document.get("keys") if isinstance(document, dict) else None
    keys: dict[str, Ed25519PublicKey] = {}
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict) or (entry.get("kty"), entry.get("crv")) != ("OKP", "Ed25519"):
            continue
        kid, public_part = entry.get("kid"), entry.get("x")
        if not (isinstance(kid, str) and isinstance(public_part, str) and _KEY_ID.fullmatch(kid)):
            continue
        try:
            raw = base64.urlsafe_b64decode(public_part + "=" * (-len(public_part) % 4))
            keys[kid] = Ed25519PublicKey.from_public_bytes(raw)
        except (ValueError, binascii.Error):
            continue
    return keys


class Keys:
    """The public keys that access tokens are signed with: fixed ones, or identity's by URL.

    Fetched keys are read again after five minutes in the background, so a key that identity takes away is
    distrusted soon; when identity is down, the known ones stay. A key id nobody knows causes one fetch,
    shared by all who wait for it and not more than one in five seconds, so made-up ids cost identity nothing.
    """

    REREAD_SECONDS = 300.0
    UNKNOWN_SECONDS = 5.0
    FAILED_SECONDS = 0.5

    def __init__(self, url: str | None = None, known: Mapping[str, Ed25519PublicKey] | None = None) -> None:
        self._url = url
        self._known = dict(known or {})
        self._tried_at = float("-inf")
        self._failed = False
        self._fetch: asyncio.Task[None] | None = None

    @classmethod
    def fixed(cls, *keys: Ed25519PublicKey) -> "Keys":
        """A set that is never fetched."""
        return cls(known={thumbprint(key): key for key in keys})

    @property
    def ready(self) -> bool:
        """Whether any token can be checked yet."""
        return bool(self._known)

    def trusts(self, kid: str) -> bool:
        """Whether the key is (still) one of ours, as far as known."""
        return kid in self._known

    async def find(self, kid: str) -> Ed25519PublicKey | None:
        """The key with this id. Refuses with `Unavailable` when it is unknown and identity is down."""
        key = self._known.get(kid)
        if key is None:
            await self.refresh()
            key = self._known.get(kid)
            if key is None and self._failed:
                raise Unavailable("Access tokens cannot be checked at the moment.")
        elif time.monotonic() - self._tried_at > self.REREAD_SECONDS:
            self._begin_fetch()
        return key

    async def refresh(self) -> None:
        """Read the keys again unless that was just tried. Never raises: see `ready`."""
        fetch = self._begin_fetch()
        if fetch is not None:
            await asyncio.shield(fetch)

    async def close(self) -> None:
        """Wait for a fetch under way."""
        if self._fetch is not None:
            await self._fetch

    def _begin_fetch(self) -> asyncio.Task[None] | None:
        if self._fetch is not None and not self._fetch.done():
            return self._fetch
        pause = self.FAILED_SECONDS if self._failed else self.UNKNOWN_SECONDS
        if self._url is None or time.monotonic() - self._tried_at < pause:
            return None
        self._tried_at = time.monotonic()
        self._fetch = asyncio.create_task(self._read())
        return self._fetch

    async def _read(self) -> None:
        assert self._url is not None
        try:
            keys = _read_keys(await get_json(self._url))
        except NotFetched:
            keys = {}
        self._failed = not keys
        if keys:
            self._known = keys


@dataclass(frozen=True, slots=True)
class _Verified:
    actor: Actor
    kid: str
    issued_at: float
    until: float


class TokenVerifier:
    """Checks access tokens and remembers the good ones until they expire; what was revoked it refuses at once.

    `leeway` is the clock difference allowed, in seconds; `remembered` bounds the memory.
    """

    def __init__(
        self,
        keys: Keys,
        issuer: str = "waymark",
        audience: str = "waymark-api",
        leeway: int = 30,
        remembered: int = 10_000,
    ) -> None:
        self.keys = keys
        self._issuer = issuer
        self._audience = audience
        self._leeway = leeway
        self._remembered = remembered
        self._verified: OrderedDict[bytes, _Verified] = OrderedDict()
        self.revocations = Revocations()

    async def verify(self, token: str) -> Actor:
        """The actor a token stands for.

        Refuses with `TokenInvalid`, `TokenExpired`, `TokenRevoked`, `DisclaimerRequired`, `SecondFactorRequired`,
        `SecondFactorSetupRequired`, or with `Unavailable` when the keys cannot be had.
        """
        verified = await self._verified_token(token)
        actor = verified.actor
        if self.revocations.cover(actor.person_id, actor.session_id, verified.issued_at):
            raise TokenRevoked("This access has ended. Please sign in again.")
        return actor

    async def _verified_token(self, token: str) -> _Verified:
        if len(token) > _TOKEN_LENGTH or not token.isascii():
            raise _invalid()
        digest = hashlib.sha256(token.encode()).digest()
        known = self._verified.get(digest)
        if known is not None and known.until > time.time() and self.keys.trusts(known.kid):
            self._verified.move_to_end(digest)
            return known
        self._verified.pop(digest, None)
        verified = await self._check(token)
        self._verified[digest] = verified
        if len(self._verified) > self._remembered:
            self._verified.popitem(last=False)
        return verified

    async def _check(self, token: str) -> _Verified:
        kid = _key_id(token)
        key = await self.keys.find(kid)
        if key is None:
            raise _invalid()
        try:
            claims = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                issuer=self._issuer,
                audience=self._audience,
                leeway=self._leeway,
                options={"require": list(CLAIMS), "strict_aud": True},
            )
        except jwt.ExpiredSignatureError:
            raise TokenExpired("The access token has expired.") from None
        except jwt.PyJWTError:
            raise _invalid() from None
        if "pending" in claims:
            raise _PENDING.get(claims["pending"]) or _invalid()
        return _Verified(_actor(claims), kid, float(claims["iat"]), float(claims["exp"]) + self._leeway)


def _key_id(token: str) -> str:
    """The key id in the header, when the header is what ours look like and says nothing else.

    Headers that bring or point to a key (`jwk`, `jku`, `x5c`, `x5u`) are refused with everything unknown.
    """
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError:
        raise _invalid() from None
    kid = header.get("kid")
    ours = header.get("alg") == ALGORITHM and header.get("typ") == TOKEN_TYPE and header.keys() == _HEADER
    if not ours or not isinstance(kid, str) or not _KEY_ID.fullmatch(kid):
        raise _invalid()
    return kid


def _actor(claims: Mapping[str, Any]) -> Actor:
    texts = [claims[name] for name in ("sub", "jti", "tid", "role", "client_id", "sid")]
    centres = claims.get("centres", [])
    if not all(isinstance(text, str) and text for text in texts) or not isinstance(centres, list):
        raise _invalid()
    permissions = claims.get("permissions", [] if claims["role"] in MADE_OF_PERMISSIONS else None)
    if not (permissions is None or isinstance(permissions, list)):
        raise _invalid()
    if not all(isinstance(word, str) and word for word in (*centres, *(permissions or ()))):
        raise _invalid()
    return Actor(
        person_id=claims["sub"],
        provider_id=claims["tid"],
        role=claims["role"],
        centre_ids=frozenset(centres),
        session_id=claims["sid"],
        permissions=None if permissions is None else frozenset(permissions),
    )

"""Tokens for any actor, signed with a key of the test's own."""

import secrets
import time
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from chassis.auth import ALGORITHM, TOKEN_TYPE, thumbprint


def write_signing_key(path: Path) -> Ed25519PrivateKey:
    """Make a signing key and keep it as a PEM file that only its owner reads."""
    key = Ed25519PrivateKey.generate()
    path.touch(mode=0o600)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return key


@cache
def signing_key(path: Path) -> Ed25519PrivateKey:
    """The key of a PEM file, read once."""
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path} holds no Ed25519 key")
    return key


def claims(
    *,
    person_id: str = "person",
    provider_id: str = "provider",
    role: str = "assessor",
    centre_ids: Iterable[str] = (),
    session_id: str = "session",
    life: int = 300,
    permissions: Iterable[str] | None = None,
) -> dict[str, Any]:
    """What identity puts into an access token; `life` in seconds."""
    now = int(time.time())
    return {
        "iss": "waymark",
        "aud": "waymark-api",
        "sub": person_id,
        "tid": provider_id,
        "role": role,
        "centres": sorted(centre_ids),
        "sid": session_id,
        "client_id": "waymark-web",
        "iat": now,
        "nbf": now,
        "exp": now + life,
        "jti": secrets.token_urlsafe(12),
        **({} if permissions is None else {"permissions": sorted(permissions)}),
    }


def sign(
    payload: Mapping[str, Any],
    key: Ed25519PrivateKey,
    *,
    headers: Mapping[str, Any] | None = None,
) -> str:
    """A token with these claims; `headers` come on top of the usual ones or replace them."""
    usual = {"typ": TOKEN_TYPE, "kid": thumbprint(key.public_key())}
    return jwt.encode(dict(payload), key, algorithm=ALGORITHM, headers=usual | dict(headers or {}))


def mint(
    signing_key_pem: Path,
    *,
    person_id: str = "person",
    provider_id: str = "provider",
    role: str = "assessor",
    centre_ids: Iterable[str] = (),
    session_id: str = "session",
    life: int = 300,
    permissions: Iterable[str] | None = None,
) -> str:
    """An access token for an actor, as good as identity's when the key is one of identity's."""
    payload = claims(
        person_id=person_id,
        provider_id=provider_id,
        role=role,
        centre_ids=centre_ids,
        session_id=session_id,
        life=life,
        permissions=permissions,
    )
    return sign(payload, signing_key(signing_key_pem))

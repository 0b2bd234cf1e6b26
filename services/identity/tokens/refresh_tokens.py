"""Refresh tokens as clients carry them: 48 random bytes in 64 characters (`domain.login_session`)."""

import base64
import binascii
import hashlib
import secrets

from services.identity.domain.errors import SessionEnded
from services.identity.domain.login_session import HANDLE_BYTES, SECRET_BYTES, RefreshToken

CHARACTERS = 64


def drawn() -> RefreshToken:
    """A new token."""
    return RefreshToken(secrets.token_bytes(HANDLE_BYTES), secrets.token_bytes(SECRET_BYTES))


def salt() -> bytes:
    """What makes the successor of a token unpredictable."""
    return secrets.token_bytes(SECRET_BYTES)


def written(token: RefreshToken) -> str:
    """The token as text."""
    return base64.urlsafe_b64encode(token.handle + token.secret).decode()


def read(text: str) -> RefreshToken:
    """The token in a text. Raises SessionEnded when it is none of ours."""
    try:
        raw = base64.b64decode(text, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(text) != CHARACTERS or len(raw) != HANDLE_BYTES + SECRET_BYTES:
        raise SessionEnded("This is not a refresh token. Please sign in again.")
    return RefreshToken(raw[:HANDLE_BYTES], raw[HANDLE_BYTES:])


def client_digest(user_agent: str | None) -> str:
    """What tells one client from another inside the grace window: its name for itself."""
    return hashlib.sha256((user_agent or "").encode()).hexdigest()

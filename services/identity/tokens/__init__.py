"""How people are proved: signed access tokens, drawn refresh tokens, hashed passwords."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from chassis.service import Kit
from services.identity.settings import Settings
from services.identity.tokens import refresh_tokens
from services.identity.tokens.access_tokens import AccessTokens
from services.identity.tokens.passwords import Passwords

__all__ = ["access_tokens_of", "open_tokens", "passwords_of", "refresh_tokens", "settings_of"]


@contextmanager
def open_tokens(kit: Kit) -> Iterator[None]:
    """Put what the routes need into the kit while the process runs."""
    settings = settings_of(kit)
    passwords = Passwords(threads=settings.hashing_threads, queue=settings.hashing_queue)
    kit.resources["passwords"] = passwords
    kit.resources["access_tokens"] = AccessTokens(
        settings.signing_keys,
        issuer=settings.token_issuer,
        audience=settings.token_audience,
        life=timedelta(minutes=settings.token_minutes),
    )
    try:
        yield
    finally:
        passwords.close()


def settings_of(kit: Kit) -> Settings:
    """Identity's settings."""
    assert isinstance(kit.settings, Settings)
    return kit.settings


def passwords_of(kit: Kit) -> Passwords:
    """What hashes passwords."""
    passwords = kit.resources["passwords"]
    assert isinstance(passwords, Passwords)
    return passwords


def access_tokens_of(kit: Kit) -> AccessTokens:
    """What signs access tokens."""
    access_tokens = kit.resources["access_tokens"]
    assert isinstance(access_tokens, AccessTokens)
    return access_tokens

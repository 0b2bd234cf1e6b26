"""How people are proved: signed access tokens, drawn refresh tokens, hashed passwords."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from chassis.service import Kit
from services.identity.settings import Settings
from services.identity.tokens.breached import BreachedPasswords
from services.identity.tokens.codes import AppCodes
from services.identity.tokens.links import SealedLinks
from services.identity.tokens.passwords import ArgonPasswords
from services.identity.tokens.signed import SignedTokens


@contextmanager
def open_tokens(kit: Kit) -> Iterator[None]:
    """Put `passwords`, `tokens`, `links` and `codes` (`ports`) into the kit's resources while the process runs."""
    settings = kit.settings
    assert isinstance(settings, Settings)
    passwords = ArgonPasswords(
        threads=settings.hashing_threads,
        queue=settings.hashing_queue,
        breached=BreachedPasswords(settings.breached_passwords),
    )
    kit.resources["passwords"] = passwords
    kit.resources["tokens"] = SignedTokens(
        settings.signing_keys,
        issuer=settings.token_issuer,
        audience=settings.token_audience,
        life=timedelta(minutes=settings.token_minutes),
    )
    link_key, factor_key = settings.link_key, settings.factor_key
    kit.resources["links"] = SealedLinks(link_key.get_secret_value() if link_key else None)
    kit.resources["codes"] = AppCodes(factor_key.get_secret_value() if factor_key else None)
    try:
        yield
    finally:
        passwords.close()

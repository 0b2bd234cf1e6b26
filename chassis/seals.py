"""A secret on its way through the bus: sealed by one service, opened by the one other that has the key.

AES-256-GCM with a fresh nonce. What the secret belongs to (an id) is authenticated with it, so a sealed text cannot be
moved to something else.
"""

import base64
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


class SealBroken(Exception):
    """The text was not sealed with this key, or belongs to something else."""


class Seal:
    """Seals and opens texts with a key made of `secret`: at least 16 random characters that both services know."""

    def __init__(self, secret: str) -> None:
        self._cipher = AESGCM(hashlib.sha256(b"waymark seal\x00" + secret.encode()).digest())

    def seal(self, text: str, *, about: str) -> str:
        """The text, readable only with the key and only as something about this id."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, text.encode(), about.encode())
        return base64.urlsafe_b64encode(sealed).decode()

    def open(self, sealed: str, *, about: str) -> str:
        """The text. Raises SealBroken."""
        try:
            raw = base64.urlsafe_b64decode(sealed)
            return self._cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], about.encode()).decode()
        except (ValueError, InvalidTag) as error:
            raise SealBroken("this was not sealed for us") from error

"""Codes of authenticator apps (TOTP, RFC 6238: six digits, 30 seconds, SHA-1 as every app knows it), and recovery."""

import secrets
from datetime import datetime

import pyotp

from chassis.errors import Unavailable
from chassis.seals import Seal
from services.identity.domain.second_factor import RECOVERY_CODES, Proof, recovery_digest

ISSUER = "Waymark"
STEP_SECONDS = 30
ALLOWED_STEPS = (0, -1, 1)
"""The present code first, then those of a clock that is up to half a minute off."""

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP = 4, 4


class AppCodes:
    """`ports.Codes`, with the key that seals the secrets at rest."""

    def __init__(self, key: str | None) -> None:
        self._seal = Seal(key) if key else None

    def drawn(self, account_id: str) -> tuple[str, str]:
        """A new secret as an app takes it, and sealed for the account. Raises Unavailable without a key."""
        secret = pyotp.random_base32()
        return secret, self._opener().seal(secret, about=account_id)

    def uri(self, secret: str, *, user_name: str, provider: str) -> str:
        """What the picture for the app says."""
        return pyotp.TOTP(secret).provisioning_uri(name=user_name, issuer_name=f"{ISSUER} {provider}")

    def proof(self, sealed: str, typed: str, *, account_id: str, now: datetime) -> Proof:
        """What the typed code is: an app's code of this moment, or else perhaps a recovery code."""
        digits = "".join(typed.split())
        totp = pyotp.TOTP(self._opener().open(sealed, about=account_id))
        present = int(now.timestamp()) // STEP_SECONDS
        for step in (present + off for off in ALLOWED_STEPS):
            if digits.isascii() and secrets.compare_digest(totp.generate_otp(step), digits):
                return Proof(step=step)
        return Proof(recovery=recovery_digest(typed))

    def recovery(self) -> list[str]:
        """Fresh recovery codes, to be shown once."""
        return [self._recovery_code() for _ in range(RECOVERY_CODES)]

    def _recovery_code(self) -> str:
        groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
        return "-".join(groups)

    def _opener(self) -> Seal:
        if self._seal is None:
            raise Unavailable("Second factors are out of use at the moment: IDENTITY_FACTOR_KEY is not set.")
        return self._seal

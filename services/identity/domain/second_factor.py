"""A second factor: codes of an authenticator app (TOTP, RFC 6238), and recovery codes for the day the phone is gone.

A code is good once: the 30-second step it belongs to is kept, and that step and older ones are refused from then on
(ASVS 6.5.1). Recovery codes are 80 random bits each, so a plain digest of them is enough.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.identity.domain.errors import (
    CodeUsed,
    CodeWrong,
    SecondFactorNotBegun,
    SecondFactorThere,
)

RECOVERY_CODES = 10


class Pending(StrEnum):
    """What somebody who is signed in has to do before anything opens, in this order."""

    SECOND_FACTOR = "second_factor"
    SECOND_FACTOR_SETUP = "second_factor_setup"
    DISCLAIMER = "disclaimer"


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody typed, understood: the step of an app's code (seconds since 1970 / 30), or a recovery code's
    digest.
    """

    step: int | None = None
    recovery: str | None = None


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """The factor of an account. `sealed` is the shared secret, sealed; `recovery` are the digests of unused codes."""

    sealed: str
    begun_at: datetime
    confirmed_at: datetime | None = None
    last_step: int = 0
    recovery: tuple[str, ...] = ()

    def confirmed(self, step: int | None, recovery: tuple[str, ...], now: datetime) -> "SecondFactor":
        """The factor once its app has shown a right code. Raises SecondFactorThere, CodeWrong."""
        if self.confirmed_at is not None:
            raise SecondFactorThere("A second factor is set up already.")
        if step is None:
            raise wrong()
        return replace(self, confirmed_at=now, last_step=step, recovery=recovery)

    def proved(self, proof: Proof) -> "SecondFactor":
        """The factor after a code was used. Raises CodeUsed for one that was used before, CodeWrong otherwise."""
        if proof.step is not None:
            if proof.step <= self.last_step:
                raise CodeUsed("This code was used already. Wait for the next one.", field="code")
            return replace(self, last_step=proof.step)
        if proof.recovery is None or proof.recovery not in self.recovery:
            raise wrong()
        return replace(self, recovery=tuple(left for left in self.recovery if left != proof.recovery))


def begun(present: SecondFactor | None, sealed: str, now: datetime) -> SecondFactor:
    """A factor that waits for its first code; one that never was confirmed is replaced. Raises SecondFactorThere."""
    if present is not None and present.confirmed_at is not None:
        raise SecondFactorThere("A second factor is set up already. Remove it first.")
    return SecondFactor(sealed, now)


def waiting(present: SecondFactor | None) -> SecondFactor:
    """The factor that was begun. Raises SecondFactorNotBegun."""
    if present is None:
        raise SecondFactorNotBegun("Nothing was set up yet. Ask for a key first.")
    return present


def recovery_digest(code: str) -> str:
    """The stored form of a recovery code, however it was typed."""
    letters = "".join(char for char in code.upper() if char.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()


def wrong() -> CodeWrong:
    """The one answer to a code that does not fit."""
    return CodeWrong("This code is not right. Look at your app again, or use a recovery code.", field="code")

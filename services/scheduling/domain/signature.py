"""Signed calls from outside, as Standard Webhooks has them: HMAC-SHA256 over id, moment and body."""

import base64
import hmac
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from chassis.errors import Kind, Refusal

TOLERANCE = timedelta(minutes=5)
"""How far the moment of a call may lie from now: older ones may be repeats by somebody who listened."""


class SignatureNotGood(Refusal):
    """The call is not signed with a key of ours, or not now."""

    kind: ClassVar[Kind] = Kind.UNAUTHENTICATED


def sign(key: bytes, call_id: str, at: datetime, body: bytes) -> str:
    """The signature of a call made at `at` (UTC, whole seconds)."""
    signed = f"{call_id}.{int(at.timestamp())}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def check_signature(
    keys: list[bytes], *, call_id: str, timestamp: str, signatures: str, body: bytes, now: datetime
) -> None:
    """Raises `SignatureNotGood` unless one of the signatures (separated by spaces) was made with one of the keys,
    within five minutes of `now` (UTC)."""
    try:
        at = datetime.fromtimestamp(int(timestamp), UTC)
    except (ValueError, OverflowError, OSError):
        raise SignatureNotGood("The webhook-timestamp is no number of seconds.") from None
    if abs(now - at) > TOLERANCE:
        raise SignatureNotGood("The webhook-timestamp lies too far from now.")
    given = signatures.split()
    if not call_id or not any(
        hmac.compare_digest(sign(key, call_id, at, body).encode(), one.encode("utf-8", "replace"))
        for key in keys
        for one in given
    ):
        raise SignatureNotGood("The webhook-signature does not fit.")

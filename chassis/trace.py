"""The trace a request and everything that follows from it belong to (W3C Trace Context)."""

import os
import re

_PARENT = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def trace_id(parent: str | None) -> str | None:
    """The trace that a `traceparent` names; None for none, and for one that is malformed."""
    found = _PARENT.fullmatch(parent or "")
    return found[1] if found else None


def begun() -> str:
    """The `traceparent` of a new trace."""
    seed = os.urandom(24).hex()
    return f"00-{seed[:32]}-{seed[32:]}-01"

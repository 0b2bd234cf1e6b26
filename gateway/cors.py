"""Which other sites' pages may call the API with a token of theirs (decisions.md: an allow-list, no cookies)."""

from collections.abc import Collection, Iterable

from gateway.headers import Head, RawHeaders

PREFLIGHT_SECONDS = 600

_ASKED = b"access-control-request-method"
_SENT = ", ".join(
    (
        "Authorization",
        "Content-Type",
        "Idempotency-Key",
        "If-Match",
        "If-None-Match",
        "X-Request-Id",
        "traceparent",
        "tracestate",
    )
)
_READ = ", ".join(
    (
        "ETag",
        "Location",
        "Retry-After",
        "RateLimit",
        "RateLimit-Policy",
        "Idempotent-Replayed",
        "X-Request-Id",
    )
)


class Origins:
    """The allow-list. Without it no answer mentions CORS, which browsers take for no."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = frozenset(allowed)

    def headers(self, head: Head) -> RawHeaders:
        """What goes on every answer to this request."""
        if not self._allowed:
            return []
        varies = [(b"vary", b"Origin")]
        origin = head.kept.get(b"origin", "")
        if origin not in self._allowed:
            return varies
        return [
            *varies,
            (b"access-control-allow-origin", origin.encode("latin-1")),
            (b"access-control-expose-headers", _READ.encode()),
        ]

    def preflight(self, method: str, head: Head, methods: Iterable[str]) -> RawHeaders | None:
        """The further headers of a preflight's answer; None when the request is none, or not from a friend."""
        if method != "OPTIONS" or _ASKED not in head.kept or head.kept.get(b"origin") not in self._allowed:
            return None
        return [
            (b"access-control-allow-methods", ", ".join(sorted(methods)).encode()),
            (b"access-control-allow-headers", _SENT.encode()),
            (b"access-control-max-age", str(PREFLIGHT_SECONDS).encode()),
        ]

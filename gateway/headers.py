"""Which headers pass the door in which direction."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chassis import trace
from chassis.ids import fresh_id
from gateway.addresses import Network, client_address
from gateway.routes import PREFIX

# An allow-list: whatever else a client sends (X-User-Id, X-Forwarded-For, cookies) stays outside.
PASSED_ON = frozenset(
    {
        b"accept",
        b"accept-encoding",
        b"accept-language",
        b"authorization",
        b"content-encoding",
        b"content-type",
        b"idempotency-key",
        b"if-match",
        b"if-modified-since",
        b"if-none-match",
        b"user-agent",
        b"webhook-id",
        b"webhook-signature",
        b"webhook-timestamp",
    }
)

_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"geolocation=(), payment=(), usb=()"),
)
_STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
_UNLESS_SET = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)

# Hop-by-hop (RFC 9110, 7.6.1) or the door's own to say.
_KEPT_BACK = frozenset(
    {
        b"connection",
        b"date",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-connection",
        b"server",
        b"strict-transport-security",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
        b"x-request-id",
    }
    | {name for name, _ in _ALWAYS}
)

_TOLD = (
    *("user-agent", "accept-language", "x-request-id", "traceparent", "tracestate"),
    *("x-forwarded-for", "x-forwarded-prefix"),
)
_JOINED = frozenset({b"cookie", b"x-forwarded-for"})

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")

RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Head:
    """What the door reads from a request's headers.

    `passed_on` is what a service gets to see of them; `length` the declared length of the body, None when it
    comes in chunks; `has_body` whether one was announced at all; `address` the client's;
    `kept` what stays at the door.
    """

    request_id: str
    address: str
    authorization: str | None
    length: int | None
    has_body: bool
    passed_on: dict[str, str]
    kept: dict[bytes, str]


def read_head(
    headers: Iterable[tuple[bytes, bytes]], peer: str | None, trusted: Sequence[Network] = ()
) -> Head:
    """Sort a request's headers (names in lower case, as ASGI has them).

    A header that came twice is joined with a comma, so the door and the services cannot read two different
    ones.
    """
    passed_on: dict[str, str] = {}
    own: dict[bytes, str] = {}
    for raw_name, raw_value in headers:
        value = raw_value.decode("latin-1")
        if raw_name in PASSED_ON:
            name = raw_name.decode("ascii")
            passed_on[name] = f"{passed_on[name]}, {value}" if name in passed_on else value
        elif raw_name in _JOINED and raw_name in own:
            own[raw_name] += f", {value}"
        else:
            own[raw_name] = value
    length = own.get(b"content-length")
    request_id = own.get(b"x-request-id", "")
    if not _REQUEST_ID.fullmatch(request_id):
        request_id = fresh_id()
    passed_on["x-request-id"] = request_id
    passed_on["x-forwarded-prefix"] = PREFIX
    _trace(passed_on, own)
    address = client_address(peer or "", own.get(b"x-forwarded-for", ""), trusted)
    if address:
        passed_on["x-forwarded-for"] = address
    chunked = b"transfer-encoding" in own
    return Head(
        request_id=request_id,
        address=address,
        authorization=passed_on.get("authorization"),
        length=None if chunked or length is None else int(length),
        has_body=chunked or length not in (None, "0"),
        passed_on=passed_on,
        kept=own,
    )


def _trace(passed_on: dict[str, str], own: dict[bytes, str]) -> None:
    """Carry on the caller's trace (W3C Trace Context) or begin one."""
    parent = own.get(b"traceparent", "")
    if trace.trace_id(parent):
        passed_on["traceparent"] = parent
        if b"tracestate" in own:
            passed_on["tracestate"] = own[b"tracestate"]
    else:
        passed_on["traceparent"] = trace.begun()


def told(head: Head) -> dict[str, str]:
    """The headers for a question of the door's own: who asks, from where, in which trace."""
    return {name: head.passed_on[name] for name in _TOLD if name in head.passed_on}


def answer_headers(raw: Iterable[tuple[bytes, bytes]], status: int) -> RawHeaders:
    """The headers of a service's answer that go on to the client, names in lower case."""
    headers = [(name.lower(), value) for name, value in raw]
    kept_back: frozenset[bytes] | set[bytes] = _KEPT_BACK
    for name, value in headers:
        if name == b"connection":
            kept_back = kept_back | {token.strip().lower() for token in value.split(b",")}
    if status in (204, 304):
        kept_back = kept_back | {b"content-length"}
    return [header for header in headers if header[0] not in kept_back]


def with_security(
    headers: RawHeaders, request_id: str, *, tls: bool, more: RawHeaders | None = None
) -> RawHeaders:
    """Add what every answer carries, the door's own included (reliability.md d, headers)."""
    names = {name for name, _ in headers}
    added = [*_ALWAYS, *(header for header in _UNLESS_SET if header[0] not in names)]
    if tls:
        added.append(_STRICT_TRANSPORT)
    return [*headers, *added, *(more or ()), (b"x-request-id", request_id.encode())]

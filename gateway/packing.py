"""Answers go packed to whoever can unpack them: over a phone's connection eight kilobytes come sooner than eighty.

The services leave that to the door, so it is done once, and what the door reads itself needs no unpacking.
"""

import re
import zlib

from gateway.headers import Head, RawHeaders

SMALLEST = 1_400
"""Bytes that fit into one packet of the network, where packing saves nothing."""

LEVEL = 4
"""Beyond it, packing takes longer and saves next to nothing more."""

_GZIP = 31
"""zlib's number for its widest window with gzip around it."""

_SAVES = frozenset({b"application/json", b"text/calendar", b"text/csv", b"text/html"})
_ACCEPTS = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


class Packer:
    """Packs a body part by part, so that each can be read as soon as it is there."""

    def __init__(self) -> None:
        self._zip = zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP)

    def packed(self, part: bytes, *, more: bool) -> bytes:
        """The next bytes to send, the last ones unless `more` come."""
        return self._zip.compress(part) + self._zip.flush(zlib.Z_SYNC_FLUSH if more else zlib.Z_FINISH)


def may_pack(method: str, head: Head) -> bool:
    """Whether the answer to this request may be packed.

    Only what is read: whoever listens to the line sees how long an answer is, and what comes back from a change may
    have a secret in it.
    """
    return method == "GET" and _ACCEPTS.search(head.passed_on.get("accept-encoding", "")) is not None


def is_worth_packing(status: int, headers: RawHeaders) -> bool:
    """Whether an answer is whole, not packed yet, and text of some length; one whose length nobody knows is long."""
    said = dict(headers)
    media_type = said.get(b"content-type", b"").partition(b";")[0].strip()
    length = int(said.get(b"content-length", SMALLEST))
    return status == 200 and b"content-encoding" not in said and media_type in _SAVES and length >= SMALLEST


def as_packed(headers: RawHeaders) -> RawHeaders:
    """The headers of an answer once it is packed; its ETag stays, as it names a version and no bytes."""
    kept = [header for header in headers if header[0] != b"content-length"]
    return [*kept, (b"content-encoding", b"gzip"), (b"vary", b"accept-encoding")]

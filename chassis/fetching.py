"""One small JSON document by GET, in a thread: no redirects, no proxy, no HTTP client in every service's memory."""

import asyncio
import http.client
import json
from urllib.parse import urlsplit

FETCH_SECONDS = 2.0
LONGEST = 4 * 1024 * 1024


class NotFetched(Exception):
    """The other side is down, answers something else than 200, or what it answers is no JSON."""


async def get_json(url: str) -> object:
    """The document at a URL of ours. Raises NotFetched after at most two seconds of silence."""
    try:
        return json.loads(await asyncio.to_thread(_download, url))
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise NotFetched(f"{type(error).__name__}: {error}") from error


def _download(url: str) -> bytes:
    parts = urlsplit(url)
    assert parts.hostname is not None
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=FETCH_SECONDS)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"Accept": "application/json"})
        response = connection.getresponse()
        if response.status != 200:
            raise OSError(f"answered {response.status}")
        return response.read(LONGEST)
    finally:
        connection.close()

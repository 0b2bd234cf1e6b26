"""RabbitMQ's management API, as far as a deployment needs it."""

from __future__ import annotations

import base64
import urllib.error
import urllib.request


class NotManaged(Exception):
    """The management API does not answer, or refuses."""


class Management:
    """The management API at a URL, as one of its users."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self._url = url
        self._credentials = base64.b64encode(f"{user}:{password}".encode()).decode()

    def send(self, method: str, path: str, body: bytes | None = None) -> bytes:
        """One request; the path begins with /api. Raises `NotManaged`."""
        request = urllib.request.Request(self._url + path, data=body, method=method)
        request.add_header("Authorization", f"Basic {self._credentials}")
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as refused:
            raise NotManaged(f"{refused.code}: {refused.read()[:500]!r}") from refused
        except OSError as error:
            raise NotManaged(str(error)) from error

"""Questions the door asks a service itself: to sign somebody in, to make a screen of several answers."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from chassis import log
from gateway.refusals import ServiceDown, ServiceTooSlow
from gateway.routes import ServiceName
from gateway.settings import Settings

logger = log.get(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service answered, whole."""

    status: int
    body: bytes
    media_type: str
    retry_after: str | None

    def json(self) -> Any:
        """The body read as JSON."""
        return json.loads(self.body)


class Services:
    """Asks services on behalf of whoever the headers say."""

    def __init__(self, settings: Settings, session: aiohttp.ClientSession) -> None:
        self._settings = settings
        self._session = session

    async def ask(
        self,
        service: ServiceName,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        content: Mapping[str, Any] | None = None,
        params: Mapping[str, str] | None = None,
        seconds: float = 5.0,
    ) -> Reply:
        """Ask once. Refuses with `ServiceDown` or, after `seconds`, with `ServiceTooSlow`."""
        url = self._settings.base_url(service) + path
        body = None if content is None else json.dumps(dict(content)).encode()
        sent = {**headers, "accept": "application/json"}
        if body is not None:
            sent["content-type"] = "application/json"
        try:
            async with asyncio.timeout(seconds):
                async with self._session.request(
                    method, url, headers=sent, params=params, data=body, allow_redirects=False
                ) as answer:
                    return Reply(
                        answer.status,
                        await answer.read(),
                        answer.headers.get("content-type", ""),
                        answer.headers.get("retry-after"),
                    )
        except aiohttp.ClientError as error:
            logger.warning("service_down", service_asked=service, error=repr(error))
            raise ServiceDown(f"The {service} service does not answer at the moment.") from error
        except TimeoutError:
            raise ServiceTooSlow(f"The {service} service did not answer in time.") from None

"""A browser as the gateway sees it: a cookie, a header that proves whose page asks, and no token."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from tests.conftest import Servers
from tests.platform import PASSWORD


class Browser:
    """Keeps its cookie as a browser does, also over http on loopback."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http
        self.headers: dict[str, str] = {}

    async def sign_in(self, user_name: str) -> dict[str, Any]:
        answer = await self.http.post(
            "/api/browser-session", json={"user_name": user_name, "password": PASSWORD}
        )
        assert answer.status_code == 201, answer.text
        signed_in: dict[str, Any] = answer.json()
        cookie = answer.headers["set-cookie"].partition(";")[0]
        self.headers = {"Cookie": cookie, "X-Waymark-CSRF": signed_in["csrf"]}
        return signed_in

    async def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        return await self.http.request(method, f"/api{path}", headers=self.headers, **options)


@asynccontextmanager
async def a_browser(servers: Servers) -> AsyncIterator[Browser]:
    async with httpx.AsyncClient(base_url=servers.gateway_url, timeout=20) as http:
        yield Browser(http)

"""A client of the public API, as a careful API user would write one.

Every POST carries an Idempotency-Key (a UUIDv7) and is repeated with the same key while the answer is unknown, so a
repeat can never do a thing twice. Used by the demo and by the tests that go through the gateway.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from chassis.ids import fresh_id

T = TypeVar("T")

PATIENCE_SECONDS = 20.0
_TLS = httpx.create_ssl_context()  # costs 30 ms, so all clients share one
_AGAIN = {"not_known_yet", "too_busy", "unavailable"}


class Refused(Exception):
    """The platform said no: the problem document and its status."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status} {problem.get('code')}: {problem.get('detail')}")
        self.status = status
        self.problem = problem

    @property
    def code(self) -> str:
        """What programs switch on."""
        return str(self.problem.get("code"))


class Client:
    """One person's (or nobody's) connection to the platform."""

    def __init__(self, url: str, token: str | None = None, *, patience: float = PATIENCE_SECONDS) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.http = httpx.AsyncClient(
            base_url=f"{url.rstrip('/')}/api", headers=headers, timeout=15, verify=_TLS
        )
        self.url = url
        self._patience = patience

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.aclose()

    async def sign_in(self, user_name: str, password: str, role: str | None = None) -> dict[str, Any]:
        """Sign in; from now on this client is that person."""
        body = {"user_name": user_name, "password": password} | ({"role": role} if role else {})
        answer: dict[str, Any] = await self.post("/sign-in", body)
        self.http.headers["Authorization"] = f"Bearer {answer['access_token']}"
        return answer

    async def get(self, path: str, **params: Any) -> Any:
        """What is there. Raises `Refused`."""
        return (await self.send("GET", path, params=params)).json()

    async def post(self, path: str, body: Any, *, key: str | None = None, version: int | None = None) -> Any:
        """Do something once, however often it has to be said. Raises `Refused`."""
        headers = {"Idempotency-Key": key or fresh_id()}
        return (await self.send("POST", path, body=body, headers=headers, version=version)).json()

    async def put(self, path: str, body: Any, *, version: int | None = None) -> Any:
        """Change something. Raises `Refused`."""
        answer = await self.send("PUT", path, body=body, version=version)
        return answer.json() if answer.content else None

    async def send(
        self,
        method: str,
        path: str,
        *,
        body: Any = None,
        params: Any = None,
        headers: dict[str, str] | None = None,
        version: int | None = None,
    ) -> httpx.Response:
        """Send until the answer is known: a lost connection, a 503 and a 404 `not_known_yet` are asked again."""
        headers = (headers or {}) | ({"If-Match": f'"{version}"'} if version is not None else {})
        deadline = time.monotonic() + self._patience
        while True:
            try:
                answer = await self.http.request(method, path, json=body, params=params, headers=headers)
            except httpx.TransportError:
                if time.monotonic() > deadline:
                    raise
                await asyncio.sleep(0.2)
                continue
            if answer.is_success:
                return answer
            problem = answer.json() if "json" in answer.headers.get("content-type", "") else {}
            if time.monotonic() > deadline or problem.get("code") not in _AGAIN:
                raise Refused(answer.status_code, problem)
            await asyncio.sleep(0.1)


async def eventually(
    look: Callable[[], Awaitable[T]], wanted: Callable[[T], bool], *, patience: float = PATIENCE_SECONDS
) -> T:
    """Look again until it is as wanted: news travels between services within moments, not at once. What `wanted` does
    not find in what is seen, such as the first of none, is not there yet.

    Raises TimeoutError with what was seen last.
    """
    deadline = time.monotonic() + patience
    while True:
        seen = await look()
        with suppress(LookupError):
            if wanted(seen):
                return seen
        if time.monotonic() > deadline:
            raise TimeoutError(f"still not as wanted after {patience:.0f} s: {seen!r}")
        await asyncio.sleep(0.05)

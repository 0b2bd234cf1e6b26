"""The way through: find the route, check the token, stream the request to its service and the answer back."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager

import aiohttp
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from yarl import URL

from chassis import log
from chassis.errors import IdempotencyKeyMissing, Refusal
from gateway.body import HELD_BYTES, ClientGone, Inlet
from gateway.caller import Caller, Callers
from gateway.cors import Origins
from gateway.headers import Head, RawHeaders, answer_headers, with_security
from gateway.limits import Limits
from gateway.packing import Packer, as_packed, is_worth_packing
from gateway.refusals import ServiceBusy, ServiceDown, ServiceTooSlow, refusal_answer
from gateway.routes import BEHIND, PREFIX, Route, RouteTable, ServiceName
from gateway.settings import Settings

logger = log.get(__name__)


class Outlet:
    """The way back to one client: puts the door's headers on the answer, packs it where that helps and it may, and
    notes what was said.
    """

    def __init__(self, send: Send, request_id: str, *, tls: bool, may_pack: bool, more: RawHeaders) -> None:
        self._send = send
        self._request_id = request_id
        self._tls = tls
        self._may_pack = may_pack
        self._more = more
        self._packer: Packer | None = None
        self.status = 0
        self.route: Route | None = None

    @property
    def started(self) -> bool:
        """Whether the client has got a status, so that no other can be said."""
        return self.status != 0

    async def __call__(self, message: Message) -> None:
        """ASGI's send."""
        if message["type"] == "http.response.start":
            await self.start(message["status"], list(message["headers"]))
        else:
            await self.body(message.get("body", b""), more=message.get("more_body", False))

    async def start(self, status: int, headers: RawHeaders) -> None:
        """Send the status and the headers."""
        self.status = status
        if self._may_pack and is_worth_packing(status, headers):
            self._packer = Packer()
            headers = as_packed(headers)
        headers = with_security(headers, self._request_id, tls=self._tls, more=self._more)
        await self._send({"type": "http.response.start", "status": status, "headers": headers})

    async def body(self, part: bytes, *, more: bool) -> None:
        """Send a part of the body; waits when the client reads slowly."""
        if self._packer is not None:
            part = self._packer.packed(part, more=more)
        await self._send({"type": "http.response.body", "body": part, "more_body": more})


class Service:
    """One service as the door sees it: where it is and how much is under way there."""

    def __init__(self, name: ServiceName, base_url: str, limit: int) -> None:
        self.name = name
        self.base_url = base_url
        self._limit = limit
        self._under_way = 0

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place among the requests under way; refuses with `ServiceBusy` when there is none."""
        if self._under_way >= self._limit:
            raise ServiceBusy(f"The {self.name} service has too much to do at the moment.")
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1


def client_session(settings: Settings) -> aiohttp.ClientSession:
    """The one client all requests to services go through: no redirects followed, no cookies, nothing decoded.

    Idle connections are given up before the services do (uvicorn: five seconds), so a POST never meets a
    closed one.
    """
    connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=settings.idle_seconds)
    return aiohttp.ClientSession(
        connector=connector,
        timeout=aiohttp.ClientTimeout(total=None, connect=settings.connect_seconds),
        cookie_jar=aiohttp.DummyCookieJar(),
        skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
        auto_decompress=False,
        trust_env=False,
    )


class Proxy:
    """Answers everything under `PREFIX` that a service answers."""

    def __init__(
        self,
        settings: Settings,
        table: RouteTable,
        callers: Callers,
        own: ASGIApp,
        origins: Origins,
        session: aiohttp.ClientSession,
    ) -> None:
        self._body_seconds = settings.body_seconds
        self._table = table
        self._limits = Limits(settings)
        self._origins = origins
        self._callers = callers
        self._own = own
        self._session = session
        self._services: Mapping[ServiceName, Service] = {
            name: Service(name, settings.base_url(name), settings.requests_per_service) for name in BEHIND
        }

    async def __call__(self, scope: Scope, receive: Receive, outlet: Outlet, head: Head) -> None:
        """Answer one request; what the door refuses is answered here too."""
        inlet = Inlet(receive, head)
        try:
            if await self._allowed_elsewhere(scope, head, outlet):
                return
            route = outlet.route = self._table.find(scope["method"], _wire_path(scope))
            self._limits.admit_address(head.address, route)
            caller = await self._admit(route, head)
            if route.service is ServiceName.GATEWAY:
                await self._answer(route, scope, head, caller, inlet, outlet)
            else:
                await self._forward(route, scope, head, inlet, outlet)
        except Refusal as refusal:
            if outlet.started:
                logger.warning("answer_broken_off", code=refusal.code(), request_id=head.request_id)
            else:
                await _refuse(refusal, scope, inlet, outlet)
        except ClientGone:
            logger.info("client_gone", request_id=head.request_id)

    async def _allowed_elsewhere(self, scope: Scope, head: Head, outlet: Outlet) -> bool:
        """Answer a browser that asks whether another site's page may send a request (CORS preflight)."""
        if scope["method"] != "OPTIONS":
            return False
        self._limits.admit_preflight(head.address)
        allowed = self._origins.preflight(scope["method"], head, self._table.methods(_wire_path(scope)))
        if allowed is None:
            return False
        await outlet.start(204, allowed)
        await outlet.body(b"", more=False)
        return True

    async def _admit(self, route: Route, head: Head) -> Caller | None:
        caller = None
        if not route.public:
            caller = await self._callers.identify(route.method, head)
            self._limits.admit_person(caller.actor.person_id)
        if route.method == "POST" and not route.keyless and not head.passed_on.get("idempotency-key"):
            raise IdempotencyKeyMissing("A POST needs an Idempotency-Key header.", field="Idempotency-Key")
        return caller

    async def _answer(
        self, route: Route, scope: Scope, head: Head, caller: Caller | None, inlet: Inlet, outlet: Outlet
    ) -> None:
        """Let the door's own application answer; it sees the path as services do, and who calls."""
        body = await inlet.take(min(route.body_limit, HELD_BYTES), self._body_seconds)
        assert not isinstance(body, AsyncIterator)
        inside = {
            **scope,
            "path": scope["path"].removeprefix(PREFIX),
            "raw_path": _wire_path(scope).encode(),
            "state": {"head": head, "caller": caller},
        }
        try:
            async with asyncio.timeout(route.seconds):
                await self._own(inside, inlet.again(body), outlet)
        except TimeoutError:
            raise ServiceTooSlow("The answer could not be made in time.") from None

    async def _forward(self, route: Route, scope: Scope, head: Head, inlet: Inlet, outlet: Outlet) -> None:
        body = await inlet.take(route.body_limit, self._body_seconds)
        service = self._services[route.service]
        url = service.base_url + _wire_path(scope)
        if scope["query_string"]:
            url = f"{url}?{scope['query_string'].decode('latin-1')}"
        loop = asyncio.get_running_loop()
        try:
            with service.place():
                async with asyncio.timeout(route.seconds) as budget:
                    with inlet.listening(lambda: budget.reschedule(loop.time())):
                        await self._exchange(route.method, url, head, body, outlet)
        except aiohttp.ClientError as error:
            raise _why(error, inlet, service) from error
        except TimeoutError:
            if inlet.gone:
                raise ClientGone from None
            raise ServiceTooSlow(f"The {service.name} service did not answer in time.") from None

    async def _exchange(
        self, method: str, url: str, head: Head, body: bytes | AsyncIterator[bytes] | None, outlet: Outlet
    ) -> None:
        headers = head.passed_on
        if head.length is not None and body is not None:
            headers = headers | {"content-length": str(head.length)}
        request = self._session.request(
            method, URL(url, encoded=True), headers=headers, data=body, allow_redirects=False
        )
        async with request as response:
            await outlet.start(response.status, answer_headers(response.raw_headers, response.status))
            left = response.content_length or None
            async for part in response.content.iter_any():
                if left is not None:
                    left -= len(part)
                await outlet.body(part, more=left != 0)
            if left != 0:
                await outlet.body(b"", more=False)


def _wire_path(scope: Scope) -> str:
    """The path as it came over the wire, without the prefix."""
    raw: bytes = scope["raw_path"]
    return raw.decode("ascii").removeprefix(PREFIX)


def _why(error: aiohttp.ClientError, inlet: Inlet, service: Service) -> Exception:
    """What a failed exchange means: our own limit, a client that left, or a service that is down."""
    if inlet.too_large:
        return inlet.refusal()
    if inlet.gone:
        return ClientGone()
    logger.warning("service_down", service_asked=service.name, error=repr(error))
    return ServiceDown(f"The {service.name} service does not answer at the moment.")


async def _refuse(refusal: Refusal, scope: Scope, inlet: Inlet, outlet: Outlet) -> None:
    """Answer with a problem. A client that may send for ever gets a moment to read it and no more."""
    answer = refusal_answer(refusal, instance=scope["path"])
    headers, body = list(answer.raw_headers), bytes(answer.body)
    if not inlet.unbounded:
        await outlet.start(answer.status_code, headers)
        await outlet.body(body, more=False)
        return
    await outlet.start(answer.status_code, [*headers, (b"connection", b"close")])
    await outlet.body(body, more=True)
    await inlet.linger()
    await outlet.body(b"", more=False)

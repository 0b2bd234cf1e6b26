"""The wiring of the gateway: one ASGI application in front of everything."""

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import Any

from fastapi import FastAPI
from prometheus_client import start_http_server
from starlette.types import Receive, Scope, Send

from chassis import log, metrics
from chassis.auth import Keys, TokenVerifier
from chassis.mongo import Database, close, connect, database, ensure_indexes
from chassis.problems import internal_error
from chassis.rabbit import Broadcast
from chassis.revocations import RevocationFeed
from chassis.tasks import ended
from contracts.identity import AccessRevoked
from gateway.addresses import is_trusted
from gateway.asking import Services
from gateway.caller import Callers
from gateway.cors import Origins
from gateway.headers import Head, read_head
from gateway.live import Hub
from gateway.openapi import ApiDocument
from gateway.opening import Opening
from gateway.own import create_own
from gateway.packing import may_pack
from gateway.pages import OWN_PATHS, create_pages
from gateway.proxy import Outlet, Proxy, client_session
from gateway.routes import OWN_ROUTES, PREFIX, ROUTES, Route, RouteTable
from gateway.sessions import INDEXES, BrowserSessions, Seal
from gateway.settings import Settings
from gateway.web import WebClient

SERVICE = "gateway"
KEYS_RETRY_SECONDS = 0.5
INDEX_RETRY_SECONDS = 2.0

logger = log.get(__name__)


class Gateway:
    """The ASGI application: what a service answers goes to the proxy, the rest to the pages.

    The proxy is called directly, without a router or middleware before it; what every answer has in common
    (security headers, request id, metrics, a problem for what nobody foresaw) is done here once.
    """

    def __init__(self, settings: Settings, routes: Sequence[Route] = ROUTES) -> None:
        self._settings = settings
        self._origins = Origins(settings.allowed_origins)
        self._table = RouteTable((*routes, *OWN_ROUTES))
        self._keys = Keys(str(settings.jwks_url))
        self._proxy: Proxy | None = None
        self._document: ApiDocument | None = None
        self._hub: Hub | None = None
        self.draining = False
        opening = Opening(self, settings.opening_seconds)
        web = (
            WebClient(settings.web_dir, settings.shown_people, opening.answers) if settings.web_dir else None
        )
        self._pages = create_pages(self._api_document, lambda: self.ready, self._running, web)

    @property
    def ready(self) -> bool:
        """Whether requests should come here: tokens can be checked and the process is not on its way out."""
        return self._keys.ready and not self.draining

    def end_streams(self) -> None:
        """Let the streams that would never end by themselves end: the server is about to stop."""
        if self._hub is not None:
            self._hub.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection event of the server."""
        if scope["type"] != "http":
            await self._pages(scope, receive, send)
            return
        client = scope["client"]
        head = read_head(scope["headers"], client[0] if client else None, self._settings.trusted_proxies)
        outlet = Outlet(
            send,
            head.request_id,
            tls=self._is_tls(client, head),
            may_pack=may_pack(scope["method"], head),
            more=self._origins.headers(head),
        )
        started = time.perf_counter()
        try:
            await self._answer(scope, receive, outlet, head)
        except Exception as error:
            logger.error("request_failed", request_id=head.request_id, exc_info=error)
            if not outlet.started:
                await internal_error()(scope, receive, outlet)
        finally:
            self._note(scope, outlet, head, time.perf_counter() - started)

    def _is_tls(self, client: tuple[str, int] | None, head: Head) -> bool:
        """Whether the client speaks https, to us or to a proxy whose word we take."""
        proto = head.kept.get(b"x-forwarded-proto", "")
        if proto == "https" and client is not None:
            return self._settings.tls or is_trusted(client[0], self._settings.trusted_proxies)
        return self._settings.tls

    async def _answer(self, scope: Scope, receive: Receive, outlet: Outlet, head: Head) -> None:
        path: str = scope["path"]
        if path.startswith(PREFIX + "/") and path not in OWN_PATHS:
            assert self._proxy is not None
            await self._proxy(scope, receive, outlet, head)
        else:
            await self._pages(scope, receive, outlet)

    def _note(self, scope: Scope, outlet: Outlet, head: Head, seconds: float) -> None:
        route = outlet.route
        path, method = (route.path, route.method) if route else ("unmatched", "any")
        metrics.http_requests_total.labels(SERVICE, method, path, str(outlet.status)).inc()
        metrics.http_request_seconds.labels(SERVICE, path).observe(seconds)
        refused = outlet.status in (401, 403, 429) or outlet.status >= 500 or not outlet.started
        (logger.warning if refused else logger.debug)(
            "request",
            method=scope["method"],
            route=path,
            status=outlet.status,
            ms=round(seconds * 1000, 1),
            request_id=head.request_id,
        )

    def _api_document(self) -> ApiDocument:
        assert self._document is not None
        return self._document

    @asynccontextmanager
    async def _running(self, pages: FastAPI) -> AsyncIterator[None]:
        async with client_session(self._settings) as session:
            settings = self._settings
            verifier = TokenVerifier(self._keys, remembered=settings.tokens_remembered)
            services = Services(settings, session)
            client = connect(settings.mongo_url)
            db = database(client, settings.mongo_database)
            keys = [key.get_secret_value() for key in settings.session_keys]
            sessions = BrowserSessions(db, services, Seal(keys))
            callers = Callers(settings, verifier, sessions)
            self._hub = Hub(settings, verifier.revocations)
            own = create_own(sessions, services, callers, self._hub)
            self._proxy = Proxy(settings, self._table, callers, own, self._origins, session)
            self._document = ApiDocument(settings, session, own.openapi())
            tasks = [asyncio.create_task(loop) for loop in self._loops(verifier, db, self._hub)]
            try:
                with _metrics_port(self._settings):
                    yield
            finally:
                await ended(tasks)
                await self._keys.close()
                await close(client)

    def _loops(self, verifier: TokenVerifier, db: Database, hub: Hub) -> list[Coroutine[Any, Any, None]]:
        settings = self._settings
        feed = RevocationFeed(
            verifier.revocations, str(settings.revocations_url), every=settings.revocations_seconds
        )
        listen = partial(Broadcast, settings.rabbit_url, service=SERVICE, declares=settings.rabbit_declares)
        revoked = listen(types=(AccessRevoked.TYPE,), hear=feed.hear)
        # A queue of its own: a revocation does not stand in line behind everything else that happens.
        hints = listen(types=("#",), hear=hub.hear, joined=hub.missed)
        return [self._learn_keys(), _index(db), feed.run(), revoked.run(), hints.run()]

    async def _learn_keys(self) -> None:
        while not self._keys.ready:
            await self._keys.refresh()
            await asyncio.sleep(KEYS_RETRY_SECONDS)


async def _index(db: Database) -> None:
    """Make the small database ready as soon as it can be reached."""
    while True:
        try:
            await ensure_indexes(db, INDEXES)
        except Exception as error:
            logger.warning("waiting_for_mongodb", error=str(error)[:300])
            await asyncio.sleep(INDEX_RETRY_SECONDS)
        else:
            return


@contextmanager
def _metrics_port(settings: Settings) -> Iterator[None]:
    """Serve the metrics on a port that the public does not reach, when there is one."""
    if settings.internal_port is None:
        yield
        return
    server, thread = start_http_server(settings.internal_port, addr=settings.internal_host)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

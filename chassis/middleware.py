"""The middleware every service has, as plain ASGI (reliability.md e.4, 35)."""

import re
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis import log, metrics, trace
from chassis.ids import fresh_id
from chassis.problems import internal_error, problem

_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{8,100}")
_QUIET = ("/livez", "/readyz", "/metrics")

_log = log.get("chassis.http")


class RequestLog:
    """Binds the ids of request and trace to the log, counts and times every request, and writes one line for it."""

    def __init__(self, app: ASGIApp, service: str) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        given = headers.get(b"x-request-id", b"").decode("latin-1")
        request_id = given if _REQUEST_ID.fullmatch(given) else fresh_id()
        parent = headers.get(b"traceparent", b"").decode("latin-1")
        trace_id = trace.trace_id(parent)
        scope.setdefault("state", {}).update(request_id=request_id, traceparent=parent if trace_id else None)
        status = 500
        started = time.perf_counter()

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        with log.bound_contextvars(request_id=request_id, trace_id=trace_id):
            try:
                await self._app(scope, receive, answer)
            finally:
                self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unmatched")
        metrics.http_requests_total.labels(self._service, scope["method"], route, str(status)).inc()
        metrics.http_request_seconds.labels(self._service, route).observe(seconds)
        if scope["path"] not in _QUIET:
            _log.info(
                "request", method=scope["method"], route=route, status=status, ms=round(seconds * 1000, 1)
            )


class Unforeseen:
    """Answers an error nobody foresaw with a problem that says nothing about the inside, and writes one line for it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            _log.error("request_failed", exc_info=error)
            if started:  # the server cuts the connection, so that nobody takes half an answer for a whole one
                raise
            await internal_error()(scope, receive, send)


class _TooLarge(Exception):
    pass


class BodyLimit:
    """Cuts a body that is larger than allowed while it arrives, chunked ones included (reliability.md d)."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > self._limit:
            await self._refuse(scope, receive, send)
            return
        seen = 0
        started = False

        async def limited() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._limit:
                raise _TooLarge
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, limited, watched)
        except _TooLarge:
            if not started:
                await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = problem(
            413, "body_too_large", f"The body is too large: at most {self._limit // 1024} kB are accepted."
        )
        await answer(scope, receive, send)

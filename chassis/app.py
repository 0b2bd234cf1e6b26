"""The application of a service's process: its routes and health, with middleware as one explicit list."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pymongo.errors import PyMongoError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, PlainTextResponse

from chassis import log
from chassis.errors import Refusal, Unavailable
from chassis.http import Route
from chassis.middleware import BodyLimit, RequestLog, Unforeseen
from chassis.mongo import unavailable
from chassis.problems import invalid_input, problem, problem_response
from chassis.process import Process, Role
from chassis.schemas import Problem
from chassis.service import Service
from chassis.settings import ServiceSettings

_log = log.get(__name__)


def create_app(service: Service, settings: ServiceSettings, role: Role) -> FastAPI:
    """The ASGI application of one process: `api` has the routes, `worker` only health, `all` everything.

    Raises AssertionError at start for a route that does not say who may ask.
    """
    process = Process(service, settings, role)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with process.running() as kit:
            app.state.kit = kit
            yield

    app = _application(
        service,
        lifespan=lifespan,
        openapi_url="/openapi.json" if role is not Role.WORKER else None,
        middleware=[
            Middleware(RequestLog, service=service.name),
            Middleware(Unforeseen),
            Middleware(BodyLimit, limit=settings.body_limit_bytes),
        ],
    )
    app.state.process = process
    if role is not Role.WORKER:
        _add_routes(app, service)
    _refuse_open_routes(app)
    _add_health(app, process)
    _add_problems(app)
    _document_problems(app)
    return app


def documented(service: Service) -> FastAPI:
    """The routes of a service without anything they work with: enough to say what it offers."""
    app = _application(service)
    _add_routes(app, service)
    _document_problems(app)
    return app


def _application(service: Service, **more: Any) -> FastAPI:
    return FastAPI(title=f"Waymark {service.name}", version="1", docs_url=None, redoc_url=None, **more)


def _add_routes(app: FastAPI, service: Service) -> None:
    for router in service.routers:
        app.include_router(router)


def _refuse_open_routes(app: FastAPI) -> None:
    for route in app.routes:
        if getattr(route, "include_in_schema", False):
            assert isinstance(route, Route), f"{route} is not made by chassis.http.Router"
            assert route.access, f"{route.path} declares none (or several) of Command, Ask and Public"


def _add_health(app: FastAPI, process: Process) -> None:
    async def livez(request: Request) -> Response:
        if process.useless:
            return PlainTextResponse("the broker no longer knows us: start this process anew\n", 503)
        return PlainTextResponse("alive\n")

    async def readyz(request: Request) -> Response:
        report = await process.readiness()
        return JSONResponse(report, status_code=200 if report["ready"] else 503)

    async def metrics(request: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    for path, endpoint in (("/livez", livez), ("/readyz", readyz), ("/metrics", metrics)):
        app.add_route(path, endpoint, include_in_schema=False)


def _add_problems(app: FastAPI) -> None:
    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)
        return problem_response(error, instance=_instance(request))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        faults = error.errors()
        if any(fault["type"] == "json_invalid" for fault in faults):
            return problem(400, "malformed_body", "The body is not valid JSON.", instance=_instance(request))
        return invalid_input(faults, instance=_instance(request))

    async def http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code, detail = _HTTP_ERRORS.get(error.status_code, ("refused", str(error.detail)))
        return problem(error.status_code, code, detail, headers=error.headers, instance=_instance(request))

    async def database_error(request: Request, error: Exception) -> Response:
        if not unavailable(error):
            raise error
        _log.warning("database_unavailable", error=type(error).__name__)
        return problem_response(Unavailable("The database cannot be reached right now. Please try again."))

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(PyMongoError, database_error)


def _instance(request: Request) -> str:
    """The path as the client asked for it: what stands before ours outside is the gateway's to say."""
    prefix = request.headers.get("x-forwarded-prefix", "")
    return (prefix if _PREFIX.fullmatch(prefix) else "") + request.url.path


_PREFIX = re.compile(r"(/[a-z0-9-]{1,20}){1,3}")
_HTTP_ERRORS = {
    400: ("malformed_body", "The body cannot be read."),
    404: ("no_such_route", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take that method."),
}


def _document_problems(app: FastAPI) -> None:
    """Put the problem schema the routes refer to into the document."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        document = generate()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.setdefault("Problem", Problem.model_json_schema())
        return document

    app.openapi = openapi  # type: ignore[method-assign]

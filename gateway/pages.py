"""What the door answers itself: health, the API document and the page that shows it."""

from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import Lifespan

from chassis.errors import Refusal
from chassis.problems import internal_error, invalid_input, problem
from gateway import __version__
from gateway.openapi import ApiDocument
from gateway.refusals import MethodNotAllowed, NoSuchRoute, refusal_answer
from gateway.routes import PREFIX
from gateway.web import WebClient

DOCUMENT = f"{PREFIX}/openapi.json"
DOCS = f"{PREFIX}/docs"

_FOLDER = Path(__file__).parent / "docs"
_FILES = {
    DOCS: ("index.html", "text/html"),
    f"{DOCS}.js": ("docs.js", "text/javascript"),
    f"{DOCS}.css": ("docs.css", "text/css"),
}
OWN_PATHS = frozenset({DOCUMENT, *_FILES})
"""The paths under `PREFIX` that no service answers."""

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FRESH = {"Cache-Control": "no-cache"}


def create_pages(
    document: Callable[[], ApiDocument],
    ready: Callable[[], bool],
    lifespan: Lifespan[FastAPI],
    web: WebClient | None = None,
) -> FastAPI:
    """The application for the door's own paths; `document` and `ready` are asked per request."""
    pages = FastAPI(version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)

    async def livez(request: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def readyz(request: Request) -> Response:
        report = {"ready": ready(), "service": "gateway", "version": __version__}
        return JSONResponse(report, status_code=200 if report["ready"] else 503)

    async def openapi(request: Request) -> Response:
        content, etag = await document().read()
        headers = {"ETag": etag, **_FRESH}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        return Response(content, headers=headers, media_type="application/json")

    pages.add_route("/livez", livez)
    pages.add_route("/readyz", readyz)
    pages.add_route(DOCUMENT, openapi)
    for path, (name, media_type) in _FILES.items():
        pages.add_route(path, _file(_FOLDER / name, media_type))
    if web is not None:
        pages.add_route("/{path:path}", web.answer)
    add_problems(pages)
    return pages


def _file(path: Path, media_type: str) -> Callable[[Request], Response]:
    content = path.read_bytes()

    def send_file(request: Request) -> Response:
        headers = {"Content-Security-Policy": _PAGE_POLICY, **_FRESH}
        return Response(content, media_type=media_type, headers=headers)

    return send_file


def add_problems(pages: FastAPI, prefix: str = "") -> None:
    """Let an application of the door say no as everything else does; `prefix` stands before its paths outside."""

    def instance(request: Request) -> str:
        return prefix + request.url.path

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        faults = error.errors()
        if any(fault["type"] == "json_invalid" for fault in faults):
            return problem(400, "malformed_body", "The body is not valid JSON.", instance=instance(request))
        return invalid_input(faults, instance=instance(request))

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)
        return refusal_answer(error, instance=instance(request))

    async def http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        path = instance(request)
        if error.status_code == 404:
            return refusal_answer(NoSuchRoute("There is nothing at this address."), instance=path)
        if error.status_code == 405:
            return refusal_answer(MethodNotAllowed(["GET"]), instance=path)
        return problem(error.status_code, "refused", str(error.detail), instance=path)

    async def broken(request: Request, error: Exception) -> Response:
        return internal_error()

    pages.add_exception_handler(Refusal, refused)
    pages.add_exception_handler(RequestValidationError, invalid)
    pages.add_exception_handler(HTTPException, http_error)
    pages.add_exception_handler(Exception, broken)

"""The web client's files, from the same origin as the API. The door does not know what is in them."""

import json
import mimetypes
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from itertools import chain
from pathlib import Path

from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.types import Scope

from chassis import log
from gateway.caller import COOKIE

logger = log.get(__name__)

INDEX = "index.html"
QUESTIONS = "first-questions.json"
SETUP = "setup.json"
"""What the client asks before anybody is signed in: the demo people of a development stack, else nobody."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_OWN_PAGE = {"Cache-Control": "no-store", "Content-Security-Policy": _POLICY}
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_EACH_TIME = "no-cache"
_HASHED = "assets/"
_MEDIA_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2"}
_CODINGS = (("br", ".br"), ("gzip", ".gz"))


class OfRoles(BaseModel):
    """What the first screen of these roles asks for; with a permission, of those who were given it."""

    roles: list[str]
    permission: str | None = None
    questions: list[str]

    def concern(self, role: str, permissions: Collection[str]) -> bool:
        """Whether they are asked by somebody in this role who was given these permissions."""
        return role in self.roles and (self.permission is None or self.permission in permissions)


class Questions(BaseModel):
    """What the client's screens ask for before anything else: each of them, and the first one by role.

    Paths with queries; the blanks in them are those of `gateway.opening.Visitor`.
    """

    everywhere: list[str]
    first_screen: list[OfRoles]

    def of(self, role: str, permissions: Collection[str], *, first: bool) -> list[str]:
        """The questions of a page that somebody opens, the first screen or another."""
        own = (each.questions for each in self.first_screen if first and each.concern(role, permissions))
        return [*chain.from_iterable(own), *self.everywhere]


BringAlong = Callable[[Scope, Questions], Awaitable[bytes]]
"""What a page brings with it for whoever opens it, as HTML at the end of its body."""


class WebClient:
    """Answers every path that is none of the door's own. `people` is a JSON file with the logins to show, if any."""

    def __init__(self, folder: Path, people: Path | None, bring: BringAlong) -> None:
        self._folder = folder.resolve()
        self._people = people
        self._bring = bring

    def answer(self, request: Request) -> Response:
        """A file of the build; the application itself for a page somebody goes to; otherwise 404.

        The first page is there for whatever asks, such as a monitor that does not say that it reads HTML.
        """
        path = request.url.path.removeprefix("/")
        if path == SETUP:
            return Response(self._setup(), media_type="application/json")
        found = self._file(path)
        if found is None and (path == "" or _is_visit(request)):
            if COOKIE in request.cookies and request.method == "GET":
                return StreamingResponse(self._page(request.scope), headers=_OWN_PAGE, media_type="text/html")
            found = self._file(INDEX)
        if found is None:
            raise HTTPException(404)
        return _sent(found, request, for_ever=path.startswith(_HASHED))

    async def _page(self, scope: Scope) -> AsyncIterator[bytes]:
        """The application for who has a session: its head at once, so that the rest of it is fetched meanwhile."""
        page, end, after = (self._folder / INDEX).read_bytes().rpartition(b"</body>")
        yield page
        yield await self._brought_along(scope)
        yield end + after

    async def _brought_along(self, scope: Scope) -> bytes:
        questions = self._file(QUESTIONS)
        if questions is None:
            return b""
        try:
            return await self._bring(scope, Questions.model_validate_json(questions.read_bytes()))
        except ValueError as error:
            logger.error("first_questions_not_readable", error=str(error)[:300])
        except Exception as error:
            logger.error("first_answers_failed", exc_info=error)
        # The client asks for itself whatever the page does not bring.
        return b""

    def _file(self, path: str) -> Path | None:
        found = (self._folder / path).resolve()
        return found if found.is_relative_to(self._folder) and found.is_file() else None

    def _setup(self) -> str:
        shown = self._people if self._people is not None and self._people.is_file() else None
        return json.dumps({"people": json.loads(shown.read_text()) if shown else []})


def _is_visit(request: Request) -> bool:
    """Whether a person goes to an address, so that the application finds out what is there."""
    mode = request.headers.get("sec-fetch-mode", "navigate")
    return mode == "navigate" and "text/html" in request.headers.get("accept", "")


def _sent(file: Path, request: Request, *, for_ever: bool) -> Response:
    source, coding = _packed(file, request.headers.get("accept-encoding", ""))
    headers = {
        "Cache-Control": _FOR_EVER if for_ever else _ASK_EACH_TIME,
        "Content-Security-Policy": _POLICY,
        "Vary": "Accept-Encoding",
    } | ({"Content-Encoding": coding} if coding else {})
    answer = FileResponse(source, headers=headers, media_type=_media_type(file), stat_result=source.stat())
    if request.headers.get("if-none-match") == answer.headers["etag"]:
        return Response(status_code=304, headers=headers | {"ETag": answer.headers["etag"]})
    return answer


def _packed(file: Path, accepted: str) -> tuple[Path, str | None]:
    """The smallest form of a file that the client can read; the build lays them beside it."""
    known = {part.partition(";")[0].strip() for part in accepted.split(",")}
    for coding, ending in _CODINGS:
        packed = file.with_name(file.name + ending)
        if coding in known and packed.is_file():
            return packed, coding
    return file, None


def _media_type(file: Path) -> str:
    guessed, _ = mimetypes.guess_type(file.name)
    return _MEDIA_TYPES.get(file.suffix) or guessed or "application/octet-stream"

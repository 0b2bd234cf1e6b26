"""The web client's files, from the same origin as the API. The door does not know what is in them."""

import json
import mimetypes
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

INDEX = "index.html"
SETUP = "setup.json"
"""What the client asks before anybody is signed in: the demo people of a development stack, else nobody."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_EACH_TIME = "no-cache"
_HASHED = "assets/"
_MEDIA_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2"}
_CODINGS = (("br", ".br"), ("gzip", ".gz"))


class WebClient:
    """Answers every path that is none of the door's own. `people` is a JSON file with the logins to show, if any."""

    def __init__(self, folder: Path, people: Path | None) -> None:
        self._folder = folder.resolve()
        self._people = people

    def answer(self, request: Request) -> Response:
        """A file of the build; the application itself for a page somebody goes to; otherwise 404."""
        path = request.url.path.removeprefix("/")
        if path == SETUP:
            return Response(self._setup(), media_type="application/json")
        found = self._file(path) or (self._file(INDEX) if _is_visit(request) else None)
        if found is None:
            raise HTTPException(404)
        return _sent(found, request, for_ever=path.startswith(_HASHED))

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

"""The plain http door beside the https one: it sends people over and lets no program in (CE-02, ASVS 4.1.2)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from chassis.ids import fresh_id
from chassis.problems import problem
from gateway.headers import with_security
from gateway.routes import PREFIX
from gateway.settings import Settings
from gateway.wire import DoorProtocol

_HOST = re.compile(r"([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?")
HTTPS_PORT = 443


def to_https(scope: Scope, port: int) -> Response:
    """The answer to a plain request: a redirect for a page, a refusal for the API.

    A program that was sent over silently would go on sending its token in the clear.
    """
    path: str = scope["path"]
    host = _HOST.fullmatch(Headers(scope=scope).get("host", ""))
    if path.startswith(f"{PREFIX}/") or scope["method"] not in ("GET", "HEAD") or host is None:
        return problem(403, "https_required", "Use https: nothing is taken over plain http.", instance=path)
    where = host.group(1) + ("" if port == HTTPS_PORT else f":{port}")
    query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
    return RedirectResponse(f"https://{where}{scope['raw_path'].decode('ascii')}{query}", 308)


class PlainServer(uvicorn.Server):
    """Listens for plain http while the real server runs; signals are that one's business."""

    def __init__(self, settings: Settings) -> None:
        port = settings.public_port or settings.port

        async def send_over(scope: Scope, receive: Receive, send: Send) -> None:
            answer = to_https(scope, port)
            secured = with_security(list(answer.raw_headers), fresh_id(), tls=False)
            answer.raw_headers[:] = secured
            await answer(scope, receive, send)

        super().__init__(
            uvicorn.Config(
                send_over,
                host=settings.host,
                port=settings.http_port or 0,
                http=DoorProtocol,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """None of them."""
        yield

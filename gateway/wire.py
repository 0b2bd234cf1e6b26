"""The HTTP protocol of the door: uvicorn's, with bounds on a request's head and problems for bad ones."""

import asyncio
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from chassis.ids import fresh_id
from chassis.problems import problem
from gateway.headers import with_security

HEAD_BYTES = 32 * 1024
HEAD_SECONDS = 10.0


class DoorProtocol(HttpToolsProtocol):
    """Refuses what cannot be parsed (400), a head that is too long (431) and one that never ends (408).

    uvicorn's own bounds begin where the application does, so without these a client could hold a connection
    or fill the memory with a head alone.
    """

    _in_head = True
    _head_size = 0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client connected; its first head is due."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._head_came()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse some bytes; a head that is not complete after them must end soon."""
        super().data_received(data)
        if not self._in_head:
            return
        self._head_size += len(data)
        if self._head_size > HEAD_BYTES:
            self._refuse(431, "head_too_large", "The headers of the request are too large.")
        elif self._deadline is None:
            self._await_head()

    def on_message_begin(self) -> None:
        """The first byte of a request was parsed."""
        self._in_head = True
        self._head_size = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is complete; the application takes over."""
        self._in_head = False
        self._head_came()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what is not HTTP."""
        self._refuse(400, "malformed_request", "The request is not valid HTTP.")

    def _await_head(self) -> None:
        self._deadline = self.loop.call_later(
            HEAD_SECONDS, self._refuse, 408, "head_too_slow", "The request did not arrive in time."
        )

    def _head_came(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _refuse(self, status: int, code: str, detail: str) -> None:
        self._head_came()
        if self.transport.is_closing():
            return
        cycle = cast("RequestResponseCycle | None", self.cycle)
        if cycle is not None and cycle.response_started and not cycle.response_complete:
            self.transport.close()  # in the middle of an answer there is no place for another
            return
        answer = problem(status, code, detail)
        headers = [*answer.raw_headers, (b"connection", b"close")]
        secured = with_security(headers, fresh_id(), tls=self.scheme == "https")
        lines = b"".join(b"%b: %b\r\n" % header for header in secured)
        self.transport.write(b"HTTP/1.1 %d \r\n%b\r\n%b" % (status, lines, bytes(answer.body)))
        self.transport.close()

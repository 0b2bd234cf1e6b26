"""The client's side of a request: its body, counted while it comes, and whether the client is still there."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

from starlette.types import Message, Receive

from gateway.headers import Head
from gateway.refusals import BodyTooLarge, BodyTooSlow

HELD_BYTES = 64 * 1024
"""A body up to this size is taken in whole before a service is bothered; a longer one is streamed."""

LISTEN_AFTER_SECONDS = 0.05
LINGER_BYTES = 1024 * 1024
LINGER_SECONDS = 1.0


class ClientGone(Exception):
    """The client hung up; nobody waits for the answer."""


class Inlet:
    """Reads one request. The limit is counted here, so a chunked body cannot get past it."""

    def __init__(self, receive: Receive, head: Head) -> None:
        self._receive = receive
        self._head = head
        self._limit = 0
        self._taken = 0
        self.complete = False
        self.gone = False

    @property
    def unbounded(self) -> bool:
        """Whether an unknown amount, or more than is welcome, may still come in."""
        announced = self._head.length is None or self._head.length > LINGER_BYTES
        return self._head.has_body and announced and not self.complete

    async def take(self, limit: int, seconds: float) -> bytes | AsyncIterator[bytes] | None:
        """The body, at most `limit` bytes: whole when it is small, else as a stream.

        Refuses with `BodyTooLarge`, at once when the length was declared, and with `BodyTooSlow` after
        `seconds`.
        """
        self._limit = limit
        if not self._head.has_body:
            self.complete = True
            return None
        if self._head.length is not None and self._head.length > limit:
            raise self.refusal()
        held = bytearray()
        try:
            async with asyncio.timeout(seconds):
                while not self.complete and len(held) <= HELD_BYTES:
                    held += await self._next()
        except TimeoutError:
            raise BodyTooSlow("The body did not arrive in time.") from None
        return bytes(held) if self.complete else self._stream(bytes(held))

    def again(self, body: bytes | None) -> Receive:
        """ASGI's receive for an application of ours: the body that was taken, then what the client does next."""
        messages: list[Message] = [{"type": "http.request", "body": body or b"", "more_body": False}]

        async def receive() -> Message:
            return messages.pop() if messages else await self._receive()

        return receive

    async def _stream(self, held: bytes) -> AsyncIterator[bytes]:
        yield held
        while not self.complete:
            yield await self._next()

    async def _next(self) -> bytes:
        message = await self._receive()
        if message["type"] == "http.disconnect":
            self.gone = True
            raise ClientGone
        part: bytes = message.get("body", b"")
        self._taken += len(part)
        if self._taken > self._limit:
            raise self.refusal()
        if not message.get("more_body", False):
            self.complete = True
        return part

    @property
    def too_large(self) -> bool:
        """Whether the body turned out too long while it was being streamed."""
        return self._taken > self._limit

    def refusal(self) -> BodyTooLarge:
        """The refusal of a body past the limit."""
        return BodyTooLarge("The body is too large for this route.", limit_bytes=self._limit)

    @contextmanager
    def listening(self, hung_up: Callable[[], None]) -> Iterator[None]:
        """Call `hung_up` when the client leaves after its body is complete.

        Most answers are there before anybody could leave, so the ear is only opened for those that take longer.
        """
        ear = _Ear(self, hung_up)
        try:
            yield
        finally:
            ear.close()

    async def leaving(self) -> None:
        """Wait until the client is gone. Only when the body is complete: there is one reader at a time."""
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.gone = True

    async def linger(self) -> None:
        """Swallow some of what the client still sends, so that it gets to read the answer before the end."""
        swallowed = 0
        try:
            async with asyncio.timeout(LINGER_SECONDS):
                while swallowed < LINGER_BYTES:
                    message = await self._receive()
                    if message["type"] == "http.disconnect" or not message.get("more_body", False):
                        return
                    swallowed += len(message.get("body", b""))
        except TimeoutError:
            return


class _Ear:
    """Begins to listen for the client's leaving a moment later, once the body has come in."""

    def __init__(self, inlet: Inlet, hung_up: Callable[[], None]) -> None:
        self._inlet = inlet
        self._hung_up = hung_up
        self._loop = asyncio.get_running_loop()
        self._listener: asyncio.Task[None] | None = None
        self._timer = self._loop.call_later(LISTEN_AFTER_SECONDS, self._open)

    def close(self) -> None:
        self._timer.cancel()
        if self._listener is not None:
            self._listener.cancel()

    def _open(self) -> None:
        if self._inlet.complete:
            self._listener = self._loop.create_task(self._listen())
        else:
            self._timer = self._loop.call_later(LISTEN_AFTER_SECONDS, self._open)

    async def _listen(self) -> None:
        await self._inlet.leaving()
        self._hung_up()

"""Live hints: a person's screens learn what changed and load it again through the API (decisions.md, Live stream).

A hint says type, id and version, never content, so nothing can leak that the API would not show.
"""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import StreamingResponse

from chassis.actor import Actor
from chassis.errors import Kind, Refusal
from chassis.revocations import Revocations
from contracts.base import Contract, Received
from contracts.identity import AccessRevoked
from gateway.caller import Caller
from gateway.settings import Settings

router = APIRouter(tags=["live"])

RETRY_MS = 2000
WAITING = 256
"""Hints a slow client may be behind; with more it is told to load everything again."""
RELOAD = b"event: reload\ndata: {}\n\n"
HEARTBEAT = b": still here\n\n"

_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Server-sent events: `hint` for a change, `reload` when hints may have been missed.",
        "content": {
            "text/event-stream": {
                "schema": {"type": "string"},
                "example": 'event: hint\ndata: {"type":"scheduling.session.changed.v1",'
                '"id":"019aa6c2-5e00-7000-8a4f-51d000005ccd","version":3}\n\n',
            }
        },
    }
}


class TooManyStreams(Refusal):
    """The person has enough live streams open already; close a window first."""

    kind = Kind.TOO_MANY


@dataclass(eq=False, slots=True)
class Listener:
    """One open stream."""

    actor: Actor
    opened_at: float = field(default_factory=time.time)
    waiting: asyncio.Queue[bytes] = field(default_factory=lambda: asyncio.Queue(WAITING))
    ended: bool = False

    def tell(self, message: bytes) -> None:
        """Put a message in line; too long a line becomes one `reload`."""
        if self.waiting.full():
            while not self.waiting.empty():
                self.waiting.get_nowait()
            message = RELOAD
        self.waiting.put_nowait(message)

    def end(self) -> None:
        """Let the stream come to its end."""
        self.ended = True
        self.tell(b"")


class Hub:
    """All open streams of this replica, by provider and person."""

    def __init__(self, settings: Settings, revocations: Revocations) -> None:
        self._per_person = settings.live_per_person
        self._heartbeat = settings.live_heartbeat_seconds
        self._life = settings.live_seconds
        self._revocations = revocations
        self._listeners: defaultdict[tuple[str, str], set[Listener]] = defaultdict(set)
        self._closed = False

    def hear(self, event: Received[Contract]) -> None:
        """Pass an event on to the persons it concerns, of its own provider only."""
        if isinstance(event.data, AccessRevoked):
            self._end(event.provider_id, event.data)
        if event.replay or not (event.data.concerns or event.data.TO_ALL):
            return
        hint = {"type": event.type, "id": event.data.id, "version": event.version}
        message = f"event: hint\ndata: {json.dumps(hint, separators=(',', ':'))}\n\n".encode()
        for listener in self._concerned(event):
            listener.tell(message)

    def missed(self) -> None:
        """Say to everybody that something may have happened meanwhile: the bus was not there."""
        for listener in self._everybody():
            listener.tell(RELOAD)

    def close(self) -> None:
        """End every stream, and take no more: the process is on its way out."""
        self._closed = True
        for listener in self._everybody():
            listener.end()

    async def stream(self, listener: Listener) -> AsyncIterator[bytes]:
        """What one client reads, until its life is over, its access ends or the process goes."""
        until = listener.opened_at + self._life
        with self._listening(listener):
            yield f"retry: {RETRY_MS}\n\n".encode()
            while not listener.ended and time.time() < until and not self._revoked(listener):
                try:
                    async with asyncio.timeout(self._heartbeat):
                        yield await listener.waiting.get()
                except TimeoutError:
                    yield HEARTBEAT

    def admit(self, actor: Actor) -> Listener:
        """A new listener; refuses with `TooManyStreams`."""
        if len(self._listeners.get((actor.provider_id, actor.person_id), ())) >= self._per_person:
            raise TooManyStreams(f"At most {self._per_person} live streams may be open.")
        listener = Listener(actor)
        if self._closed:
            listener.end()
        return listener

    def _concerned(self, event: Received[Contract]) -> list[Listener]:
        if event.data.TO_ALL:
            return [one for one in self._everybody() if one.actor.provider_id == event.provider_id]
        keys = {(event.provider_id, person_id) for person_id in event.data.concerns}
        return [listener for key in keys for listener in self._listeners.get(key, ())]

    @contextmanager
    def _listening(self, listener: Listener) -> Iterator[None]:
        key = (listener.actor.provider_id, listener.actor.person_id)
        self._listeners[key].add(listener)
        try:
            yield
        finally:
            self._listeners[key].discard(listener)
            if not self._listeners[key]:
                del self._listeners[key]

    def _everybody(self) -> list[Listener]:
        return [listener for listeners in self._listeners.values() for listener in listeners]

    def _end(self, provider_id: str, revoked: AccessRevoked) -> None:
        for listener in self._listeners.get((provider_id, revoked.person_id), ()):
            if revoked.session_id in (None, listener.actor.session_id):
                listener.end()

    def _revoked(self, listener: Listener) -> bool:
        actor = listener.actor
        return self._revocations.cover(actor.person_id, actor.session_id, listener.opened_at)


@router.get("/live", response_class=StreamingResponse, responses=_STREAM)
async def live(request: Request) -> StreamingResponse:
    """Hints about what changed for the caller, as server-sent events, from now on.

    The stream ends every few minutes and when the access ends; an EventSource comes back by itself.
    """
    hub: Hub = request.app.state.hub
    caller: Caller = request.state.caller
    stream = hub.stream(hub.admit(caller.actor))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, headers=headers, media_type="text/event-stream")

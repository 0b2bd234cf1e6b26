"""Live hints: a person's screens learn what changed and load it again through the API (decisions.md, Live stream).

A hint says type, id and version, never content, so nothing can leak that the API would not show.
"""

import asyncio
import json
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
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
REMEMBERED_SECONDS = 60.0
"""How long a hint is kept for those who were not listening for a moment."""
MOST_REMEMBERED = 50_000
SLACK_SECONDS = 5.0
"""Whoever keeps something about an event may have heard of it a little later than the door."""

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
    since: float | None = None
    """From when on it wants to know, if that is before it was opened (seconds since 1970)."""
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


@dataclass(frozen=True, slots=True)
class Hint:
    """What is said about one event, and to whom; `concerns` is None when it is for everybody of the provider."""

    heard_at: float
    provider_id: str
    concerns: frozenset[str] | None
    text: str

    def is_for(self, actor: Actor) -> bool:
        """Whether it concerns somebody."""
        return self.provider_id == actor.provider_id and (
            self.concerns is None or actor.person_id in self.concerns
        )

    @property
    def message(self) -> bytes:
        """As it stands in the stream; its id says when, so that who comes back can say since when."""
        return f"id: {_id_of(self.heard_at)}\nevent: hint\ndata: {self.text}\n\n".encode()


class Memory:
    """The hints of the last minute: a stream ends now and then, and what was read first is older than the stream."""

    def __init__(self) -> None:
        self._hints: deque[Hint] = deque()
        self._whole_since = float("inf")

    def begin(self) -> None:
        """From now on nothing is missing."""
        self._hints.clear()
        self._whole_since = time.time()

    def keep(self, hint: Hint) -> None:
        """Remember it for a while."""
        self._hints.append(hint)
        while (
            self._hints[0].heard_at < hint.heard_at - REMEMBERED_SECONDS or len(self._hints) > MOST_REMEMBERED
        ):
            self._whole_since = max(self._whole_since, self._hints.popleft().heard_at)

    def since(self, moment: float, actor: Actor) -> list[bytes]:
        """What somebody missed since then; or that they should load everything again, when it is not known."""
        if moment < max(self._whole_since, time.time() - REMEMBERED_SECONDS):
            return [RELOAD]
        first = moment - SLACK_SECONDS
        return [hint.message for hint in self._hints if hint.heard_at >= first and hint.is_for(actor)]


class Hub:
    """All open streams of this replica, by provider and person."""

    def __init__(self, settings: Settings, revocations: Revocations) -> None:
        self._per_person = settings.live_per_person
        self._heartbeat = settings.live_heartbeat_seconds
        self._life = settings.live_seconds
        self._revocations = revocations
        self._listeners: defaultdict[tuple[str, str], set[Listener]] = defaultdict(set)
        self._memory = Memory()
        self._closed = False

    def hear(self, event: Received[Contract]) -> None:
        """Pass an event on to the persons it concerns, of its own provider only."""
        if isinstance(event.data, AccessRevoked):
            self._end(event.provider_id, event.data)
        if event.replay or not (event.data.concerns or event.data.TO_ALL):
            return
        said = {"type": event.type, "id": event.data.id, "version": event.version}
        concerns = None if event.data.TO_ALL else frozenset(event.data.concerns)
        hint = Hint(time.time(), event.provider_id, concerns, json.dumps(said, separators=(",", ":")))
        self._memory.keep(hint)
        for listener in self._concerned(hint):
            listener.tell(hint.message)

    def missed(self) -> None:
        """Say to everybody that something may have happened meanwhile: the bus was not there."""
        self._memory.begin()
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
            yield f"retry: {RETRY_MS}\nid: {_id_of(time.time())}\n\n".encode()
            while not listener.ended and time.time() < until and not self._revoked(listener):
                try:
                    async with asyncio.timeout(self._heartbeat):
                        yield await listener.waiting.get()
                except TimeoutError:
                    yield f": still here\nid: {_id_of(time.time())}\n\n".encode()

    def admit(self, actor: Actor, since: float | None = None) -> Listener:
        """A new listener, who also wants what was said `since` (seconds since 1970); refuses with `TooManyStreams`."""
        if len(self._listeners.get((actor.provider_id, actor.person_id), ())) >= self._per_person:
            raise TooManyStreams(f"At most {self._per_person} live streams may be open.")
        listener = Listener(actor, since)
        if self._closed:
            listener.end()
        return listener

    def _concerned(self, hint: Hint) -> list[Listener]:
        if hint.concerns is None:
            return [one for one in self._everybody() if one.actor.provider_id == hint.provider_id]
        keys = {(hint.provider_id, person_id) for person_id in hint.concerns}
        return [listener for key in keys for listener in self._listeners.get(key, ())]

    @contextmanager
    def _listening(self, listener: Listener) -> Iterator[None]:
        key = (listener.actor.provider_id, listener.actor.person_id)
        self._listeners[key].add(listener)
        if listener.since is not None:
            for message in self._memory.since(listener.since, listener.actor):
                listener.tell(message)
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
async def live(
    request: Request,
    behind: Annotated[
        int | None, Query(ge=0, le=86_400_000, description="How many ms ago you began to read what is shown.")
    ] = None,
    last_event_id: Annotated[
        str | None, Header(max_length=40, description="The last id you saw, when you come back.")
    ] = None,
) -> StreamingResponse:
    """Hints about what changed for the caller, as server-sent events, from now on, or from what you have seen on.

    The stream ends every few minutes and when the access ends; an EventSource comes back by itself and misses nothing.
    """
    hub: Hub = request.app.state.hub
    caller: Caller = request.state.caller
    stream = hub.stream(hub.admit(caller.actor, _since(behind, last_event_id)))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, headers=headers, media_type="text/event-stream")


def _id_of(moment: float) -> int:
    return int(moment * 1000)


def _since(behind: int | None, last_event_id: str | None) -> float | None:
    if last_event_id is not None and last_event_id.isdecimal():
        return int(last_event_id) / 1000
    return None if behind is None else time.time() - behind / 1000

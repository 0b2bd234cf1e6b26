"""What a route uses: who asks, and the way to run a command or answer a question.

Every route declares exactly one of `Command` (changes something), `Ask` (reads) or `Public` (needs no sign-in);
the application does not start with a route that declares none.
"""

import functools
import hashlib
import inspect
import json
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar, get_args

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel

from chassis import log
from chassis.actor import Actor
from chassis.auth import bearer_token
from chassis.errors import IdempotencyKeyMissing, Invalid, PermissionMissing, Unavailable, VersionMissing
from chassis.mongo import Database
from chassis.reads import NoteRead, note_read, shown_by, shown_in, shown_of
from chassis.runner import Answer
from chassis.runner import Request as RunnerRequest
from chassis.schemas import Problem
from chassis.service import Kit
from chassis.tx import Handler

_log = log.get(__name__)


class _Asked:
    """What every kind of request knows."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.kit: Kit = request.app.state.kit
        self.actor: Actor = request.state.actor

    @property
    def db(self) -> Database:
        """The service's database, for queries."""
        return self.kit.db

    @property
    def now(self) -> datetime:
        """The time of the question, UTC."""
        return datetime.now(UTC)

    @property
    def route(self) -> str:
        """Method and template of the route, `GET /learners/{learner_id}/plan`."""
        return f"{self.request.method} {self.request.scope['route'].path}"

    def _origin(self) -> RunnerRequest:
        peer = self.request.client
        origin = self.request.headers.get("x-forwarded-for") or (peer.host if peer else "")
        state = self.request.state
        return RunnerRequest(
            origin=origin,
            correlation_id=getattr(state, "request_id", ""),
            traceparent=getattr(state, "traceparent", None),
        )


class Asking(_Asked):
    """A question: reads only."""

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        self._shown: list[str] = []

    def answer(self, body: BaseModel, *, version: int) -> Response:
        """The body with its version as `ETag`; 304 when the caller has that version already."""
        etag = f'"{version}"'
        self._shown += shown_in(body)
        if self.request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers={"ETag": etag})
        return Response(body.model_dump_json(), media_type="application/json", headers={"ETag": etag})

    async def work_out(self, handler: Handler, cmd: Any) -> Any:
        """What a handler that changes nothing comes to: the rules of a command without the command."""
        outcome = await self.kit.runner.run(handler, cmd, actor=self.actor)
        return outcome.result

    async def note(self, shown: Iterable[str]) -> None:
        """Write down that the caller is about to be shown these people, if the caller is watched (`chassis.reads`).

        Raises `Unavailable` when that cannot be done: what is not written down is not shown.
        """
        watching = self.kit.read_log
        if watching and self.actor.role in watching.roles:
            origin = self._origin()
            people = tuple(sorted({*shown, *self._shown}))
            noting = NoteRead(watching.event, self.route, people, origin.correlation_id)
            try:
                await self.kit.runner.run(note_read, noting, actor=self.actor, request=origin)
            except Exception as error:
                _log.error("read_not_noted", exc_info=error)
                raise Unavailable("What you read is written down first; that fails right now.") from error


class Commanding(_Asked):
    """A command: something is to change."""

    def __init__(self, request: Request, key: str | None, if_match: str | None) -> None:
        super().__init__(request)
        self.key = key
        self.if_match = _version(if_match)

    def require_version(self) -> int:
        """The version the caller read, from `If-Match`. Raises `VersionMissing`."""
        if self.if_match is None:
            raise VersionMissing(
                'Send If-Match with the version you read (its ETag), for example If-Match: "3".',
                field="If-Match",
            )
        return self.if_match

    async def run(
        self,
        handler: Handler,
        cmd: Any,
        *,
        answer: Callable[[Any], BaseModel] | None = None,
        status: int = 200,
    ) -> Response:
        """Run the command and answer with what it came to; a repeated request gets the first answer again."""
        identity = await self._identity()
        outcome = await self.kit.runner.run(
            handler, cmd, actor=self.actor, request=identity, answer=answer, status=status
        )
        return _response(outcome)

    async def step(self, handler: Handler, cmd: Any) -> Any:
        """Run one command of several that make up an answer; nothing is remembered for a repeat."""
        outcome = await self.kit.runner.run(handler, cmd, actor=self.actor, request=self._origin())
        return outcome.result

    async def _identity(self) -> RunnerRequest:
        request = self.request
        if self.key is None:
            return self._origin()
        scope = f"{self.actor.provider_id}\n{self.actor.person_id}\n{self.route}\n{self.key}"
        path = request.url.path + "?" + request.url.query
        content = f"{request.method}\n{path}\n{_canonical(await request.body())}"
        return replace(
            self._origin(),
            key=hashlib.sha256(scope.encode()).hexdigest()[:40],
            origin_key=self.key,
            fingerprint=hashlib.sha256(content.encode()).hexdigest(),
        )


def _canonical(body: bytes) -> str:
    try:
        return json.dumps(json.loads(body), sort_keys=True)
    except ValueError:
        return body.hex()


def _version(if_match: str | None) -> int | None:
    if if_match is None:
        return None
    text = if_match.strip().removeprefix("W/").strip('"')
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise Invalid('If-Match takes one version as the ETag gave it, for example "3".', field="If-Match")
    return int(text)


def _response(outcome: Answer) -> Response:
    headers = {"ETag": f'"{outcome.version}"'} if outcome.version is not None else {}
    if outcome.replayed:
        headers["Idempotent-Replayed"] = "true"
    content = outcome.body or None
    return Response(content, outcome.status, headers, "application/json" if content else None)


_Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        max_length=255,
        description="Chosen by the client, best a UUIDv7; a repeat with the same key is answered, not done again.",
    ),
]
_IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", max_length=40, description="The version (ETag) the change starts from."),
]


async def _ask(request: Request) -> Asking:
    return Asking(request)


async def _command(request: Request, key: _Key = None, if_match: _IfMatch = None) -> Commanding:
    return Commanding(request, key, if_match)


async def _public(request: Request) -> Commanding:
    return Commanding(request, request.headers.get("idempotency-key"), None)


Ask = Annotated[Asking, Depends(_ask)]
Command = Annotated[Commanding, Depends(_command)]
Public = Annotated[Commanding, Depends(_public)]

_ACCESS = {get_args(Ask)[1]: "ask", get_args(Command)[1]: "command", get_args(Public)[1]: "public"}


def access_of(endpoint: Callable[..., Any]) -> str | None:
    """Which of ask, command and public a route function declares; None when it is not exactly one."""
    found = [
        _ACCESS[marker]
        for _, parameter in _parameters(endpoint)
        for marker in get_args(parameter.annotation)[1:]
        if marker in _ACCESS
    ]
    return found[0] if len(found) == 1 else None


def _parameters(endpoint: Callable[..., Any]) -> Iterable[tuple[str, inspect.Parameter]]:
    return inspect.signature(endpoint, eval_str=True).parameters.items()


E = TypeVar("E", bound=Callable[..., Any])
EVERYONE = "everyone"
"""What a route is marked with that is about nobody but the caller: no permission is asked for."""


def needs(permission: str) -> Callable[[E], E]:
    """Open a route to roles that are made of permissions: to those with this one. Without it, it is closed to them."""

    def mark(endpoint: E) -> E:
        endpoint.__permission__ = str(permission)  # type: ignore[attr-defined]
        return endpoint

    return mark


everyone = needs(EVERYONE)
"""Open a route to every role, whatever it is made of."""


def permission_of(endpoint: Callable[..., Any]) -> str | None:
    """What a route function is marked with; None when it is closed to roles that are made of permissions."""
    return getattr(endpoint, "__permission__", None)


def is_noted(endpoint: Callable[..., Any]) -> bool:
    """Whether a route's answers are written down for those who are watched: questions about others than the caller."""
    return access_of(endpoint) == "ask" and permission_of(endpoint) != EVERYONE


def _noting(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """The function of a question, whose answer is given once it is written down that it will be."""
    (ask,) = (name for name, one in _parameters(endpoint) if get_args(Ask)[1] in get_args(one.annotation))
    about = shown_by(endpoint)

    @functools.wraps(endpoint)
    async def noted(**values: Any) -> Any:
        answer = await endpoint(**values)
        await values[ask].note((*shown_of(about, values), *shown_in(answer)))
        return answer

    return noted


class Route(APIRoute):
    """A route that knows its caller, and whether they may, before it looks at the body.

    The document says the permission as `x-permission`.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        permission = permission_of(endpoint)
        if permission is not None:
            options["openapi_extra"] = {**(options.get("openapi_extra") or {}), "x-permission": permission}
        endpoint = inspect.unwrap(endpoint)  # a router that takes in another one makes its routes anew
        super().__init__(path, _noting(endpoint) if is_noted(endpoint) else endpoint, **options)
        self.access = access_of(endpoint)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, behind the check of who asks and of the idempotency key."""
        answer = super().get_route_handler()
        access, permission = access_of(self.endpoint), permission_of(self.endpoint)

        async def handle(request: Request) -> Response:
            actor = Actor.anonymous() if access == "public" else await _actor(request)
            _must_be_open(permission, actor)
            request.state.actor = actor
            if (
                access == "command"
                and request.method == "POST"
                and not request.headers.get("idempotency-key")
            ):
                raise IdempotencyKeyMissing(
                    "Send an Idempotency-Key header, so that a repeat of this request cannot happen twice.",
                    field="Idempotency-Key",
                )
            return await answer(request)

        return handle


def _must_be_open(permission: str | None, actor: Actor) -> None:
    if permission is None and actor.permissions is not None:
        raise PermissionMissing("No permission opens this to your role.", permission=None)
    if permission not in (None, EVERYONE) and not actor.may(permission):
        words = permission.replace("_", " ")
        raise PermissionMissing(
            f"Your role lacks the permission to {words}. A Master Admin can give it to you.",
            permission=permission,
        )


async def _actor(request: Request) -> Actor:
    kit: Kit = request.app.state.kit
    return await kit.verifier.verify(bearer_token(request.headers.get("authorization")))


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": description,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status, description in {
        400: "The request cannot be read, or a required header is missing.",
        401: "Nobody is signed in, or the access token is no longer good.",
        403: "The caller may see this but not do it.",
        404: "There is no such thing for the caller.",
        409: "The state of things does not allow it; the problem says why.",
        410: "It was good once: a link that is used or too old.",
        412: "Somebody changed it since it was read.",
        413: "The body is too large.",
        422: "A field is missing or wrong; the problem names it.",
        428: "If-Match is missing.",
        429: "Too many requests.",
        503: "A part is down; try again in a moment.",
    }.items()
}


class Router(APIRouter):
    """A router whose routes are `Route`s and document every refusal."""

    def __init__(self, **options: Any) -> None:
        super().__init__(route_class=Route, responses=PROBLEMS, **options)


__all__ = ["Ask", "Command", "Problem", "Public", "Route", "Router", "everyone", "needs"]

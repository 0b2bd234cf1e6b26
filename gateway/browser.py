"""The browser's way in: sign in for a cookie, change role, sign out. Tokens never reach a script (ux, Roles)."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import Field, SecretStr

from chassis.errors import Kind, Refusal
from chassis.schemas import In, Out
from gateway.asking import Reply, Services
from gateway.caller import COOKIE, Callers, cookie_of
from gateway.headers import Head, told
from gateway.routes import ServiceName
from gateway.sessions import KEPT, BrowserSession, BrowserSessions, Declined, SessionEnded, csrf_of

router = APIRouter(tags=["browser session"])


class NotJson(Refusal):
    """Only `application/json` is taken here: a form of another site cannot send that."""

    kind = Kind.INVALID


class BrowserSignInIn(In):
    """What somebody signs in with, and as what; without a role it is their first one."""

    user_name: Annotated[str, Field(min_length=1, max_length=256, examples=["sian.owen"])]
    password: Annotated[SecretStr, Field(max_length=256, examples=["three quiet red kites"])]
    role: Annotated[str | None, Field(max_length=40, examples=["assessor"])] = None


class RoleIn(In):
    """The role to go on in."""

    role: Annotated[str, Field(min_length=1, max_length=40, examples=["iqa"])]


class PartyOut(Out):
    """A person or provider with its name."""

    id: str
    name: str


class BrowserSessionOut(Out):
    """Who is signed in, and as what. `csrf` goes into the header X-Waymark-CSRF of everything but GET."""

    person: PartyOut
    provider: PartyOut
    role: str
    roles: list[str]
    centre_ids: list[str]
    csrf: str

    @classmethod
    def of(cls, session: BrowserSession) -> "BrowserSessionOut":
        """The session as its browser may see it."""
        return cls.model_validate({**session.who, "csrf": csrf_of(session.secret)})


class Desk:
    """What the routes here work with, as one request has it."""

    def __init__(self, request: Request) -> None:
        self.head: Head = request.state.head
        self.sessions: BrowserSessions = request.app.state.sessions
        self.services: Services = request.app.state.services
        self.callers: Callers = request.app.state.callers

    def cookie(self, method: str) -> str:
        """The cookie, of a request that proves to be ours. Refuses with `SessionEnded`."""
        secret = cookie_of(self.head)
        if secret is None:
            raise SessionEnded("Nobody is signed in in this browser.")
        self.callers.prove_own(method, self.head, secret)
        return secret


@router.post("/browser-session", status_code=201, response_model=BrowserSessionOut)
async def open_browser_session(body: BrowserSignInIn, request: Request) -> Response:
    """Sign in from a browser: the answer sets a cookie and holds no token."""
    desk = Desk(request)
    desk.callers.refuse_foreign(desk.head)
    if not desk.head.passed_on.get("content-type", "").startswith("application/json"):
        raise NotJson("Send application/json.")
    content: dict[str, Any] = {
        "user_name": body.user_name,
        "password": body.password.get_secret_value(),
    } | ({"role": body.role} if body.role else {})
    reply = await desk.services.ask(
        ServiceName.IDENTITY, "POST", "/sign-in", headers=told(desk.head), content=content, seconds=10
    )
    signed_in = reply.json() if reply.status == 200 else {}
    if "refresh_token" not in signed_in:
        return _passed_on(reply)
    if (former := cookie_of(desk.head)) is not None:
        await desk.sessions.end(former)
    session = await desk.sessions.open(signed_in)
    answer = _answer(session, 201)
    _set_cookie(answer, session.secret)
    return answer


@router.get("/browser-session", response_model=BrowserSessionOut)
async def own_browser_session(request: Request) -> Response:
    """Who is signed in in this browser."""
    desk = Desk(request)
    return _answer(await desk.sessions.find(desk.cookie("GET"), told(desk.head)), 200)


@router.post("/browser-session/role", response_model=BrowserSessionOut)
async def change_role(body: RoleIn, request: Request) -> Response:
    """Go on in another of one's roles, without a new sign-in."""
    desk = Desk(request)
    try:
        session = await desk.sessions.switch(desk.cookie("POST"), body.role, told(desk.head))
    except Declined as declined:
        return _passed_on(declined.reply)
    return _answer(session, 200)


@router.delete("/browser-session", status_code=204)
async def end_browser_session(request: Request) -> Response:
    """Sign out: the session and its tokens end, here and at identity."""
    desk = Desk(request)
    answer = Response(status_code=204)
    _set_cookie(answer, "", seconds=0)
    secret = cookie_of(desk.head)
    if secret is None:
        return answer
    desk.callers.prove_own("DELETE", desk.head, secret)
    try:
        session = await desk.sessions.find(secret, told(desk.head))
    except SessionEnded:
        return answer
    headers = told(desk.head) | {"authorization": f"Bearer {session.access_token}"}
    reply = await desk.services.ask(ServiceName.IDENTITY, "DELETE", "/sign-in", headers=headers)
    if reply.status >= 500:
        return _passed_on(reply)
    await desk.sessions.end(secret)
    return answer


def _answer(session: BrowserSession, status: int) -> Response:
    return Response(
        BrowserSessionOut.of(session).model_dump_json(),
        status,
        {"Cache-Control": "no-store"},
        "application/json",
    )


def _passed_on(reply: Reply) -> Response:
    headers: Mapping[str, str] = {"Retry-After": reply.retry_after} if reply.retry_after else {}
    return Response(reply.body, reply.status, headers, reply.media_type or None)


def _set_cookie(answer: Response, secret: str, seconds: int = int(KEPT.total_seconds())) -> None:
    answer.set_cookie(COOKIE, secret, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")

"""The browser's way in: sign in for a cookie, change role, sign out. Tokens never reach a script (ux, Roles)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import Field, SecretStr

from chassis.errors import Kind, Refusal
from chassis.schemas import In, Out
from gateway.asking import Reply, Services
from gateway.caller import COOKIE, Callers, cookie_of
from gateway.headers import Head, told
from gateway.routes import ServiceName
from gateway.sessions import KEPT, BrowserSession, BrowserSessions, Declined, SessionEnded, Step, csrf_of

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


class DisclaimerOut(Out):
    """What has to be accepted, in both languages."""

    number: int
    english: str
    welsh: str
    since: datetime


class BrowserSessionOut(Out):
    """Who is signed in, and as what. `csrf` goes into the header X-Waymark-CSRF of everything but GET.

    Nothing but `/browser-session…` opens while something is `pending`: `second_factor`, `second_factor_setup` or
    `disclaimer`, one after the other.
    """

    person: PartyOut
    provider: PartyOut
    role: str
    roles: list[str]
    centre_ids: list[str]
    permissions: Annotated[
        list[str] | None,
        Field(examples=[None], description="What a Custom Manager may do; null for other roles."),
    ]
    pending: Literal["second_factor", "second_factor_setup", "disclaimer"] | None
    disclaimer: DisclaimerOut | None
    csrf: str

    @classmethod
    def of(cls, session: BrowserSession) -> "BrowserSessionOut":
        """The session as its browser may see it; one that was kept before there was anything pending has nothing."""
        nothing = {"pending": None, "disclaimer": None, "permissions": None}
        return cls.model_validate({**nothing, **session.who, "csrf": csrf_of(session.secret)})


class AcceptanceIn(In):
    """The version of the disclaimer that was read and accepted."""

    number: Annotated[int, Field(ge=1, le=1_000_000)]


class CodeIn(In):
    """A code of the authenticator app, or a recovery code."""

    code: Annotated[str, Field(min_length=6, max_length=40, examples=["492039"])]


class AppKeyOut(Out):
    """A key for an authenticator app: as text, and as what the picture for it says."""

    secret: str
    uri: str


class SecondFactorSetOut(Out):
    """The second factor counts. The recovery codes are shown this once; the session goes on."""

    recovery_codes: list[str]
    session: BrowserSessionOut


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
    answer = _answer(BrowserSessionOut.of(session), 201)
    _set_cookie(answer, session.secret)
    return answer


@router.get("/browser-session", response_model=BrowserSessionOut)
async def own_browser_session(request: Request) -> Response:
    """Who is signed in in this browser."""
    desk = Desk(request)
    session = await desk.sessions.find(desk.cookie("GET"), told(desk.head))
    return _answer(BrowserSessionOut.of(session), 200)


@router.post("/browser-session/role", response_model=BrowserSessionOut)
async def change_role(body: RoleIn, request: Request) -> Response:
    """Go on in another of one's roles, without a new sign-in."""
    return await _advance(Desk(request), Step("/token", {"role": body.role}))


@router.post("/browser-session/acceptance", response_model=BrowserSessionOut)
async def accept_disclaimer(body: AcceptanceIn, request: Request) -> Response:
    """Accept the provider's disclaimer."""
    return await _advance(Desk(request), Step("/sign-in/acceptance", {"number": body.number}))


@router.post("/browser-session/second-factor", response_model=BrowserSessionOut)
async def show_second_factor(body: CodeIn, request: Request) -> Response:
    """Show a code of the second factor."""
    return await _advance(Desk(request), Step("/sign-in/second-factor", {"code": body.code}))


@router.post("/browser-session/second-factor/setup", response_model=AppKeyOut)
async def begin_second_factor(request: Request) -> Response:
    """Get a key for an authenticator app, where staff come in only with a second factor."""
    desk = Desk(request)
    return _passed_on(
        await desk.sessions.ask(desk.cookie("POST"), Step("/sign-in/second-factor/setup"), told(desk.head))
    )


@router.post("/browser-session/second-factor/confirmation", response_model=SecondFactorSetOut)
async def confirm_second_factor(body: CodeIn, request: Request) -> Response:
    """Show the app's first code: the factor counts from now on."""
    desk = Desk(request)
    secret, headers = desk.cookie("POST"), told(desk.head)
    confirming = Step("/sign-in/second-factor/confirmation", {"code": body.code})
    reply = await desk.sessions.ask(secret, confirming, headers)
    if reply.status != 200:
        return _passed_on(reply)
    session = await desk.sessions.advance(secret, Step("/token"), headers)
    answer = SecondFactorSetOut(
        recovery_codes=reply.json()["recovery_codes"], session=BrowserSessionOut.of(session)
    )
    return _answer(answer, 200)


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


async def _advance(desk: Desk, step: Step) -> Response:
    try:
        session = await desk.sessions.advance(desk.cookie("POST"), step, told(desk.head))
    except Declined as declined:
        return _passed_on(declined.reply)
    return _answer(BrowserSessionOut.of(session), 200)


def _answer(content: Out, status: int) -> Response:
    return Response(content.model_dump_json(), status, {"Cache-Control": "no-store"}, "application/json")


def _passed_on(reply: Reply) -> Response:
    headers: Mapping[str, str] = {"Retry-After": reply.retry_after} if reply.retry_after else {}
    return Response(reply.body, reply.status, headers, reply.media_type or None)


def _set_cookie(answer: Response, secret: str, seconds: int = int(KEPT.total_seconds())) -> None:
    answer.set_cookie(COOKIE, secret, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")

"""Who is at the door: a bearer token, or a browser with its session's cookie."""

import hmac
from dataclasses import dataclass
from urllib.parse import urlsplit

from chassis.actor import Actor
from chassis.auth import TokenRevoked, TokenVerifier, bearer_token
from chassis.errors import Kind, Refusal
from gateway.headers import Head
from gateway.sessions import BrowserSessions, csrf_of
from gateway.settings import Settings

COOKIE = "__Host-waymark"
CSRF_HEADER = "x-waymark-csrf"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

_OWN_SITES = ("", "same-origin", "none")


class CrossSiteRequest(Refusal):
    """The request comes from another site, or does not prove that it comes from ours."""

    kind = Kind.FORBIDDEN


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody whose token was checked. `headers` is what goes along when the door asks for them."""

    actor: Actor
    headers: dict[str, str]


def cookie_of(head: Head) -> str | None:
    """The session's cookie, when the request has one."""
    for part in head.kept.get(b"cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE and value:
            return value
    return None


class Callers:
    """Finds out who calls. A request with a bearer token is judged by that alone, cookie or not."""

    def __init__(self, settings: Settings, verifier: TokenVerifier, sessions: BrowserSessions) -> None:
        self._origins = frozenset(settings.allowed_origins)
        self._verifier = verifier
        self._sessions = sessions

    async def identify(self, method: str, head: Head) -> Caller:
        """The caller. Refuses with 401 for who is nobody, with `CrossSiteRequest` for a forged request.

        The session's access token is put into the headers that go on to the services; one that was revoked is replaced
        once, in case only what its person may do has changed.
        """
        secret = cookie_of(head) if head.authorization is None else None
        if secret is None:
            return Caller(await self._verifier.verify(bearer_token(head.authorization)), head.passed_on)
        self.prove_own(method, head, secret)
        token = (await self._sessions.find(secret, head.passed_on)).access_token
        try:
            actor = await self._verifier.verify(token)
        except TokenRevoked:
            token = (await self._sessions.replace(secret, token, head.passed_on)).access_token
            actor = await self._verifier.verify(token)
        head.passed_on["authorization"] = f"Bearer {token}"
        return Caller(actor, head.passed_on)

    def prove_own(self, method: str, head: Head, secret: str) -> None:
        """Refuses with `CrossSiteRequest` unless a request with a cookie comes from our own pages."""
        if method in SAFE:
            return
        self.refuse_foreign(head)
        given = head.kept.get(CSRF_HEADER.encode(), "")
        if not hmac.compare_digest(given.encode("latin-1"), csrf_of(secret).encode()):
            raise CrossSiteRequest("The request lacks the session's X-Waymark-CSRF header.")

    def refuse_foreign(self, head: Head) -> None:
        """Refuses with `CrossSiteRequest` what a browser says comes from another site."""
        origin = head.kept.get(b"origin", "")
        if origin in self._origins:
            return
        own = not origin or urlsplit(origin).netloc == head.kept.get(b"host", "")
        if not own or head.kept.get(b"sec-fetch-site", "") not in _OWN_SITES:
            raise CrossSiteRequest("The request comes from another site.")

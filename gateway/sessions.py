"""Browser sessions: the browser holds a cookie no script can read, the door keeps the tokens behind it.

Stored under the cookie's digest and sealed with a key made of the server's key and the cookie itself, so neither
the database nor the key alone opens anything (reliability.md d, browser session).
"""

import asyncio
import base64
import hashlib
import hmac
import json
import os
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chassis.errors import Kind, Refusal, Unavailable
from chassis.mongo import Database, expiry, unavailable
from gateway.asking import Reply, Services
from gateway.routes import ServiceName

COLLECTION = "browser_sessions"
INDEXES = {COLLECTION: [expiry("expires_at")]}

RENEW_BEFORE_SECONDS = 60.0
KEPT = timedelta(days=30)
"""No longer than identity's refresh tokens live at most; identity is the judge of when it ends."""
CLAIM = timedelta(seconds=5)
CLAIM_TRIES = 60
CLAIM_WAIT_SECONDS = 0.1

_NONCE = 12
_TOKENS = ("access_token", "refresh_token", "expires_in", "token_type")


@dataclass(frozen=True, slots=True)
class Step:
    """What identity is asked with the session's refresh token, for which it gives the next pair of tokens."""

    path: str
    content: Mapping[str, Any] = field(default_factory=dict)


RENEWAL = Step("/token")


class SessionEnded(Refusal):
    """The browser's session is over or was never ours: sign in again."""

    kind = Kind.UNAUTHENTICATED


class Declined(Exception):
    """Identity said no; its answer goes to the browser as it is."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.status)
        self.reply = reply


@dataclass(frozen=True, slots=True)
class BrowserSession:
    """One session, opened. `who` is identity's answer without the tokens; times in seconds since 1970."""

    secret: str
    version: int
    access_token: str
    refresh_token: str
    expires_at: float
    who: Mapping[str, Any]

    @property
    def alive(self) -> bool:
        """Whether the access token can still be used."""
        return self.expires_at > time.time()

    @property
    def fresh(self) -> bool:
        """Whether the access token need not be renewed yet."""
        return self.expires_at - time.time() > RENEW_BEFORE_SECONDS


class Seal:
    """Closes and opens what is stored. The first key closes, all of them open, so keys can be changed."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = [key.encode() for key in keys] or [os.urandom(32)]

    def close(self, secret: str, content: bytes) -> bytes:
        """Encrypt for the holder of the cookie."""
        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(_key(self._keys[0], secret)).encrypt(nonce, content, None)

    def open(self, secret: str, sealed: bytes) -> bytes | None:
        """Decrypt; None when no key fits or somebody changed it."""
        for key in self._keys:
            try:
                return AESGCM(_key(key, secret)).decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
            except InvalidTag:
                continue
        return None


def _key(key: bytes, secret: str) -> bytes:
    return hmac.digest(key, b"browser session " + secret.encode(), "sha256")


def csrf_of(secret: str) -> str:
    """What unsafe requests of this session must repeat in a header; a foreign page cannot learn it."""
    digest = hmac.digest(secret.encode(), b"csrf", "sha256")
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


@contextmanager
def _reachable() -> Iterator[None]:
    """Refuses with `Unavailable` while the database cannot be reached."""
    try:
        yield
    except Exception as error:
        if not unavailable(error):
            raise
        raise Unavailable("Browser sessions cannot be read at the moment.") from error


def _id(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class BrowserSessions:
    """Opens, renews and ends sessions. Several replicas may hold the same one: the database settles who renews."""

    def __init__(self, db: Database, services: Services, seal: Seal) -> None:
        self._db = db
        self._services = services
        self._seal = seal
        self._renewals: dict[str, asyncio.Task[BrowserSession]] = {}

    async def open(self, signed_in: Mapping[str, Any]) -> BrowserSession:
        """A new session from identity's answer to a sign-in."""
        session = _session(secrets.token_urlsafe(32), 1, signed_in)
        now = datetime.now(UTC)
        with _reachable():
            await self._db[COLLECTION].insert_one(
                {
                    "_id": _id(session.secret),
                    "v": 1,
                    "sealed": self._sealed(session),
                    "claimed_until": now,
                    "expires_at": now + KEPT,
                }
            )
        return session

    async def find(self, secret: str, headers: Mapping[str, str]) -> BrowserSession:
        """The session of a cookie, with an access token that is good for a while yet.

        Refuses with `SessionEnded`. While identity is down an access token is used to its end.
        """
        session = await self._read(secret)
        if session.fresh:
            return session
        try:
            return await self._once(secret, headers)
        except Refusal as refusal:
            if refusal.kind is Kind.UNAVAILABLE and session.alive:
                return session
            raise

    async def replace(self, secret: str, revoked: str, headers: Mapping[str, str]) -> BrowserSession:
        """The same session with another access token than the one that was revoked: what its person may do has changed.

        Refuses with `SessionEnded` when it was the session that ended.
        """
        try:
            return await self._once(secret, headers, revoked)
        except Declined as declined:
            raise SessionEnded("Your session has ended. Please sign in again.") from declined

    async def advance(self, secret: str, step: Step, headers: Mapping[str, str]) -> BrowserSession:
        """The same session after a step: in another role, or opened further. Raises `Declined` for identity's no."""
        if (running := self._renewals.get(_id(secret))) is not None:
            await asyncio.wait([running])
        return await asyncio.shield(asyncio.create_task(self._renew(secret, headers, step)))

    async def ask(self, secret: str, step: Step, headers: Mapping[str, str]) -> Reply:
        """Identity's answer to a step that does not spend the refresh token. Refuses with `SessionEnded`."""
        session = await self._read(secret)
        content = {"refresh_token": session.refresh_token, **step.content}
        return await self._services.ask(
            ServiceName.IDENTITY, "POST", step.path, headers=headers, content=content
        )

    async def end(self, secret: str) -> None:
        """Forget the session."""
        with _reachable():
            await self._db[COLLECTION].delete_one({"_id": _id(secret)})

    async def _once(
        self, secret: str, headers: Mapping[str, str], revoked: str | None = None
    ) -> BrowserSession:
        """Renew once for all who wait; a client that leaves does not break it off half-way."""
        id = _id(secret)
        task = self._renewals.get(id)
        if task is None:
            task = self._renewals[id] = asyncio.create_task(self._renew(secret, headers, RENEWAL, revoked))
            task.add_done_callback(lambda _: self._renewals.pop(id, None))
        return await asyncio.shield(task)

    async def _renew(
        self, secret: str, headers: Mapping[str, str], step: Step, revoked: str | None = None
    ) -> BrowserSession:
        for _ in range(CLAIM_TRIES):
            session = await self._read(secret)
            if step is RENEWAL and session.fresh and session.access_token != revoked:
                return session
            if await self._claim(session):
                return await self._exchange(session, headers, step)
            await asyncio.sleep(CLAIM_WAIT_SECONDS)
        raise Unavailable("The session is being renewed elsewhere.")

    async def _exchange(
        self, session: BrowserSession, headers: Mapping[str, str], step: Step
    ) -> BrowserSession:
        content = {"refresh_token": session.refresh_token, **step.content}
        reply = await self._services.ask(
            ServiceName.IDENTITY, "POST", step.path, headers=headers, content=content
        )
        if reply.status == 200:
            return await self._write(_session(session.secret, session.version + 1, reply.json()))
        await self._release(session)
        if reply.status == 401:
            await self.end(session.secret)
            raise SessionEnded("Your session has ended. Please sign in again.")
        if reply.status >= 500:
            raise Unavailable("The session cannot be renewed at the moment.")
        raise Declined(reply)

    async def _read(self, secret: str) -> BrowserSession:
        with _reachable():
            found = await self._db[COLLECTION].find_one({"_id": _id(secret)})
        content = self._seal.open(secret, found["sealed"]) if found else None
        if found is None or content is None:
            raise SessionEnded("Your session has ended. Please sign in again.")
        kept = json.loads(content)
        return BrowserSession(secret, found["v"], **kept)

    async def _claim(self, session: BrowserSession) -> bool:
        """Whether it is ours to spend the refresh token: it is good for one use among all replicas."""
        now = datetime.now(UTC)
        with _reachable():
            result = await self._db[COLLECTION].update_one(
                {"_id": _id(session.secret), "v": session.version, "claimed_until": {"$lte": now}},
                {"$set": {"claimed_until": now + CLAIM}},
            )
        return bool(result.matched_count)

    async def _release(self, session: BrowserSession) -> None:
        with _reachable():
            await self._db[COLLECTION].update_one(
                {"_id": _id(session.secret), "v": session.version},
                {"$set": {"claimed_until": datetime.now(UTC)}},
            )

    async def _write(self, session: BrowserSession) -> BrowserSession:
        with _reachable():
            await self._db[COLLECTION].update_one(
                {"_id": _id(session.secret)},
                {
                    "$set": {
                        "v": session.version,
                        "sealed": self._sealed(session),
                        "claimed_until": datetime.now(UTC),
                    }
                },
            )
        return session

    def _sealed(self, session: BrowserSession) -> bytes:
        kept = {
            "access_token": session.access_token,
            "refresh_token": session.refresh_token,
            "expires_at": session.expires_at,
            "who": session.who,
        }
        return self._seal.close(session.secret, json.dumps(kept).encode())


def _session(secret: str, version: int, signed_in: Mapping[str, Any]) -> BrowserSession:
    return BrowserSession(
        secret=secret,
        version=version,
        access_token=signed_in["access_token"],
        refresh_token=signed_in["refresh_token"],
        expires_at=time.time() + signed_in["expires_in"],
        who={name: value for name, value in signed_in.items() if name not in _TOKENS},
    )

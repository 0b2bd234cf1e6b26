"""Access that ended early (B-15): heard by broadcast at once, asked for by polling when the broker is down.

The last bound is the token's own life (decisions.md, Revocation).
"""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated
from urllib.parse import urlencode

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from chassis import log
from chassis.fetching import NotFetched, get_json
from contracts.base import Contract, Received
from contracts.identity import AccessRevoked

LONGEST_TOKEN_SECONDS = 3600.0
"""Identity gives out no token with a longer life, so what was revoked longer ago needs no memory."""
OVERLAP_SECONDS = 30.0
"""What is asked for again: a revocation may become visible a little after the moment it carries."""

_log = log.get(__name__)


class Revocations:
    """Since when which tokens are refused, by person and by session. Forgets what no living token can meet."""

    def __init__(self) -> None:
        self._since: dict[str, float] = {}
        self._swept_at = time.time()

    def add(self, person_id: str, session_id: str | None, revoked_at: datetime) -> None:
        """Refuse the person's tokens, or one session's, that were issued before this aware moment."""
        subject = _session(session_id) if session_id else person_id
        at = revoked_at.timestamp()
        self._since[subject] = max(at, self._since.get(subject, at))
        self._sweep()

    def cover(self, person_id: str, session_id: str, issued_at: float) -> bool:
        """Whether a token issued then (seconds since 1970, to the millisecond) is no longer good.

        Whoever renews at once, because only what they may do has changed, is not refused again.
        """
        if not self._since:
            return False
        return any(issued_at < self._since.get(subject, 0.0) for subject in (person_id, _session(session_id)))

    def __len__(self) -> int:
        return len(self._since)

    def _sweep(self) -> None:
        now = time.time()
        if now - self._swept_at < 60:
            return
        self._swept_at = now
        oldest = now - LONGEST_TOKEN_SECONDS - OVERLAP_SECONDS
        self._since = {subject: at for subject, at in self._since.items() if at > oldest}


def _session(session_id: str) -> str:
    return f"session {session_id}"


class _Item(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    person_id: str
    session_id: str | None = None
    revoked_at: AwareDatetime


class _List(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    items: list[_Item]
    next: Annotated[str | None, Field(max_length=2000)] = None


class RevocationFeed:
    """Keeps a process's `Revocations` up to date from identity, by both ways.

    `url` is identity's internal list, `GET …/revocations?since=`; `every` the pause between two looks, in
    seconds. When identity is silent the broadcast goes on, and the other way round.
    """

    def __init__(self, revocations: Revocations, url: str, *, every: float) -> None:
        self._revocations = revocations
        self._url = url
        self._every = every
        self._latest = datetime.now(UTC) - timedelta(seconds=LONGEST_TOKEN_SECONDS)
        self._failing = False

    def hear(self, event: Received[Contract]) -> None:
        """Take a broadcast event; others than AccessRevoked are nothing to us."""
        if isinstance(event.data, AccessRevoked):
            revoked = event.data
            self._revocations.add(revoked.person_id, revoked.session_id, revoked.revoked_at)

    async def run(self) -> None:
        """Ask identity again and again until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(self._every)

    async def look(self) -> None:
        """Ask identity once for what was revoked since the last look. Never raises."""
        try:
            await self._read()
        except (NotFetched, ValidationError) as error:
            if not self._failing:
                _log.warning("revocations_not_read", error=str(error)[:300])
            self._failing = True
        else:
            self._failing = False

    async def _read(self) -> None:
        since = self._latest - timedelta(seconds=OVERLAP_SECONDS)
        cursor: str | None = None
        while True:
            page = _List.model_validate(await get_json(self._page(since, cursor)))
            for item in page.items:
                self._revocations.add(item.person_id, item.session_id, item.revoked_at)
                self._latest = max(self._latest, item.revoked_at)
            cursor = page.next
            if cursor is None:
                return

    def _page(self, since: datetime, cursor: str | None) -> str:
        return f"{self._url}?{urlencode(dict(_query(since, cursor)))}"


def _query(since: datetime, cursor: str | None) -> Iterator[tuple[str, str]]:
    yield "since", since.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if cursor:
        yield "cursor", cursor

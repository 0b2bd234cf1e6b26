"""F2: the API dies after the commit, before the answer; the client asks again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import httpx
import pytest

from chassis.mongo import Database
from tests.faults.conftest import Place
from tests.faults.kit import Succession, Tally
from tests.faults.oracle import claims_of_calendars, claims_of_sessions
from tests.faults.world import FIRST_DAY, Caller, Provider

SIZES = [25, pytest.param(500, marks=pytest.mark.nightly)]
"""Deaths in CI and at night."""

LATEST_COMMIT = 3
"""A process dies at one of its first three commits."""


@dataclass
class Diary:
    """Does this and that to sessions, and knows what must be stored afterwards."""

    provider: Provider
    assessor: Caller
    admin: Caller
    tally: Tally
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    rooms: int = 0
    _day: int = 0

    async def something(self) -> httpx.Response:
        """One operation that changes something."""
        planned = [one for one in self.sessions.values() if one["state"] == "planned"]
        deeds = [self._book, self._book_what_fits, self._add_room]
        if planned:
            chosen = self.tally.random.choice(planned)
            deeds += [partial(deed, chosen) for deed in (self._move, self._cancel, self._record_outcome)]
        answer = await self.tally.random.choice(deeds)()
        assert answer.status_code in (200, 201), answer.text
        self.tally.ops += 1
        for session in self._told(answer.json()):
            self.sessions[session["id"]] = session
        return answer

    def _told(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        if "capacity" in body:
            self.rooms += 1
            return []
        told: list[dict[str, Any]] = body.get("sessions", [body])
        return told

    def _free_day(self, days: int = 1) -> datetime:
        self._day += days
        return FIRST_DAY + timedelta(days=self._day - days)

    async def _book(self) -> httpx.Response:
        method = "smart_session" if self.rooms else "traditional"
        return await self.assessor.book(self.provider.a_booking(self._free_day(), method=method))

    async def _book_what_fits(self) -> httpx.Response:
        """A series whose first session finds its time taken."""
        start = self._free_day(3)
        taken = await self.assessor.book(self.provider.a_booking(start))
        self.sessions[taken.json()["sessions"][0]["id"]] = taken.json()["sessions"][0]
        repeat = {"frequency": "daily", "count": 3}
        return await self.assessor.book(self.provider.a_booking(start, repeat=repeat, skip_conflicts=True))

    async def _add_room(self) -> httpx.Response:
        room = {"name": f"Room {self.rooms}", "capacity": 40, "join_url": "https://rooms.example/1"}
        return await self.admin.post("/smart-rooms", room)

    async def _move(self, session: dict[str, Any]) -> httpx.Response:
        return await self.assessor.move(session, self._free_day())

    async def _cancel(self, session: dict[str, Any]) -> httpx.Response:
        return await self.assessor.cancel(session)

    async def _record_outcome(self, session: dict[str, Any]) -> httpx.Response:
        body = {"outcome": "completed", "actual_start_at": datetime.now(UTC).isoformat()}
        return await self.assessor.post(
            f"/sessions/{session['id']}/outcome", body, version=session["version"]
        )


@pytest.mark.parametrize("kills", SIZES)
async def test_an_api_that_dies_before_it_answers_has_done_it_once(
    place: Place, http: httpx.AsyncClient, say: Callable[[Tally], None], kills: int
) -> None:
    tally, db = Tally("F2 API dies after commit"), place.db("scheduling")
    provider = await Provider.known(place.client, db, assessors=1, learners=1)
    settings = place.settings("scheduling")
    apis = Succession(
        lambda fate: place.children.start("scheduling", "api", settings, dies_at=fate),
        [f"command.committed:{tally.random.randint(1, LATEST_COMMIT)}" for _ in range(kills)],
    )
    assessor = Caller(http, place.desk.token(provider, "assessor", provider.assessor_ids[0]), apis.door)
    diary = Diary(
        provider, assessor, Caller(http, place.desk.token(provider, "master_admin"), apis.door), tally
    )
    while apis.deaths < kills:
        before = apis.deaths
        answer = await diary.something()
        if apis.deaths > before:
            await _compare_with_stored(db, answer, tally)
    tally.faults = apis.deaths
    tally.more = {"replayed": assessor.replayed + diary.admin.replayed}
    await _compare_with_diary(db, diary, tally)
    say(tally)
    assert tally.more["replayed"] == kills, "every death was to cost an answer"
    assert not {status for status in (assessor.answers + diary.admin.answers) if status >= 500}


async def _compare_with_stored(db: Database, answer: httpx.Response, tally: Tally) -> None:
    """The answer must be, byte for byte, what one document remembers."""
    stored = [await db[name].count_documents({"idem.r": answer.text}) for name in ("sessions", "smart_rooms")]
    if sum(stored) != 1:
        tally.mismatches.append((answer.text, stored))


async def _compare_with_diary(db: Database, diary: Diary, tally: Tally) -> None:
    stored = {one["_id"]: one async for one in db.sessions.find({})}
    tally.lost += diary.sessions.keys() - stored.keys()
    tally.duplicated += stored.keys() - diary.sessions.keys()
    tally.duplicated += range(diary.rooms, await db.smart_rooms.count_documents({}))
    for id, session in diary.sessions.items():
        found = stored.get(id, {})
        if (found.get("v"), found.get("state")) != (session["version"], session["state"]):
            tally.mismatches.append((session, found))
    if await claims_of_sessions(db) != await claims_of_calendars(db):
        tally.mismatches.append("calendars are not what the sessions say")

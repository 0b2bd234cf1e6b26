"""F13: many book the same people and rooms, move and cancel, while one of two processes is killed again and again."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from chassis.mongo import Database
from tests.faults.conftest import Place
from tests.faults.kit import Child, Tally
from tests.faults.oracle import claims_of_calendars, claims_of_sessions, overlaps
from tests.faults.refusals import Record
from tests.faults.world import FIRST_DAY, Caller, Door, Provider

CLIENTS = 32
ASSESSORS, LEARNERS, ROOMS, DAYS = 12, 300, 4, 3
FEWEST_KILLS = 3
LONGEST_TRANSACTION = 5
HOT = 0.4
"""Which part of all bookings is for the first assessor."""

LENGTHS = (30, 45, 60, 90, 120)
GROUPS = (1, 1, 1, 2, 4, 8, 30)


class Pair:
    """Two API processes, of which one after the other is killed and replaced."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._apis = [self._new(), self._new()]
        self.kills = 0

    async def ready(self) -> None:
        """Wait for both."""
        await asyncio.gather(*(api.ready() for api in self._apis))

    def door(self, number: int) -> Door:
        """Where client `number` goes: to one of them, and to the other when that one does not answer."""

        async def door(attempt: int) -> str:
            return self._apis[(number + attempt) % 2].url

        return door

    async def suffer(self, every: float) -> None:
        """Kill one every so many seconds, when its neighbour is well; never returns."""
        while True:
            await asyncio.sleep(every)
            place = self.kills % 2
            self._apis[place].kill()
            self.kills += 1
            self._apis[place] = await self._new().ready()

    def _new(self) -> Child:
        return self._place.children.start("scheduling", "api", self._place.settings("scheduling"))


class Crowd:
    """Clients who book, move and cancel at random."""

    def __init__(self, provider: Provider, tally: Tally) -> None:
        self._provider = provider
        self._random = tally.random
        self._tally = tally
        self.record = Record()
        self.booked: dict[str, dict[str, Any]] = {}

    async def work(self, caller: Caller, enough: Callable[[], bool]) -> None:
        """What one client does."""
        while not enough():
            self._tally.ops += 1
            deed = self._random.choices((self._book, self._move, self._cancel), (70, 18, 12))[0]
            await deed(caller)

    async def _book(self, caller: Caller) -> None:
        smart = self._random.random() < 0.5
        body = self._provider.a_booking(
            self._start(),
            assessor_id=self._provider.assessor_ids[self._assessor()],
            learner_ids=self._random.sample(self._provider.learner_ids, self._random.choice(GROUPS)),
            method="smart_session" if smart else "traditional",
            minutes=self._random.choice(LENGTHS),
        )
        answer = await self.record.watch(body, caller.book(body))
        for session in answer.json()["sessions"] if answer.status_code == 201 else ():
            assert session["id"] not in self.booked, "two requests got one session"
            self.booked[session["id"]] = session

    async def _move(self, caller: Caller) -> None:
        if self.booked:
            session, start = self._any(), self._start()
            wish = session | {"local_start": start.isoformat()}
            self._changed(await self.record.watch(wish, caller.move(session, start)))

    async def _cancel(self, caller: Caller) -> None:
        if self.booked:
            session = self._any()
            self._changed(await self.record.watch(session, caller.cancel(session)))

    def _changed(self, answer: httpx.Response) -> None:
        if answer.status_code == 200:
            session = answer.json()
            if session["version"] > self.booked[session["id"]]["version"]:
                self.booked[session["id"]] = session

    def _any(self) -> dict[str, Any]:
        return self._random.choice(list(self.booked.values()))

    def _assessor(self) -> int:
        return 0 if self._random.random() < HOT else self._random.randrange(ASSESSORS)

    def _start(self) -> datetime:
        minutes = self._random.randrange(8 * 60, 18 * 60)
        return FIRST_DAY + timedelta(days=self._random.randrange(DAYS), minutes=minutes)


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(300, 1.5), pytest.param(1500, 5, marks=pytest.mark.nightly)]
)
async def test_nobody_is_booked_twice_and_nobody_is_refused_for_nothing(
    place: Place, http: httpx.AsyncClient, say: Callable[[Tally], None], attempts: int, seconds: float
) -> None:
    tally, db = Tally("F13 booking race"), place.db("scheduling")
    await _check_that_transactions_die_with_their_process(place)
    provider = await Provider.known(place.client, db, assessors=ASSESSORS, learners=LEARNERS)
    pair = Pair(place)
    await pair.ready()
    token = place.desk.token(provider, "master_admin")
    for number in range(ROOMS):
        room = {"name": f"Room {number}", "capacity": 40, "join_url": "https://rooms.example/1"}
        assert (await Caller(http, token, pair.door(0)).post("/smart-rooms", room)).status_code == 201
    crowd = Crowd(provider, tally)
    callers = [Caller(http, token, pair.door(number)) for number in range(CLIENTS)]

    def enough() -> bool:
        return tally.ops >= attempts and pair.kills >= FEWEST_KILLS

    suffering = asyncio.create_task(pair.suffer(seconds))
    await asyncio.gather(*(crowd.work(caller, enough) for caller in callers))
    suffering.cancel()
    tally.faults = pair.kills
    await _compare(db, crowd, tally)
    answers = sum((caller.answers for caller in callers), callers[0].answers - callers[0].answers)
    tally.more |= {f"answers {status}": count for status, count in sorted(answers.items())}
    tally.more |= {"asked again": sum(caller.repeated for caller in callers)}
    tally.more |= {"replayed": sum(caller.replayed for caller in callers)}
    say(tally)
    assert answers.keys() <= {200, 201, 409, 412}, answers


async def _check_that_transactions_die_with_their_process(place: Place) -> None:
    """A killed process leaves its open transactions behind, and until MongoDB gives up on them nobody else writes
    the calendars they hold."""
    name = "transactionLifetimeLimitSeconds"
    limit = (await place.client.admin.command({"getParameter": 1, name: 1}))[name]
    assert limit <= LONGEST_TRANSACTION, f"start mongod with --setParameter {name}=3; it has {limit}"


async def _compare(db: Database, crowd: Crowd, tally: Tally) -> None:
    held = await claims_of_sessions(db)
    tally.mismatches += overlaps(held)
    tally.mismatches += (held - await claims_of_calendars(db)).elements()
    tally.mismatches += (await claims_of_calendars(db) - held).elements()
    stored = {one["_id"]: (one["v"], one["state"]) async for one in db.sessions.find({})}
    told = {id: (one["version"], one["state"]) for id, one in crowd.booked.items()}
    tally.lost += told.keys() - stored.keys()
    tally.duplicated += stored.keys() - told.keys()
    tally.mismatches += [id for id in told.keys() & stored.keys() if told[id] != stored[id]]
    tally.mismatches += await crowd.record.spurious(db)

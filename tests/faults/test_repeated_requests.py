"""F24: one Idempotency-Key many times at once, after a restart, with another body, and from somebody else."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from chassis.ids import fresh_id
from tests.faults.conftest import Place
from tests.faults.kit import Child, Tally
from tests.faults.oracle import all_events, claims_of_calendars, claims_of_sessions
from tests.faults.world import FIRST_DAY, Caller, Provider, always

AT_ONCE = 20


@dataclass(frozen=True)
class Asked:
    """A request and its first answer."""

    path: str
    body: dict[str, Any]
    version: int | None
    key: str
    answer: httpx.Response


@dataclass
class Office:
    """One person who sends every request twenty times at once, to all processes in turn."""

    http: httpx.AsyncClient
    token: str
    tally: Tally
    doors: list[str]
    asked: list[Asked] = field(default_factory=list)

    async def ask(self, path: str, body: dict[str, Any], *, version: int | None = None) -> Any:
        """The one answer everybody got; exactly one of them did it."""
        key = fresh_id()
        callers = [
            Caller(self.http, self.token, always(self.doors[n % len(self.doors)])) for n in range(AT_ONCE)
        ]
        answers = await asyncio.gather(*(one.post(path, body, key=key, version=version) for one in callers))
        self.tally.ops += 1
        first = answers[0]
        self.tally.mismatches += [
            (path, other.text)
            for other in answers
            if (other.status_code, other.content) != (first.status_code, first.content)
        ]
        did_it = AT_ONCE - sum(one.replayed for one in callers)
        self.tally.duplicated += range(1, did_it)
        self.tally.lost += range(did_it, 1)
        assert first.status_code in (200, 201), first.text
        self.asked.append(Asked(path, body, version, key, first))
        return first.json()

    async def again(self, asked: Asked, *, token: str = "", **changes: Any) -> httpx.Response:
        """The request once more, perhaps from somebody else or with another body."""
        caller = Caller(self.http, token or self.token, always(self.doors[0]))
        return await caller.post(asked.path, asked.body | changes, key=asked.key, version=asked.version)


@pytest.mark.parametrize("rounds", [2, pytest.param(50, marks=pytest.mark.nightly)])
async def test_one_key_has_one_effect_and_belongs_to_one_person(
    place: Place, http: httpx.AsyncClient, say: Callable[[Tally], None], rounds: int
) -> None:
    tally, db = Tally("F24 same idempotency key"), place.db("scheduling")
    provider = await Provider.known(place.client, db, assessors=2, learners=2)
    apis = [await _api(place), await _api(place)]
    office = Office(http, place.desk.token(provider, "assessor", provider.assessor_ids[0]), tally, [])
    stranger = place.desk.token(provider, "assessor", provider.assessor_ids[1])
    own = {"assessor_id": provider.assessor_ids[1], "learner_ids": provider.learner_ids[1:]}
    sessions = 0
    for number in range(rounds):
        office.doors = [api.url for api in apis]
        office.asked.clear()
        sessions += await _book_move_and_cancel(office, provider, FIRST_DAY + number * timedelta(days=7))
        apis.pop(0).kill()
        tally.faults += 1
        apis.append(await _api(place))
        office.doors = [apis[-1].url]
        for asked in office.asked:
            sessions += await _check_what_the_key_gives(office, asked, stranger, own)
    stored = [one["v"] async for one in db.sessions.find({})]
    said = await all_events(db)
    if len(stored) != sessions or len(said) != sum(stored):
        tally.duplicated.append((len(stored), sessions, len(said), sum(stored)))
    if await claims_of_sessions(db) != await claims_of_calendars(db):
        tally.mismatches.append("calendars are not what the sessions say")
    say(tally)


async def _api(place: Place) -> Child:
    return await place.children.start("scheduling", "api", place.settings("scheduling")).ready()


async def _book_move_and_cancel(office: Office, provider: Provider, day: datetime) -> int:
    """Returns how many sessions that made."""
    session = (await office.ask("/sessions", provider.a_booking(day)))["sessions"][0]
    path = f"/sessions/{session['id']}"
    await office.ask(f"{path}/rescheduling", {"local_start": f"{day:%Y-%m-%d}T12:00"}, version=1)
    reason = {"outcome": "cancelled_by_learner", "reason": "Ill."}
    await office.ask(f"{path}/cancellation", reason, version=2)
    at_three = day.replace(hour=15)
    await office.ask("/sessions", provider.a_booking(at_three))
    repeat = {"frequency": "daily", "count": 4}
    series = provider.a_booking(at_three, repeat=repeat, skip_conflicts=True)
    booked = (await office.ask("/sessions", series))["sessions"]
    assert len(booked) == 3, "the first of the series was to find its time taken"
    return 2 + len(booked)


async def _check_what_the_key_gives(office: Office, asked: Asked, stranger: str, own: dict[str, Any]) -> int:
    """The same request: the first answer. Another body: a refusal. A stranger with an own booking: that booking.

    Returns how many sessions the stranger got.
    """
    again = await office.again(asked)
    if again.content != asked.answer.content or again.headers.get("idempotent-replayed") != "true":
        office.tally.mismatches.append((asked.path, again.text))
    changed = {"reason": "Snow."} if "reason" in asked.body else {"minutes": 45}
    other = await office.again(asked, **changed)
    if (other.status_code, other.json().get("code")) != (422, "idempotency_key_reused"):
        office.tally.mismatches.append((asked.path, other.text))
    foreign = await office.again(asked, token=stranger, **(own if asked.path == "/sessions" else {}))
    expected = 201 if asked.path == "/sessions" else 403
    told = {one["id"] for one in asked.answer.json().get("sessions", ())}
    leaked = told & {one["id"] for one in foreign.json().get("sessions", ())}
    if foreign.status_code != expected or leaked or "idempotent-replayed" in foreign.headers:
        office.tally.mismatches.append((asked.path, foreign.text))
    return len(foreign.json().get("sessions", ()))

"""F24: the same Idempotency-Key at the same time, after a restart, with another body, and from somebody else."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from chassis.ids import fresh_id
from tests.faults.conftest import Place
from tests.faults.kit import Child, Tally
from tests.faults.oracle import all_events, claims_of_calendars, claims_of_sessions
from tests.faults.world import FIRST_DAY, Caller, Provider, always

AT_ONCE = 20


@pytest.mark.parametrize("rounds", [3, pytest.param(50, marks=pytest.mark.nightly)])
async def test_one_key_has_one_effect_and_belongs_to_one_person(
    place: Place, http: httpx.AsyncClient, say: Callable[[Tally], None], rounds: int
) -> None:
    tally, db = Tally("F24 same idempotency key"), place.db("scheduling")
    provider = await Provider.known(place.client, db, assessors=2, learners=2)
    settings = place.settings("scheduling")
    one, two = (await _api(place, settings), await _api(place, settings))
    repeats = _Repeats(place, http, provider, tally)
    for number in range(rounds):
        repeats.doors = [one.url, two.url]
        await repeats.play(number)
        one.kill()
        tally.faults += 1
        one = await _api(place, settings)
        repeats.doors = [one.url]
        await repeats.play_again()
    await _compare(place, repeats, tally)
    say(tally)


async def _api(place: Place, settings: dict[str, str]) -> Child:
    return await place.children.start("scheduling", "api", settings).ready()


class _Repeats:
    """Books, moves and cancels, everything with one key twenty times at once over all doors."""

    def __init__(self, place: Place, http: httpx.AsyncClient, provider: Provider, tally: Tally) -> None:
        self._place = place
        self._http = http
        self._provider = provider
        self._tally = tally
        self.doors: list[str] = []
        self.versions: dict[str, int] = {}
        self._first: list[tuple[dict[str, Any], httpx.Response]] = []

    async def play(self, number: int) -> None:
        """One session is booked, moved and cancelled, a series and another person's session are booked."""
        self._first = []
        day = FIRST_DAY.replace(day=1 + number % 28, month=3 + number // 28)
        body = self._provider.a_booking(day)
        booked = (await self._at_once("/sessions", body)).json()["sessions"][0]
        where = f"/sessions/{booked['id']}"
        moved = await self._at_once(f"{where}/rescheduling", {"local_start": f"{day:%Y-%m-%d}T12:00"}, version=1)
        cancelled = {"outcome": "cancelled_by_learner", "reason": "Ill."}
        await self._at_once(f"{where}/cancellation", cancelled, version=moved.json()["version"])
        self.versions[booked["id"]] = 3
        series = self._provider.a_booking(day.replace(hour=15), repeat={"frequency": "weekly", "count": 3})
        self._know(await self._at_once("/sessions", series | {"skip_conflicts": True}))
        await self._by_somebody_else(day)

    async def play_again(self) -> None:
        """Everything once more: the answers must not have changed."""
        for request, first in self._first:
            again = await self._ask(request)
            if again.content != first.content or again.headers.get("idempotent-replayed") != "true":
                self._tally.mismatches.append((first.text, again.text))
            other = await self._ask(request | {"body": request["body"] | {"time_zone": "Europe/Dublin", "reason": "x"}})
            if other.status_code != 422:
                self._tally.mismatches.append((request["path"], other.text))

    async def _at_once(self, path: str, body: dict[str, Any], version: int | None = None) -> httpx.Response:
        ...

"""The broker is stopped, or takes connections and never answers, while sessions are booked."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from aio_pika.abc import AbstractConnection

from tests.faults.conftest import Place
from tests.faults.kit import Child, Mood, Tally, Wire
from tests.faults.oracle import Writes, outbox_is_empty
from tests.faults.world import FIRST_DAY, Caller, Provider, always

AT_ONCE = 4


@pytest.mark.parametrize(("bookings", "seconds"), [(20, 2), pytest.param(500, 40, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("mood", [Mood.CUT, Mood.HANG])
async def test_booking_goes_on_without_the_broker_and_arrives_once_when_it_is_back(
    place: Place,
    http: httpx.AsyncClient,
    broker: AbstractConnection,
    say: Callable[[Tally], None],
    mood: Mood,
    bookings: int,
    seconds: float,
) -> None:
    tally = Tally(f"Broker away ({mood})", ops=bookings)
    db, read = place.db("scheduling"), place.db("reviews")
    provider = await Provider.known(place.client, db, assessors=AT_ONCE, learners=AT_ONCE)
    writes = await Writes.from_now(place.client)
    async with Wire(place.servers.rabbit_url).laid() as wire:
        through = {"RABBIT_URL": wire.url}
        api = place.children.start("scheduling", "api", place.settings("scheduling", **through))
        reader = place.children.start("reviews", "worker", place.settings("reviews", **through))
        await asyncio.gather(_hears_the_broker(api, http), _hears_the_broker(reader, http))
        wire.become(mood)
        tally.faults += 1
        booked = await _book(place, http, api, provider, bookings)
        tally.mismatches += [body for status, body in booked if status != 201]
        await asyncio.sleep(seconds)
        ready = await http.get(f"{api.url}/readyz")
        assert ready.status_code == 200, ready.text
        assert await read.sessions.count_documents({}) == 0, "the wire was not broken"
        wire.become(Mood.PASS)
        await tally.converge(lambda: outbox_is_empty(db), within=60)

        async def all_arrived() -> bool:
            return await read.sessions.count_documents({}) == bookings

        await tally.converge(all_arrived, within=60)
    effects = await writes.of(read, "sessions")
    stored = {(one["_id"], one["v"]) async for one in db.sessions.find({})}
    tally.lost += stored - effects.keys()
    tally.duplicated += [effect for effect, times in effects.items() if times > 1]
    tally.mismatches += stored ^ effects.keys()
    say(tally)


async def _hears_the_broker(child: Child, http: httpx.AsyncClient) -> None:
    await child.ready()
    async with asyncio.timeout(20):
        while not (await http.get(f"{child.url}/readyz")).json()["broker"]:
            await asyncio.sleep(0.05)


async def _book(
    place: Place, http: httpx.AsyncClient, api: Child, provider: Provider, bookings: int
) -> Counter[tuple[int, str]]:
    """So many bookings by several assessors at once, and what was answered."""
    answers: Counter[tuple[int, str]] = Counter()

    async def book(number: int) -> None:
        caller = Caller(http, place.desk.token(provider, "master_admin"), always(api.url))
        who = {
            "assessor_id": provider.assessor_ids[number],
            "learner_ids": provider.learner_ids[number : number + 1],
        }
        for day in range(number, bookings, AT_ONCE):
            answer = await caller.book(provider.a_booking(FIRST_DAY + timedelta(days=day), **who))
            answers[answer.status_code, answer.text if answer.status_code != 201 else ""] += 1

    await asyncio.gather(*(book(number) for number in range(AT_ONCE)))
    return answers

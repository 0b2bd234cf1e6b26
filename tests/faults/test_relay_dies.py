"""F3: the relay dies after the broker has confirmed, before the event is taken out of its document."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx
import pytest
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage

from chassis.mongo import Database
from contracts.scheduling import SessionChanged
from contracts.topology import EXCHANGE
from tests.faults.conftest import Place
from tests.faults.kit import Succession, Tally
from tests.faults.oracle import Writes, all_events, outbox_is_empty
from tests.faults.world import FIRST_DAY, Caller, Provider

SIZES = [25, pytest.param(500, marks=pytest.mark.nightly)]
LARGEST_SERIES = 3


@asynccontextmanager
async def listening(broker: AbstractConnection) -> AsyncIterator[Counter[str]]:
    """Counts how often each event about a session passes through the exchange, by its id."""
    heard: Counter[str] = Counter()

    async def hear(message: AbstractIncomingMessage) -> None:
        assert message.message_id
        heard[message.message_id] += 1

    async with broker.channel() as channel:
        queue = await channel.declare_queue(exclusive=True)
        await queue.bind(EXCHANGE, SessionChanged.TYPE)
        await queue.consume(hear, no_ack=True)
        yield heard


@pytest.mark.parametrize("kills", SIZES)
async def test_an_event_whose_relay_dies_is_published_again_and_takes_effect_once(
    place: Place,
    http: httpx.AsyncClient,
    broker: AbstractConnection,
    say: Callable[[Tally], None],
    kills: int,
) -> None:
    tally, db = Tally("F3 relay dies after confirm"), place.db("scheduling")
    provider = await Provider.known(place.client, db, assessors=1, learners=1)
    reader = place.children.start("reviews", "worker", place.settings("reviews"))
    # Those who die do not sweep: what they leave behind is for the last one, so nothing is published a third time.
    mortal = place.settings("scheduling", SWEEP_SECONDS="3600")
    relays = Succession(
        lambda fate: place.children.start(
            "scheduling", "api", mortal if fate else place.settings("scheduling"), dies_at=fate
        ),
        ["relay.confirmed:1"] * kills,
    )
    assessor = Caller(http, place.desk.token(provider, "assessor", provider.assessor_ids[0]), relays.door)
    writes = await Writes.from_now(place.client)
    await reader.ready()
    async with listening(broker) as heard:
        for number in range(kills):
            answer = await _do_something(assessor, provider, tally, number)
            tally.ops += len(answer.json()["sessions"])
            while relays.deaths <= number:
                await relays.door(1)
        tally.faults = relays.deaths
        await tally.converge(lambda: outbox_is_empty(db))
        await tally.converge(lambda: _agree(db, place.db("reviews")))
    await _count(place, writes, heard, tally)
    say(tally)
    assert max(heard.values()) == 2, "no event was published twice: no death came between confirm and removal"


async def _do_something(assessor: Caller, provider: Provider, tally: Tally, number: int) -> httpx.Response:
    start = FIRST_DAY + timedelta(days=number * LARGEST_SERIES)
    repeat = {"frequency": "daily", "count": tally.random.randint(1, LARGEST_SERIES)}
    answer = await assessor.book(provider.a_booking(start, repeat=repeat))
    assert answer.status_code == 201, answer.text
    return answer


async def _agree(owner: Database, reader: Database) -> bool:
    return await _versions(owner) == await _versions(reader)


async def _versions(db: Database) -> dict[str, int]:
    return {one["_id"]: one["v"] async for one in db.sessions.find({}, {"v": 1})}


async def _count(place: Place, writes: Writes, heard: Counter[str], tally: Tally) -> None:
    db, read = place.db("scheduling"), place.db("reviews")
    said = await all_events(db)
    effects = await writes.of(read, "sessions")
    tally.more["published twice"] = sum(times == 2 for times in heard.values())
    tally.lost += [event.id for event in said if event.id not in heard]
    tally.lost += [event.id for event in said if (event.data.id, event.version) not in effects]
    tally.duplicated += [id for id, times in heard.items() if times > 2]
    tally.duplicated += [effect for effect, times in effects.items() if times > 1]
    if not await _agree(db, read) or len(said) != tally.ops or len(effects) != len(said):
        tally.mismatches.append((len(said), tally.ops, len(effects)))
    about_sessions = {"subject": {"$regex": "^sessions/"}}
    audited = [entry["subject"] async for entry in db.audit.find(about_sessions, {"subject": 1})]
    tally.mismatches += Counter(audited) - Counter(f"sessions/{event.data.id}" for event in said)
    if len(audited) != len(said):
        tally.mismatches.append(("audit entries", len(audited)))

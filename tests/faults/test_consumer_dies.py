"""F4: a consumer dies after it has written, before it acknowledges; the broker delivers again."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from aio_pika.abc import AbstractConnection

from chassis.ids import fresh_id
from chassis.rabbit import Publisher
from contracts.base import Contract, Envelope
from contracts.topology import dead_queue_of, queue_of
from tests.faults.conftest import Place
from tests.faults.kit import Tally
from tests.faults.oracle import Writes
from tests.faults.said import a_person, a_session
from tests.notifications.mail_sink import MailSink

SIZES = [25, pytest.param(500, marks=pytest.mark.nightly)]
FACTS = 3
"""Every version of a session is told to its assessor and two learners."""

Said = tuple[Contract, int]
"""An event and the version of what it is about."""


@pytest.mark.parametrize("kills", SIZES)
async def test_a_projection_whose_consumer_dies_is_written_once_for_every_version(
    place: Place, broker: AbstractConnection, say: Callable[[Tally], None], kills: int
) -> None:
    tally, db = Tally("F4 consumer dies after write, guard 1"), place.db("reviews")
    said = _sessions(tally, kills + 1)
    newest = {event.id: version for event, version in sorted(said, key=lambda one: one[1])}
    writes = await Writes.from_now(place.client)
    await _die_over_each(place, tally, "reviews", said, beforehand=())

    async def follows() -> bool:
        return {one["_id"]: one["v"] async for one in db.sessions.find({})} == newest

    await tally.converge(follows)
    effects = await writes.of(db, "sessions")
    tally.lost += newest.items() - effects.keys()
    tally.duplicated += [effect for effect, times in effects.items() if times > 1]
    tally.mismatches += [] if await follows() else ["reviews does not show the newest versions"]
    await _check_nothing_is_left(place, broker, "reviews", tally)
    say(tally)


@pytest.mark.parametrize("kills", SIZES)
async def test_a_person_whose_notifier_dies_is_told_every_fact_once(
    place: Place, broker: AbstractConnection, say: Callable[[Tally], None], kills: int
) -> None:
    tally, db = Tally("F4 consumer dies after write, guard 2"), place.db("notifications")
    said = _sessions(tally, kills + 1)
    people = [(a_person(id), 1) for id in said[0][0].concerns]
    expected = len(said) * FACTS
    writes = await Writes.from_now(place.client)
    async with MailSink() as sink:
        mail = {
            "SMTP_URL": sink.url,
            "MAIL_SEND_SECONDS": "1",
            "MAIL_LEASE_SECONDS": "2",
            "MAIL_POLL_SECONDS": "0.2",
        }
        await _die_over_each(place, tally, "notifications", said, beforehand=people, **mail)

        async def sent() -> bool:
            return await db.notifications.count_documents({"mail.status": "sent"}) == expected

        await tally.converge(sent)
    told = Counter(
        {fact: times for fact, times in (await writes.of(db, "notifications")).items() if fact[1] == 1}
    )
    mails = Counter(str(mail["Message-ID"]) for mail in sink.mails)
    tally.lost += [*range(len(told), expected), *range(len(mails), expected)]
    tally.duplicated += [*range(expected, len(told)), *(fact for fact, times in told.items() if times > 1)]
    tally.more |= {"mails": len(sink.mails), "mails sent again": mails.total() - len(mails)}
    await _check_nothing_is_left(place, broker, "notifications", tally)
    say(tally)
    assert tally.more["mails sent again"] <= tally.faults, "a death costs at most one mail sent twice"


def _sessions(tally: Tally, number: int) -> list[Said]:
    """So many events: of every session it is booked and then moved, but not always heard in this order."""
    said: list[Said] = []
    while len(said) < number:
        session_id = fresh_id()
        both: list[Said] = [(a_session(session_id, moved=version - 1), version) for version in (1, 2)]
        tally.random.shuffle(both)
        said += both
    return said[:number]


async def _die_over_each(
    place: Place,
    tally: Tally,
    service: str,
    said: Sequence[Said],
    *,
    beforehand: Sequence[Said],
    **settings: str,
) -> None:
    """Publish one event after the other, each to a consumer that dies when it has handled all that waits.

    It takes one message at a time, so what waits is what its predecessor died over and the new one; when the last
    event has taken effect, nothing before it waits any more. That one meets a consumer that lives.
    """
    environment = place.settings(service, PREFETCH="1", **settings)
    tally.ops = len(said)
    async with _publishing(place) as publish:
        for event in beforehand:
            await publish(*event)
        waiting = len(beforehand)
        for event in said[:-1]:
            await publish(*event)
            fate = f"consumer.handled:{waiting + 1}"
            await place.children.start(service, "worker", environment, dies_at=fate).dies()
            tally.faults += 1
            waiting = 1
        await publish(*said[-1])
    place.children.start(service, "worker", environment)


Publish = Callable[[Contract, int], Awaitable[None]]


@asynccontextmanager
async def _publishing(place: Place) -> AsyncIterator[Publish]:
    """Publishes as the events' owners would."""
    provider_id = fresh_id()
    publisher = Publisher(place.servers.rabbit_url, service="test")
    running = asyncio.create_task(publisher.run())

    async def publish(event: Contract, version: int) -> None:
        envelope = Envelope.seal(
            event,
            id=fresh_id(),
            tenant=provider_id,
            version=version,
            change=event.CHANGES[version - 1],
            time=datetime.now(UTC),
            correlation_id="test",
        )
        await publisher.publish(
            envelope.to_bytes(),
            routing_key=event.TYPE,
            message_id=envelope.id,
            type=event.TYPE,
            correlation_id="test",
        )

    yield publish
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def _check_nothing_is_left(
    place: Place, broker: AbstractConnection, service: str, tally: Tally
) -> None:
    """Nothing was delivered so often that the broker gave it up (20 times), and nothing was parked.

    The broker counts with a delay, and the last answers may still be on their way to it.
    """
    for name in (queue_of(service), dead_queue_of(service)):
        patience = iter(range(50))
        while (left := await _messages_in(broker, name)) and next(patience, None) is not None:
            await asyncio.sleep(0.2)
        tally.mismatches += [name] * left
    tally.mismatches += await place.db(service).parked.find({}).to_list(100)


async def _messages_in(broker: AbstractConnection, name: str) -> int:
    async with broker.channel() as channel:
        queue = await channel.declare_queue(name, passive=True)
        return queue.declaration_result.message_count or 0

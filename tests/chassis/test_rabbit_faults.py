import asyncio
from contextlib import suppress

from yarl import URL

from chassis.parked import Reason
from chassis.rabbit import BrokerDown, Delivery, NotConfirmed, Publisher
from contracts.topology import DELIVERY_LIMIT
from deploy.local import ports
from tests.chassis.bus import Bus, Wire, eventually, ids_of

SENDERS = 20
CUTS = 5


async def test_nothing_confirmed_is_lost_when_the_connections_are_cut_under_load(bus: Bus) -> None:
    confirmed: list[str] = []
    async with Wire(bus.url).laid() as wire:
        publisher = Publisher(wire.url, service="p", hearers=lambda type: [bus.service])
        bus.start(publisher.run())
        bus.desk.fail = _take_a_moment
        bus.start(bus.consumer(url=wire.url).run())
        await publisher.wait_connected(10)
        cutting = bus.start(_cut_now_and_then(wire))

        async def keep_sending() -> None:
            while not cutting.done():
                with suppress(NotConfirmed, BrokerDown):
                    confirmed.append(await bus.send(publisher=publisher))
                await asyncio.sleep(0.02)

        await asyncio.gather(*(keep_sending() for _ in range(SENDERS)))
        await eventually(
            lambda: set(confirmed) <= set(bus.desk.handled),
            within=40,
            saying=lambda: len(set(confirmed) - set(bus.desk.handled)),
        )
    assert wire.cuts >= CUTS
    assert len(bus.desk.seen) > len(ids_of(bus.desk.seen)), "no redelivery: the cuts hit nothing"
    assert bus.desk.parked == []


async def test_a_deleted_queue_is_declared_again_and_consumed(bus: Bus) -> None:
    bus.start(bus.consumer().run())
    await eventually(bus.consuming)

    async with bus.connection.channel() as channel:
        await channel.queue_delete(bus.service)

    await eventually(lambda: _heard(bus), within=30)


async def test_a_consumer_the_broker_silently_lost_is_noticed(bus: Bus) -> None:
    consumer = bus.consumer(watch_every=0.2)
    bus.start(consumer.run())
    await eventually(bus.consuming)

    session = consumer._readers[0]._session
    assert session is not None
    assert session.tag is not None
    await (await session.channel.get_queue(bus.service, ensure=False)).cancel(session.tag)

    await eventually(lambda: _heard(bus), within=30)


async def test_a_consumer_started_before_the_broker_finds_it_later(bus: Bus) -> None:
    port = ports.pick()
    late = URL(bus.url).with_host("127.0.0.1").with_port(port)
    bus.start(bus.consumer(url=str(late)).run())
    await asyncio.sleep(0.6)

    async with Wire(bus.url).laid(port):
        id = await bus.send()
        await eventually(lambda: bus.desk.handled[id] == 1, within=30)


async def test_a_message_that_kills_its_reader_is_parked_and_takes_nothing_with_it(bus: Bus) -> None:
    killed = asyncio.Event()
    poison = await bus.send()
    good = {await bus.send() for _ in range(30)}

    async def die_of_poison(delivery: Delivery) -> None:
        if delivery.event.id == poison:
            killed.set()
            await asyncio.Event().wait()
        await asyncio.sleep(0.005)

    bus.desk.fail = die_of_poison
    deaths = 0
    while not bus.desk.parked:
        killed.clear()
        running = bus.start(bus.consumer().run())
        parked = asyncio.create_task(eventually(lambda: bool(bus.desk.parked), within=30))
        dying = asyncio.create_task(killed.wait())
        await asyncio.wait({parked, dying}, return_when=asyncio.FIRST_COMPLETED)
        deaths += dying.done()
        for task in (parked, dying, running):
            task.cancel()
        await asyncio.gather(parked, dying, running, return_exceptions=True)

    assert [(message.id, message.reason) for message in bus.desk.parked] == [(poison, Reason.CRASHES)]
    assert set(bus.desk.handled) == good
    assert deaths > DELIVERY_LIMIT


async def _take_a_moment(delivery: Delivery) -> None:
    await asyncio.sleep(0.03)


async def _cut_now_and_then(wire: Wire) -> None:
    for _ in range(CUTS):
        await asyncio.sleep(1.5)
        wire.cut()


async def _heard(bus: Bus) -> bool:
    """Whether an event sent now is handled; while there is no queue it is not."""
    with suppress(NotConfirmed, BrokerDown):
        await bus.send()
    await asyncio.sleep(0.1)
    return bool(bus.desk.handled)

import asyncio
from uuid import uuid4

import pytest

from chassis.rabbit import AudienceMissing, BrokerDown, NotConfirmed, Publisher, declare
from contracts.topology import UNROUTED, of_service
from deploy.local import ports
from tests.chassis.bus import TIERS, Bus, Wire, envelope, eventually


async def test_a_published_message_waits_in_the_queue_when_publish_returns(bus: Bus) -> None:
    id = await bus.send(headers={"traceparent": "00-a-b-01"})

    async with bus.connection.channel() as channel:
        got = await (await channel.get_queue(bus.service)).get()
    assert got.message_id == id
    assert got.type == got.routing_key == bus.type
    assert got.content_type == "application/cloudevents+json"
    assert got.delivery_mode == 2
    assert got.headers["traceparent"] == "00-a-b-01"


async def test_many_messages_are_confirmed_at_once_on_one_channel(bus: Bus) -> None:
    ids = await asyncio.gather(*(bus.send() for _ in range(300)))

    assert len(set(ids)) == 300
    await eventually(lambda: _waiting_is(bus, 300))


async def test_an_event_without_a_bound_queue_is_kept_as_unrouted(bus: Bus) -> None:
    id, stray = str(uuid4()), f"{bus.service}.stray.v1"

    await bus.publisher.publish(
        envelope(id, id), routing_key=stray, message_id=id, type=stray, correlation_id="c1"
    )

    async with bus.connection.channel() as channel:
        unrouted = await channel.get_queue(UNROUTED)

        async def is_kept() -> bool:
            while (message := await unrouted.get(fail=False)) is not None:
                if message.message_id == id:
                    return True
            return False

        await eventually(is_kept)


async def test_a_message_returned_by_the_broker_is_not_confirmed_and_the_connection_stays(bus: Bus) -> None:
    with pytest.raises(NotConfirmed):
        await bus.send(queue=f"{bus.service}.nowhere")

    assert bus.publisher.connected
    await bus.send()


async def test_an_event_waits_for_the_queue_of_everyone_who_hears_it(bus: Bus) -> None:
    other = f"{bus.service}-other"
    publisher = Publisher(bus.url, service="p", hearers=lambda type: [bus.service, other])
    bus.start(publisher.run())
    with pytest.raises(AudienceMissing, match=other):
        await publisher.publish(
            b"{}", routing_key=bus.type, message_id="1", type=bus.type, correlation_id="", patience=0.5
        )
    assert await bus.waiting() == 0

    waiting = asyncio.create_task(bus.send(publisher=publisher))
    async with bus.connection.channel() as channel:
        await declare(channel, of_service(other, (bus.type,), TIERS))
        await waiting
        for name in (other, f"{other}.dead", *(f"{other}.retry.{tier.name}" for tier in TIERS)):
            await channel.queue_delete(name)
    await eventually(lambda: _waiting_is(bus, 1))


async def test_an_event_nobody_hears_is_not_sent(bus: Bus) -> None:
    publisher = Publisher(bus.url, service="p", hearers=lambda type: [])
    bus.start(publisher.run())

    await bus.send(publisher=publisher)
    await bus.send()

    await eventually(lambda: _waiting_is(bus, 1))


async def test_publishing_without_a_broker_says_so_after_the_time_given() -> None:
    publisher = Publisher(f"amqp://127.0.0.1:{ports.pick()}/none", service="p")
    running = asyncio.create_task(publisher.run())

    with pytest.raises(BrokerDown):
        await publisher.publish(
            b"{}", routing_key="t", message_id="1", type="t", correlation_id="", patience=0.2
        )
    with pytest.raises(BrokerDown):
        await publisher.wait_connected(0.2)
    assert not publisher.connected
    running.cancel()


async def test_a_cut_connection_leaves_no_publish_hanging_and_comes_back(bus: Bus) -> None:
    async with Wire(bus.url).laid() as wire:
        publisher = Publisher(wire.url, service="p", hearers=lambda type: [bus.service])
        bus.start(publisher.run())
        await publisher.wait_connected(10)
        sending = [asyncio.create_task(bus.send(publisher=publisher)) for _ in range(200)]
        await asyncio.wait(sending, return_when=asyncio.FIRST_COMPLETED)
        wire.cut()

        answers = await asyncio.wait_for(asyncio.gather(*sending, return_exceptions=True), 20)

        assert {type(answer) for answer in answers} <= {str, NotConfirmed, BrokerDown}
        await publisher.wait_connected(10)
        await bus.send(publisher=publisher)


async def _waiting_is(bus: Bus, count: int) -> bool:
    return await bus.waiting() == count

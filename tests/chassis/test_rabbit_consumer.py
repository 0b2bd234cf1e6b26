import asyncio
from functools import partial

import pytest

from chassis.parked import Reason
from chassis.rabbit import Delivery
from contracts.base import InvalidEvent
from tests.chassis.bus import Bus, MongoIsDown, eventually, ids_of


async def test_an_event_reaches_its_handler_parsed_and_is_acknowledged(bus: Bus) -> None:
    consumer = bus.consumer()
    running = bus.start(consumer.run())
    id = await bus.send(subject="room-1", headers={"traceparent": "00-a-b-01"})

    await eventually(lambda: bus.desk.handled[id] == 1)
    assert bus.desk.seen[0].event.data.id == "room-1"
    assert bus.desk.seen[0].message.headers["traceparent"] == "00-a-b-01"
    await consumer.drain(20)
    await running
    await eventually(lambda: _nothing_waits(bus))


NO_EVENTS = [b"{", b"\xff\xfe", b"[]", b"null", b'{"type": "unknown.v9"}', b"[" * 50_000]


@pytest.mark.parametrize("body", NO_EVENTS, ids=range(len(NO_EVENTS)))
async def test_a_body_that_is_no_event_is_parked_at_once(bus: Bus, body: bytes) -> None:
    bus.start(bus.consumer().run())
    await bus.send(body=body)
    good = await bus.send()

    await eventually(lambda: len(bus.desk.parked) == 1 and bus.desk.handled[good] == 1)
    parked = bus.desk.parked[0]
    assert (parked.reason, parked.attempts, parked.body) == (Reason.SCHEMA, 1, body)
    assert ids_of(bus.desk.seen) == {good}


async def test_an_event_the_handler_cannot_accept_is_parked_at_once(bus: Bus) -> None:
    async def refuse(delivery: Delivery) -> None:
        raise InvalidEvent("not in my version")

    bus.desk.fail = refuse
    bus.start(bus.consumer().run())
    await bus.send()

    await eventually(lambda: [message.reason for message in bus.desk.parked] == [Reason.SCHEMA])
    assert len(bus.desk.seen) == 1


async def test_an_event_that_always_fails_goes_through_the_tiers_and_is_parked(bus: Bus) -> None:
    async def fail(delivery: Delivery) -> None:
        raise ValueError("a bug")

    bus.desk.fail = fail
    bus.start(bus.consumer().run())
    id = await bus.send(headers={"traceparent": "00-a-b-01"})

    await eventually(lambda: len(bus.desk.parked) == 1)
    parked = bus.desk.parked[0]
    assert (parked.reason, parked.attempts, parked.id) == (Reason.HANDLER, 4, id)
    assert parked.detail == "ValueError('a bug')"
    assert parked.headers == {"traceparent": "00-a-b-01"}
    assert [delivery.message.attempt for delivery in bus.desk.seen] == [0, 0, 1, 1, 2, 2, 3, 3]
    for queue in bus.retry_queues:
        await eventually(partial(_nothing_waits, bus, queue))


async def test_an_event_that_fails_twice_and_then_succeeds_is_handled_once(bus: Bus) -> None:
    async def fail_twice(delivery: Delivery) -> None:
        if len(bus.desk.seen) <= 2:
            raise ValueError("a bug")

    bus.desk.fail = fail_twice
    consumer = bus.consumer()
    running = bus.start(consumer.run())
    id = await bus.send()

    await eventually(lambda: bus.desk.handled[id] == 1)
    await consumer.drain(20)
    await running
    assert len(bus.desk.seen) == 3
    assert bus.desk.parked == []
    await eventually(lambda: _nothing_waits(bus))


async def test_an_event_is_held_without_counting_while_a_dependency_is_down(bus: Bus) -> None:
    async def fail_three_times(delivery: Delivery) -> None:
        if len(bus.desk.seen) <= 3:
            raise MongoIsDown

    bus.desk.fail = fail_three_times
    bus.start(bus.consumer().run())
    id = await bus.send()

    await eventually(lambda: bus.desk.handled[id] == 1)
    assert [delivery.message.attempt for delivery in bus.desk.seen] == [0, 0, 0, 0]
    assert bus.desk.parked == []


async def test_consuming_stops_when_a_dependency_stays_down_and_goes_on_when_it_is_ready(bus: Bus) -> None:
    up = asyncio.Event()
    probes = []

    async def need_mongo(delivery: Delivery) -> None:
        if not up.is_set():
            raise MongoIsDown

    async def ready() -> None:
        probes.append(len(bus.desk.seen))
        if bus.desk.seen and not up.is_set():
            raise MongoIsDown

    bus.desk.fail = need_mongo
    bus.start(bus.consumer(patience=0.5, ready=ready, prefetch=8).run())
    sent = {await bus.send() for _ in range(30)}

    await eventually(lambda: _nobody_consumes(bus))
    await eventually(lambda: _all_wait(bus, 30))
    tried = len(bus.desk.seen)
    await asyncio.sleep(1)
    assert len(bus.desk.seen) == tried, "messages handed back came straight back"
    up.set()
    await eventually(lambda: set(bus.desk.handled) == sent)
    assert bus.desk.parked == []
    assert {delivery.message.attempt for delivery in bus.desk.seen} == {0}


async def test_a_parking_lot_that_is_closed_for_a_while_loses_nothing(bus: Bus) -> None:
    refusals = iter([RuntimeError("full"), MongoIsDown()])
    parked = []

    async def park(message: object) -> None:
        for refusal in refusals:
            raise refusal
        parked.append(message)

    bus.start(bus.consumer(park=park).run())
    await bus.send(body=b"{")

    await eventually(lambda: len(parked) == 1)


async def test_handlers_that_raise_anything_do_not_use_up_the_slots(bus: Bus) -> None:
    raised = iter([asyncio.CancelledError(), KeyError("x"), TimeoutError(), asyncio.CancelledError("y")] * 5)

    async def raise_one(delivery: Delivery) -> None:
        for error in raised:
            raise error

    bus.desk.fail = raise_one
    bus.start(bus.consumer(prefetch=4).run())
    sent = {await bus.send() for _ in range(20)}

    await eventually(lambda: set(bus.desk.handled) == sent, within=20)
    assert bus.desk.parked == []


async def test_two_events_of_one_subject_are_never_handled_at_the_same_time(bus: Bus) -> None:
    running: set[str] = set()
    most = 0

    async def be_slow(delivery: Delivery) -> None:
        nonlocal most
        subject = delivery.event.data.id
        assert subject not in running
        running.add(subject)
        most = max(most, len(running))
        await asyncio.sleep(0.02)
        running.remove(subject)

    bus.desk.fail = be_slow
    bus.start(bus.consumer().run())
    sent = [await bus.send(subject=f"room-{number % 3}") for number in range(30)]

    await eventually(lambda: set(bus.desk.handled) == set(sent))
    assert bus.desk.parked == []
    assert most == 3


async def test_what_the_broker_gave_up_on_is_parked(bus: Bus) -> None:
    bus.start(bus.consumer().run())
    id = await bus.send(queue=f"{bus.service}.dead")

    await eventually(lambda: [(m.id, m.reason) for m in bus.desk.parked] == [(id, Reason.CRASHES)])
    await eventually(lambda: _nothing_waits(bus, f"{bus.service}.dead"))


async def test_draining_finishes_what_has_begun_and_hands_back_the_rest(bus: Bus) -> None:
    go_on = asyncio.Event()

    async def take_time(delivery: Delivery) -> None:
        await go_on.wait()

    bus.desk.fail = take_time
    consumer = bus.consumer(prefetch=8)
    for number in range(12):
        await bus.send(subject=f"room-{number % 2}")
    running = bus.start(consumer.run())
    await eventually(lambda: len(bus.desk.seen) == 2)

    draining = asyncio.create_task(consumer.drain(20))
    await eventually(lambda: consumer._readers[0]._stopping)
    go_on.set()
    await draining
    await running

    assert bus.desk.handled.total() == 2
    await eventually(lambda: _all_wait(bus, 10))


async def test_draining_does_not_wait_longer_than_it_is_told(bus: Bus) -> None:
    async def never_end(delivery: Delivery) -> None:
        await asyncio.Event().wait()

    bus.desk.fail = never_end
    consumer = bus.consumer()
    running = bus.start(consumer.run())
    await bus.send()
    await eventually(lambda: len(bus.desk.seen) == 1)

    await asyncio.wait_for(consumer.drain(0.3), 15)
    await running

    await eventually(lambda: _all_wait(bus, 1))


async def _nobody_consumes(bus: Bus) -> bool:
    return not await bus.consuming()


async def _all_wait(bus: Bus, count: int) -> bool:
    return await bus.waiting() == count


async def _nothing_waits(bus: Bus, queue: str | None = None) -> bool:
    return await bus.waiting(queue) == 0

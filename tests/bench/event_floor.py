"""The floor of an event: a majority write, a confirmed publish to a quorum queue, a consumer, a majority upsert.

Runs as a process of its own, with motor and aio-pika and nothing of ours around them.
"""

import asyncio
import json
import sys
import time
from typing import Any

import aio_pika
import uvloop
from aio_pika.abc import AbstractIncomingMessage
from motor.motor_asyncio import AsyncIOMotorClient

from contracts.published import samples_of
from contracts.scheduling import SessionChanged

QUEUE = "bench.floor"


async def measure(task: dict[str, Any]) -> list[dict[str, float]]:
    """One event after the other: seconds from the begin and from the end of the write to the end of the upsert."""
    client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(task["mongo_url"], w="majority")
    db = client[task["mongo_database"]]
    (body, *_) = samples_of(SessionChanged).values()
    seen: asyncio.Queue[float] = asyncio.Queue()

    async def consume(message: AbstractIncomingMessage) -> None:
        await db.views.update_one(
            {"_id": message.message_id}, {"$set": {"body": message.body.decode()}}, upsert=True
        )
        seen.put_nowait(time.perf_counter())
        await message.ack()

    publishing, consuming = [await aio_pika.connect(task["rabbit_url"]) for _ in range(2)]
    channel = await publishing.channel(publisher_confirms=True)
    reader = await consuming.channel()
    await reader.set_qos(32)
    queue = await reader.declare_queue(QUEUE, durable=True, arguments={"x-queue-type": "quorum"})
    tag = await queue.consume(consume)
    found = []
    for number in range(task["events"]):
        await asyncio.sleep(task["pause"])
        begun = time.perf_counter()
        inserted = await db.things.insert_one({"number": number, "body": body.decode()})
        written = time.perf_counter()
        message = aio_pika.Message(
            body, delivery_mode=aio_pika.DeliveryMode.PERSISTENT, message_id=str(inserted.inserted_id)
        )
        await channel.default_exchange.publish(message, QUEUE)
        done = await seen.get()
        found.append({"whole": done - begun, "after": done - written})
    await queue.cancel(tag)
    await queue.delete(if_unused=False, if_empty=False)
    await publishing.close()
    await consuming.close()
    return found


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        json.dump(runner.run(measure(json.load(sys.stdin))), sys.stdout)

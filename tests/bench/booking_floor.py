"""The floor of a booking: the same reads of calendars and the same documents, by the bare driver.

Runs as a process of its own. What is written was made beforehand, by the real handler on the real requests: only a
find, a transaction (claims as one ordered bulk, then the sessions) and nothing else is on the clock.
"""

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import uvloop
from pymongo import UpdateOne, WriteConcern
from pymongo.errors import PyMongoError
from pymongo.read_concern import ReadConcern

from chassis import log
from chassis.backend import Commit
from chassis.mongo import Client, Database, MongoBackend, close, connect, database, pull_published
from chassis.runner import Runner
from chassis.testing.service import running
from chassis.tx import Document, Wanted
from services.scheduling.documents import CALENDARS, SESSIONS
from services.scheduling.main import SERVICE
from services.scheduling.settings import Settings
from services.scheduling.store import SchedulingTx
from tests.bench import scene
from tests.bench.scene import Variant


@dataclass(frozen=True, slots=True)
class Booking:
    """What one booking reads and writes."""

    calendar_ids: Sequence[str]
    claims: Sequence[UpdateOne]
    sessions: Sequence[Document]


class Recorder(MongoBackend):
    """Reads as the service does, and keeps what would have been written instead of writing it."""

    def __init__(self, db: Database) -> None:
        super().__init__(db)
        self.bookings: list[Booking] = []
        self._calendar_ids: Sequence[str] = ()

    async def read(self, wanted: Sequence[Wanted]) -> list[list[Document]]:
        """See `MongoBackend.read`."""
        for one in wanted:
            if one.collection == CALENDARS:
                self._calendar_ids = one.equals["_id"]
        return await super().read(wanted)

    async def commit(self, commit: Commit) -> None:
        """Keep it."""
        sessions = [
            {
                "_id": write.change.id,
                "provider_id": write.change.provider_id,
                "v": 1,
                **write.change.state,
                **write.attachments(),
                "ob_at": write.now,
            }
            for write in commit.writes
        ]
        self.bookings.append(Booking(self._calendar_ids, commit.operations[CALENDARS], sessions))


async def recorded(task: dict[str, Any], variant: Variant) -> list[list[Booking]]:
    """What each client's bookings read and write."""
    values = {name: task[name] for name in ("mongo_url", "mongo_database", "rabbit_url")}
    async with running(SERVICE, Settings, **values) as service:
        found = await scene.provider(service.kit.client, service.kit.db, variant)
        made = []
        for number, bodies in enumerate(scene.bookings(found, variant)):
            recorder = Recorder(service.kit.db)
            service.kit.runner = Runner(SchedulingTx, recorder)
            assessor = service.as_person(
                found.assessor_ids[number],
                provider_id=found.id,
                role="assessor",
                centre_ids=[found.centre_id],
            )
            for body in bodies:
                answer = await assessor.post("/sessions", json=body)
                assert answer.status_code == 201, answer.text
            made.append(recorder.bookings)
        return made


async def measure(task: dict[str, Any]) -> dict[str, Any]:
    """Prepare, then write everything with one task a client; the relay's later writes are timed apart."""
    made = await recorded(task, Variant(**task["variant"]))
    client = connect(task["mongo_url"])
    db = database(client, task["mongo_database"])
    await db.command("ping")
    started, cpu = time.perf_counter(), time.process_time()
    latencies = await asyncio.gather(*(_client(client, db, bookings) for bookings in made))
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    started = time.perf_counter()
    for batch in zip(*made, strict=True):
        await _relay(db, [session for booking in batch for session in booking.sessions])
    relay_seconds = time.perf_counter() - started
    await close(client)
    return {
        "seconds": seconds,
        "latencies": [latency for one in latencies for latency in one],
        "cpu": cpu,
        "relay_seconds": relay_seconds,
    }


async def _client(client: Client, db: Database, bookings: Sequence[Booking]) -> list[float]:
    latencies = []
    for booking in bookings:
        started = time.perf_counter()
        await db[CALENDARS].find({"_id": {"$in": booking.calendar_ids}}).to_list(None)
        while not await _write(client, db, booking):
            pass
        latencies.append(time.perf_counter() - started)
    return latencies


async def _write(client: Client, db: Database, booking: Booking) -> bool:
    """Whether it went through; a write conflict means once more."""
    async with await client.start_session() as session:
        try:
            async with session.start_transaction(ReadConcern("snapshot"), WriteConcern("majority")):
                await db[CALENDARS].bulk_write(list(booking.claims), session=session)
                await db[SESSIONS].insert_many(booking.sessions, session=session)
        except PyMongoError as error:
            if not error.has_error_label("TransientTransactionError"):
                raise
            return False
    return True


async def _relay(db: Database, sessions: Sequence[Document]) -> None:
    """What the relay writes once the events are published."""
    events = [{"_id": entry["id"], "body": entry["body"]} for one in sessions for entry in one["ob"]]
    audits = [{"_id": entry["id"], **entry} for one in sessions for entry in one["au"]]
    await db.event_log.insert_many(events, ordered=False)
    await db.audit.insert_many(audits, ordered=False)
    pulls = [
        operation
        for one in sessions
        for operation in pull_published(
            one["_id"],
            [entry["id"] for entry in one["ob"]],
            [entry["id"] for entry in one["au"]],
            one["ob_at"],
        )
    ]
    await db[SESSIONS].bulk_write(pulls)


if __name__ == "__main__":
    log.configure("bench", "ERROR")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        json.dump(runner.run(measure(json.load(sys.stdin))), sys.stdout)

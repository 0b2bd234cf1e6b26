"""The relay: takes committed events from their documents to the broker and into the event log (reliability.md b.5).

The writer's own process publishes at once, from memory; a sweeper in every process finds what a dead writer left.
Publishing twice is harmless, so there are no leases.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo.errors import BulkWriteError
from pymongo.read_concern import ReadConcern

from chassis import failpoints, log, metrics
from chassis.backend import OutboxEntry, Write
from chassis.mongo import Collection, Database, pull_published
from chassis.rabbit import BrokerDown, NotConfirmed, Publisher

REMEMBER_ANSWERS = timedelta(hours=24)
QUEUE_LIMIT = 10_000
BATCH = 200

_log = log.get(__name__)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one document has to send: its events in order, and its audit entries."""

    collection: str
    id: str
    provider_id: str
    events: tuple[OutboxEntry, ...]
    audits: tuple[Mapping[str, Any], ...]


class Relay:
    """Publishes parcels, logs them, and takes them out of their documents."""

    def __init__(
        self,
        db: Database,
        publisher: Publisher,
        *,
        service: str,
        collections: Sequence[str],
        sweep_every: float,
        sweep_after: float,
    ) -> None:
        self._db = db
        self._publisher = publisher
        self._service = service
        self._collections = collections
        self._sweep_every = sweep_every
        self._sweep_after = timedelta(seconds=sweep_after)
        self._queue: asyncio.Queue[Parcel] = asyncio.Queue(QUEUE_LIMIT)

    def offer(self, writes: Sequence[Write]) -> None:
        """Hand over what was just committed. When the queue is full the sweeper will find it."""
        for write in writes:
            if write.events or write.audit:
                change = write.change
                audits = (write.audit,) if write.audit else ()
                with contextlib.suppress(asyncio.QueueFull):
                    self._queue.put_nowait(
                        Parcel(change.collection, change.id, change.provider_id, write.events, audits)
                    )

    async def run(self) -> None:
        """Publish and sweep until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._forward())
            group.create_task(self._sweep())

    async def flush(self, timeout: float) -> None:
        """Wait until everything offered so far is sent, at most `timeout` seconds; the rest stays in the documents."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                await self._queue.join()

    async def _forward(self) -> None:
        while True:
            parcels = [await self._queue.get()]
            while len(parcels) < BATCH and not self._queue.empty():
                parcels.append(self._queue.get_nowait())
            try:
                await self._send(parcels)
            finally:
                for _ in parcels:
                    self._queue.task_done()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(self._sweep_every)
            try:
                for name in await self._waiting():
                    while await self._sweep_collection(name) == BATCH:
                        pass
            except Exception as error:
                _log.warning("sweep_failed", error=str(error))

    async def _waiting(self) -> list[str]:
        """The collections where something waits for too long: one question, because every second asks it."""
        if not self._collections:
            return []
        overdue = self._overdue()
        looks: list[list[dict[str, Any]]] = [
            [{"$match": overdue}, {"$limit": 1}, {"$project": {"_id": {"$literal": name}}}]
            for name in self._collections
        ]
        others = [
            {"$unionWith": {"coll": name, "pipeline": look}}
            for name, look in zip(self._collections[1:], looks[1:], strict=True)
        ]
        found = self._majority(self._collections[0]).aggregate([*looks[0], *others])
        return [document["_id"] for document in await found.to_list(len(self._collections))]

    def _majority(self, name: str) -> Collection:
        return self._db.get_collection(name, read_concern=ReadConcern("majority"))

    def _overdue(self) -> dict[str, Any]:
        return {"ob_at": {"$lt": datetime.now(UTC) - self._sweep_after}}

    async def _sweep_collection(self, name: str) -> int:
        cursor = self._majority(name).find(self._overdue(), {"ob": 1, "au": 1, "provider_id": 1})
        documents = await cursor.sort("ob_at", 1).limit(BATCH).to_list(BATCH)
        parcels = [
            Parcel(
                name,
                document["_id"],
                document["provider_id"],
                tuple(OutboxEntry.read(entry) for entry in document.get("ob", ())),
                tuple(document.get("au", ())),
            )
            for document in documents
        ]
        if not parcels:
            return 0
        sent = await self._send(parcels)
        metrics.outbox_swept_total.labels(self._service).inc(sent)
        return len(parcels) if sent else 0

    async def _send(self, parcels: Sequence[Parcel]) -> int:
        """Publish, log, remove; returns how many parcels got through. What did not stays for the sweeper."""
        outcomes = await asyncio.gather(*(self._publish(parcel) for parcel in parcels))
        published = [parcel for parcel, through in zip(parcels, outcomes, strict=True) if through]
        if not published:
            return 0
        try:
            await failpoints.hit("relay.confirmed")
            await self._log(published)
            await self._remove(published)
        except Exception as error:
            _log.warning("outbox_not_emptied", error=str(error), parcels=len(published))
        return len(published)

    async def _publish(self, parcel: Parcel) -> bool:
        try:
            for event in parcel.events:
                await self._publisher.publish(
                    event.body.encode(),
                    routing_key=event.type,
                    message_id=event.id,
                    type=event.type,
                    correlation_id=event.correlation_id,
                )
            return True
        except (BrokerDown, NotConfirmed) as error:
            _log.info("event_waits_for_the_broker", subject=parcel.id, error=str(error))
            return False

    async def _log(self, parcels: Sequence[Parcel]) -> None:
        """Append to the event log and the audit before anything is removed; duplicates are ignored."""
        now = datetime.now(UTC)
        events = [
            {
                "_id": event.id,
                "provider_id": parcel.provider_id,
                "type": event.type,
                "subject": event.subject,
                "v": event.version,
                "at": now,
                "body": event.body,
            }
            for parcel in parcels
            for event in parcel.events
        ]
        audits = [
            {"_id": audit["id"], "unsealed": True, **{n: value for n, value in audit.items() if n != "id"}}
            for parcel in parcels
            for audit in parcel.audits
        ]
        await _append(self._db, "event_log", events)
        await _append(self._db, "audit", audits)

    async def _remove(self, parcels: Sequence[Parcel]) -> None:
        before = datetime.now(UTC) - REMEMBER_ANSWERS
        operations: dict[str, list[Any]] = defaultdict(list)
        for parcel in parcels:
            events = [event.id for event in parcel.events]
            audits = [audit["id"] for audit in parcel.audits]
            operations[parcel.collection].extend(pull_published(parcel.id, events, audits, before))
        for name, pulls in operations.items():
            await self._db[name].bulk_write(pulls, ordered=True)


async def _append(db: Database, name: str, documents: list[dict[str, Any]]) -> None:
    if not documents:
        return
    try:
        await db[name].insert_many(documents, ordered=False)
    except BulkWriteError as error:
        if any(fault["code"] != 11000 for fault in error.details["writeErrors"]):
            raise

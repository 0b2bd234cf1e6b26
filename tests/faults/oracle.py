"""What must be true of scheduling's data whatever happened, computed from the documents themselves."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from bson import Timestamp

from chassis.mongo import Client, Database
from contracts.base import Received, open_envelope
from contracts.scheduling import SessionChanged
from services.scheduling.documents import busy_from, session_from
from services.scheduling.domain.slot import Hold, Resource

Held = tuple[Resource, datetime, datetime, str]
"""A resource, from when until when, and the session that has it."""


async def claims_of_sessions(db: Database, **only: str) -> Counter[Held]:
    """What the stored sessions say they need; `only` those with these fields (`provider_id=…`)."""
    held: Counter[Held] = Counter()
    async for document in db.sessions.find(only):
        session = session_from(document)
        held.update(
            (resource, slot.starts_at, slot.ends_at, session.id) for resource, slot in session.claims()
        )
    return held


async def claims_of_calendars(db: Database, **only: str) -> Counter[Held]:
    """What the calendars say sessions have taken (no session of these tests goes over midnight)."""
    calendars = await db.calendars.find(only).to_list(100_000)
    return Counter(
        (busy.resource, busy.starts_at, busy.ends_at, busy.session_id)
        for busy in busy_from(calendars)
        if busy.hold is Hold.SESSION
    )


def overlaps(held: Iterable[Held]) -> list[tuple[Held, Held]]:
    """Every resource that two sessions have at the same time."""
    by_resource: dict[Resource, list[Held]] = defaultdict(list)
    for entry in held:
        by_resource[entry[0]].append(entry)
    return [
        (first, second)
        for entries in by_resource.values()
        for first, second in pairwise(sorted(entries, key=lambda entry: entry[1:]))
        if second[1] < first[2]
    ]


async def all_events(db: Database) -> list[Received[SessionChanged]]:
    """Everything that was ever said about a session: what is logged and what still waits, each event once."""
    bodies = {entry["_id"]: entry["body"] async for entry in db.event_log.find({})}
    async for document in db.sessions.find({}, {"ob": 1}):
        bodies |= {entry["id"]: entry["body"] for entry in document["ob"]}
    received: list[Received[Any]] = [open_envelope(body.encode()) for body in bodies.values()]
    return [event for event in received if isinstance(event.data, SessionChanged)]


async def outbox_is_empty(db: Database) -> bool:
    """Whether nothing waits to be published."""
    return await db.sessions.count_documents({"ob_at": {"$exists": True}}) == 0


@dataclass(frozen=True)
class Writes:
    """Reads from MongoDB's own log how often each document was really written."""

    client: Client
    since: Timestamp

    @classmethod
    async def from_now(cls, client: Client) -> "Writes":
        """Count from here."""
        answer = await client.admin.command("hello")
        return cls(client, answer["lastWrite"]["opTime"]["ts"])

    async def of(self, db: Database, collection: str) -> Counter[tuple[str, int]]:
        """How often each version of each document was written."""
        wanted = {"ts": {"$gte": self.since}, "ns": f"{db.name}.{collection}", "op": {"$in": ["i", "u"]}}
        written: Counter[tuple[str, int]] = Counter()
        async for entry in self.client.local["oplog.rs"].find(wanted):
            written[_version_written(entry)] += 1
        return written


def _version_written(entry: Mapping[str, Any]) -> tuple[str, int]:
    if entry["op"] == "i":
        return entry["o"]["_id"], entry["o"]["v"]
    return entry["o2"]["_id"], entry["o"]["diff"].get("u", {}).get("v", 0)

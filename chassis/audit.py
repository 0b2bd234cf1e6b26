"""The audit as a chain: every entry carries the hash of the one before it (G15, decisions.md Audit).

Entries reach the collection `audit` with the relay, waiting. One holder of a lease seals them: each provider has a
chain of its own, numbered from 1 in the order of arrival. An entry's `hash` is the SHA-256 of `canonical(entry)`, which
holds the number, the hash before and every field, so a changed, removed or inserted entry breaks the chain from there
on; the chain's head is kept apart, so that a cut-off end shows too. An exported copy can be verified without us.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pymongo import UpdateOne

from chassis.backend import LostRace
from chassis.listing import Order, page_of
from chassis.mongo import Database, in_transaction, scoped
from chassis.timers import Lease
from chassis.writing import ThreadDatabase, ThreadSession

AUDIT = "audit"
HEADS = "audit_heads"
NEWEST = Order("at", down=True, moment=True)
OLDEST = Order("at", moment=True)
BATCH = 500
START = ""
"""What the first entry of a chain has for the hash before it."""

FACTS = (
    "id",
    "at",
    "provider_id",
    "person_id",
    "role",
    "session_id",
    "origin",
    "action",
    "subject",
    "version",
    "before",
    "after",
)
"""What an entry says, beside its place in the chain."""

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries: of a person, an action, a subject (`people/0192…`), from a moment until before another."""

    person_id: str | None = None
    action: str | None = None
    subject: str | None = None
    from_at: datetime | None = None
    until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What looking through a chain came to.

    `entries` were looked at; `waiting` are not in the chain yet. `first_broken` is the number of the first entry that
    is not as it was sealed (changed, missing or out of place), None when the chain is whole; `head` is its last hash.
    """

    entries: int
    waiting: int
    first_broken: int | None
    head: str


def canonical(entry: Mapping[str, Any], *, seq: int, prev: str) -> bytes:
    """What is hashed: JSON with sorted names and no blanks; `at` in UTC with milliseconds."""
    facts = {name: entry[name] for name in FACTS}
    at: datetime = entry["at"]
    facts["at"] = at.astimezone(UTC).isoformat(timespec="milliseconds")
    sealed = facts | {"seq": seq, "prev": prev}
    return json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def linked(entry: Mapping[str, Any], *, seq: int, prev: str) -> str:
    """The hash of an entry at its place in the chain."""
    return hashlib.sha256(canonical(entry, seq=seq, prev=prev)).hexdigest()


class Sealer:
    """Puts waiting entries of one service into their providers' chains, as long as it holds the lease."""

    def __init__(self, db: Database, *, lease_seconds: float = 30.0) -> None:
        self._db = db
        self._lease = Lease(db, "audit", seconds=lease_seconds)

    async def seal(self) -> int:
        """Seal what waits; how many entries that were. 0 too when another process holds the lease."""
        count = 0
        while waiting := await self._waiting():
            if not await self._lease.take():
                return count
            for provider_id, entries in _by_provider(waiting).items():
                count += await self._append(provider_id, entries)
        return count

    async def _waiting(self) -> list[Entry]:
        found = self._db[AUDIT].find({"unsealed": True}).sort([("at", 1), ("_id", 1)])
        return [_read(document) for document in await found.limit(BATCH).to_list(BATCH)]

    async def _append(self, provider_id: str, entries: Sequence[Entry]) -> int:
        """All or none, on the head as it is now: a holder whose lease ran out loses the race and nothing else."""
        await in_transaction(self._db, lambda db, session: _append(db, session, provider_id, entries))
        return len(entries)


def _append(db: ThreadDatabase, session: ThreadSession, provider_id: str, entries: Sequence[Entry]) -> None:
    head = db[HEADS].find_one({"_id": provider_id}, session=session)
    seq, prev = (head["seq"], head["hash"]) if head else (0, START)
    operations = []
    for entry in entries:
        seq += 1
        seal = {"seq": seq, "prev": prev, "hash": linked(entry, seq=seq, prev=prev)}
        prev = seal["hash"]
        found = scoped(provider_id, _id=entry["id"], unsealed=True)
        operations.append(UpdateOne(found, {"$set": seal, "$unset": {"unsealed": ""}}))
    written = db[AUDIT].bulk_write(operations, session=session)
    if written.matched_count != len(operations):
        raise LostRace
    db[HEADS].update_one(
        {"_id": provider_id}, {"$set": {"seq": seq, "hash": prev}}, upsert=True, session=session
    )


def _by_provider(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry["provider_id"]].append(entry)
    return found


def _read(document: Mapping[str, Any]) -> Entry:
    return {**document, "id": document["_id"]}


async def verify(db: Database, provider_id: str) -> Verification:
    """Look through a provider's whole chain."""
    head = await db[HEADS].find_one({"_id": provider_id}) or {"seq": 0, "hash": START}
    waiting = await db[AUDIT].count_documents(scoped(provider_id, unsealed=True))
    seq, prev = 0, START
    async for document in db[AUDIT].find(scoped(provider_id, seq={"$lte": head["seq"]})).sort("seq", 1):
        entry = _read(document)
        seal = linked(entry, seq=seq + 1, prev=prev)
        if (entry["seq"], entry["prev"], entry["hash"]) != (seq + 1, prev, seal):
            return Verification(seq, waiting, seq + 1, head["hash"])
        seq, prev = seq + 1, seal
    whole = (seq, prev) == (head["seq"], head["hash"])
    return Verification(seq, waiting, None if whole else seq + 1, head["hash"])


async def search(
    db: Database, provider_id: str, sought: Sought, order: Order = NEWEST, *, limit: int, cursor: str | None
) -> tuple[list[Entry], str | None]:
    """Entries of the provider in an order, and the cursor of the next page. Raises `Invalid` for a bad cursor."""
    wanted = [_filter(sought)]
    found, following = await page_of(db, AUDIT, provider_id, wanted, order, limit=limit, cursor=cursor)
    return [_read(document) for document in found], following


async def sealed(db: Database, provider_id: str, sought: Sought) -> AsyncIterator[Entry]:
    """Entries of the provider in the order of its chain; those that wait are left out."""
    within = scoped(provider_id, {"$and": [_filter(sought), {"seq": {"$gt": 0}}]})
    async for document in db[AUDIT].find(within).sort("seq", 1):
        yield _read(document)


def _filter(sought: Sought) -> dict[str, Any]:
    equals = {"person_id": sought.person_id, "action": sought.action, "subject": sought.subject}
    wanted: dict[str, Any] = {name: value for name, value in equals.items() if value is not None}
    moments = {"$gte": sought.from_at, "$lt": sought.until_at}
    if between := {name: moment for name, moment in moments.items() if moment is not None}:
        wanted["at"] = between
    return wanted

"""MongoDB: one client per process, scoped filters, and the backend that writes one commit atomically.

The only module that may import motor (ADR 0002): moving to PyMongo's own asynchronous client changes this file alone.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import pymongo
from bson.codec_options import CodecOptions
from motor.motor_asyncio import (
    AsyncIOMotorClient,
    AsyncIOMotorCollection,
    AsyncIOMotorDatabase,
)
from pymongo import ASCENDING, DESCENDING, IndexModel, UpdateOne
from pymongo.errors import (
    AutoReconnect,
    CollectionInvalid,
    ConnectionFailure,
    OperationFailure,
    PyMongoError,
)

from chassis.backend import Commit
from chassis.scope import scoped as scoped
from chassis.tx import Document, IdempotencyRecord, Wanted, record_from
from chassis.writing import ThreadDatabase, ThreadSession, in_thread, transact, write_all, write_each

Database = AsyncIOMotorDatabase[dict[str, Any]]
Collection = AsyncIOMotorCollection[dict[str, Any]]
Client = AsyncIOMotorClient[dict[str, Any]]

T = TypeVar("T")


UNAVAILABLE = (AutoReconnect, ConnectionFailure)
"""Errors that mean MongoDB cannot be reached now, so that the same operation may succeed later."""

AUTHENTICATION_FAILED = 18
COLLECTION_EXISTS = 48

INDEX_CONFLICT = {85, 86}
"""An index with this name or on these fields exists with other options."""


AUDIT_INDEXES = (
    IndexModel([("provider_id", 1), ("at", 1), ("_id", 1)]),
    IndexModel([("provider_id", 1), ("person_id", 1), ("at", 1), ("_id", 1)]),
    IndexModel([("provider_id", 1), ("subject", 1), ("at", 1), ("_id", 1)]),
    IndexModel(
        [("provider_id", 1), ("seq", 1)], unique=True, partialFilterExpression={"seq": {"$exists": True}}
    ),
    IndexModel([("unsealed", 1), ("at", 1)], partialFilterExpression={"unsealed": True}),
)
"""For `chassis.audit`: the two partial ones hold the places of the chain and what waits for one."""


MOST_FOUND = 1000
"""Documents one question for values other than ids may bring."""

PART = "_part"
"""Which of several questions a document answers."""

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def connect(url: str, *, pool: int = 50, timeout_ms: int = 4000) -> Client:
    """A client for the running event loop. Every operation ends within `timeout_ms`; writes need a majority."""
    return AsyncIOMotorClient(
        url,
        maxPoolSize=pool,
        timeoutMS=timeout_ms,
        serverSelectionTimeoutMS=min(3000, timeout_ms),
        w="majority",
        tz_aware=True,
        tzinfo=UTC,
        uuidRepresentation="standard",
    )


def database(client: Client, name: str) -> Database:
    """A database whose times come back as aware UTC datetimes."""
    options: CodecOptions[dict[str, Any]] = CodecOptions(tz_aware=True, tzinfo=UTC)
    return client.get_database(name, codec_options=options)


async def close(client: Client) -> None:
    """Close the client's connections."""
    client.close()


async def ping(db: Database) -> None:
    """Raise unless the server answers."""
    await db.command("ping")


def unavailable(error: BaseException) -> bool:
    """Whether the error means that MongoDB cannot be reached, or does not let us in, at the moment.

    A password that is not (or no longer) known there is mended by a person; no event may be given up for it.
    """
    if isinstance(error, OperationFailure) and error.code == AUTHENTICATION_FAILED:
        return True
    return isinstance(error, UNAVAILABLE) or (isinstance(error, PyMongoError) and error.timeout)


async def grouped(
    db: Database,
    collection: str,
    provider_id: str,
    wanted: Mapping[str, Any],
    *stages: Mapping[str, Any],
    seconds: float = 25.0,
) -> list[dict[str, Any]]:
    """What a provider's documents come to: the stages of an aggregation over those that are wanted.

    It may take `seconds`, longer than other questions, because it looks at many documents.
    """
    pipeline = [{"$match": scoped(provider_id, wanted)}, *stages]
    with pymongo.timeout(seconds):
        return [found async for found in db[collection].aggregate(pipeline, allowDiskUse=True)]


def index(*fields: str, descending: str = "", unique: bool = False) -> IndexModel:
    """An index inside the provider: on `provider_id` and these fields, ascending but for `descending`."""
    keys = [(field, DESCENDING if field == descending else ASCENDING) for field in fields]
    return IndexModel([("provider_id", ASCENDING), *keys], unique=unique)


def due(field: str) -> IndexModel:
    """An index across providers on the moment at which a job has to do something; documents without one are not in it.

    A question uses it when it asks for moments after `BEGINNING`.
    """
    return IndexModel(field, partialFilterExpression={field: {"$gt": BEGINNING}})


def expiry(field: str) -> IndexModel:
    """An index that removes a document some time after the moment in this field."""
    return IndexModel(field, expireAfterSeconds=0)


async def ensure_indexes(db: Database, indexes: Mapping[str, Sequence[IndexModel]]) -> None:
    """Create the collections and their indexes; repeating it changes nothing."""
    existing = set(await db.list_collection_names())
    for name in (*indexes, "event_log", "audit", "parked"):
        if name not in existing:
            await _create(db, name)
    for name, models in indexes.items():
        for model in (*models, IndexModel("ob_at", sparse=True)):
            await _ensure_index(db[name], model)
    await db.audit.create_indexes(list(AUDIT_INDEXES))
    await db.event_log.create_indexes([IndexModel([("subject", 1), ("v", 1)]), IndexModel("at")])


async def in_transaction(db: Database, work: Callable[[ThreadDatabase, ThreadSession], T]) -> T:
    """What `work` comes to, done in a transaction in a thread: committed at its end, undone by an exception.

    `work` may run only once. Raises `LostRace` when somebody else changed the same documents meanwhile; nothing was
    written then.
    """
    return await in_thread(transact, db.delegate, work)


async def _ensure_index(collection: Collection, model: IndexModel) -> None:
    """Create the index; one on the same fields with other options gives way to it."""
    try:
        await collection.create_indexes([model])
    except OperationFailure as error:
        if error.code not in INDEX_CONFLICT:
            raise
        for name, existing in (await collection.index_information()).items():
            if existing["key"] == list(model.document["key"].items()) or name == model.document["name"]:
                await collection.drop_index(name)
        await collection.create_indexes([model])


async def _create(db: Database, name: str) -> None:
    try:
        await db.create_collection(name)
    except CollectionInvalid:
        pass  # another process of this service created it first
    except OperationFailure as error:
        if error.code != COLLECTION_EXISTS:
            raise


class MongoBackend:
    """Reads a service's documents and writes commits (`chassis.backend.Backend`)."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._opened: dict[str, Collection] = {}

    async def read(self, wanted: Sequence[Wanted]) -> list[list[Document]]:
        """What is found of each thing wanted: everything with these ids, at most 1 000 documents with other values.

        Several things come in one answer, because each way to the server and back costs more than what it looks up.
        """
        most = sum(_most(one) for one in wanted)
        if len(wanted) == 1:
            (one,) = wanted
            cursor = self._collection(one.collection).find(_filter(one), batch_size=most + 1)
            return [await cursor.to_list(most)]
        first, *others = [_part(one, number) for number, one in enumerate(wanted)]
        united = [
            {"$unionWith": {"coll": one.collection, "pipeline": part}}
            for one, part in zip(wanted[1:], others, strict=True)
        ]
        found: list[list[Document]] = [[] for _ in wanted]
        answer = self._collection(wanted[0].collection).aggregate([*first, *united], batchSize=most + 1)
        for document in await answer.to_list(most):
            found[document.pop(PART)].append(document)
        return found

    async def made_before(self, collection: str, id: str, key: str) -> tuple[bool, IdempotencyRecord | None]:
        """Whether the document exists, and the answer remembered in it under the key."""
        found = await self._db[collection].find_one({"_id": id}, {"idem": {"$elemMatch": {"k": key}}})
        remembered = found.get("idem") if found else None
        return found is not None, record_from(remembered[0]) if remembered else None

    async def commit(self, commit: Commit) -> None:
        """Write everything or nothing; one document needs no transaction."""
        if commit.spans:
            await in_transaction(self._db, lambda db, session: write_all(db, session, commit))
        elif commit.writes:
            await in_thread(write_each, self._db.delegate, commit.writes)

    def _collection(self, name: str) -> Collection:
        """The collection; kept, because both layers of the driver build it anew each time they are asked."""
        if name not in self._opened:
            self._opened[name] = self._db[name]
        return self._opened[name]


def _filter(wanted: Wanted) -> dict[str, Any]:
    equals = {
        name: {"$in": list(value)} if isinstance(value, tuple) else value
        for name, value in wanted.equals.items()
    }
    return scoped(wanted.provider_id, equals)


def _most(wanted: Wanted) -> int:
    ids = wanted.equals.get("_id")
    return len(ids) if isinstance(ids, tuple) else MOST_FOUND


def _part(wanted: Wanted, number: int) -> list[dict[str, Any]]:
    return [{"$match": _filter(wanted)}, {"$limit": _most(wanted)}, {"$set": {PART: number}}]


def pull_published(id: str, events: Sequence[str], audits: Sequence[str], before: Any) -> list[UpdateOne]:
    """The operations that take published events and moved audit entries out of a document, and its mark when
    nothing is left; remembered answers older than `before` go with them."""
    return [
        UpdateOne(
            {"_id": id},
            {
                "$pull": {
                    "ob": {"id": {"$in": list(events)}},
                    "au": {"id": {"$in": list(audits)}},
                    "idem": {"at": {"$lt": before}},
                }
            },
        ),
        UpdateOne({"_id": id, "ob": [], "au": []}, {"$unset": {"ob_at": 1}}),
    ]

"""MongoDB: one client per process, scoped filters, and the backend that writes one commit atomically.

The only module that may import motor (ADR 0002): moving to PyMongo's own asynchronous client changes this file alone.
"""

import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pymongo
from bson.codec_options import CodecOptions
from motor.motor_asyncio import (
    AsyncIOMotorClient,
    AsyncIOMotorClientSession,
    AsyncIOMotorCollection,
    AsyncIOMotorDatabase,
)
from pymongo import ASCENDING, DESCENDING, IndexModel, UpdateOne, WriteConcern
from pymongo.errors import (
    AutoReconnect,
    BulkWriteError,
    CollectionInvalid,
    ConnectionFailure,
    DuplicateKeyError,
    OperationFailure,
    PyMongoError,
)
from pymongo.read_concern import ReadConcern

from chassis.backend import GUARDED, AlreadyExists, Commit, LostRace, Write
from chassis.tx import Document, IdempotencyRecord, Mode, record_from

Database = AsyncIOMotorDatabase[dict[str, Any]]
Collection = AsyncIOMotorCollection[dict[str, Any]]
Client = AsyncIOMotorClient[dict[str, Any]]
Session = AsyncIOMotorClientSession

UNAVAILABLE = (AutoReconnect, ConnectionFailure)
"""Errors that mean MongoDB cannot be reached now, so that the same operation may succeed later."""

AUTHENTICATION_FAILED = 18
COLLECTION_EXISTS = 48

INDEX_CONFLICT = {85, 86}
"""An index with this name or on these fields exists with other options."""

DUPLICATE_KEY = 11000

RACE_CODES = {DUPLICATE_KEY, 112, 251}
"""Duplicate key, write conflict, transaction aborted by the server."""


AUDIT_INDEXES = (
    IndexModel([("provider_id", 1), ("at", 1)]),
    IndexModel([("provider_id", 1), ("person_id", 1), ("at", 1)]),
    IndexModel([("provider_id", 1), ("subject", 1), ("at", 1)]),
    IndexModel(
        [("provider_id", 1), ("seq", 1)], unique=True, partialFilterExpression={"seq": {"$exists": True}}
    ),
    IndexModel([("unsealed", 1), ("at", 1)], partialFilterExpression={"unsealed": True}),
)
"""For `chassis.audit`: the two partial ones hold the places of the chain and what waits for one."""


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


def scoped(provider_id: str, filter: Mapping[str, Any] | None = None, /, **equals: Any) -> dict[str, Any]:
    """A filter that cannot leave the provider. Every Mongo filter of a service is built here."""
    return {**(filter or {}), **equals, "provider_id": provider_id}


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


@contextlib.asynccontextmanager
async def transaction(client: Client) -> AsyncIterator[Session]:
    """A session in a transaction that is committed at the end of the block and undone by an exception.

    Raises `LostRace` when somebody else changed the same documents meanwhile; nothing was written then.
    """
    async with await client.start_session() as session:
        session.start_transaction(
            read_concern=ReadConcern("snapshot"), write_concern=WriteConcern("majority")
        )
        try:
            yield session
        except BaseException as error:
            await _abort(session)
            if _is_race(error):
                raise LostRace from error
            raise
        await _commit_until_known(session)


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

    def __init__(self, client: Client, db: Database) -> None:
        self._client = client
        self._db = db
        self._opened: dict[str, Collection] = {}

    async def fetch(self, collection: str, ids: Sequence[str], provider_id: str) -> list[Document]:
        """The documents with these ids that belong to the provider."""
        if not ids:
            return []
        if len(ids) == 1:
            found = await self._collection(collection).find_one(scoped(provider_id, _id=ids[0]))
            return [found] if found else []
        cursor = self._collection(collection).find(scoped(provider_id, _id={"$in": list(ids)}))
        return await cursor.to_list(len(ids))

    async def match(self, collection: str, provider_id: str, equals: Mapping[str, Any]) -> list[Document]:
        """The provider's documents whose fields equal these values (a tuple: any of its members), at most 1 000."""
        wanted = {
            name: {"$in": list(value)} if isinstance(value, tuple) else value
            for name, value in equals.items()
        }
        return await self._collection(collection).find(scoped(provider_id, wanted)).to_list(1000)

    async def made_before(self, collection: str, id: str, key: str) -> tuple[bool, IdempotencyRecord | None]:
        """Whether the document exists, and the answer remembered in it under the key."""
        found = await self._db[collection].find_one({"_id": id}, {"idem": {"$elemMatch": {"k": key}}})
        remembered = found.get("idem") if found else None
        return found is not None, record_from(remembered[0]) if remembered else None

    async def commit(self, commit: Commit) -> None:
        """Write everything or nothing; one document needs no transaction."""
        if commit.spans:
            await self._transaction(commit)
            return
        for write in commit.writes:
            await self._write(write, None)

    async def _transaction(self, commit: Commit) -> None:
        async with transaction(self._client) as session:
            for name, operations in commit.operations.items():
                if operations:
                    await self._collection(name).bulk_write(list(operations), session=session)
            for name, writes in _new_by_collection(commit.writes).items():
                await _insert_all(self._collection(name), writes, session)
            for write in commit.writes:
                if not _is_new(write):
                    await self._write(write, session)

    async def _write(self, write: Write, session: Session | None) -> None:
        collection = self._collection(write.change.collection)
        if write.change.mode in GUARDED:
            await _write_guarded(collection, write, session)
        elif _is_new(write):
            await _insert(collection, write)
        else:
            await _update(collection, write, session)

    def _collection(self, name: str) -> Collection:
        """The collection; kept, because both layers of the driver build it anew each time they are asked."""
        if name not in self._opened:
            self._opened[name] = self._db[name]
        return self._opened[name]


async def _write_guarded(collection: Collection, write: Write, session: Session | None) -> None:
    change = write.change
    identity = scoped(change.provider_id, _id=change.id)
    try:
        if change.mode is Mode.ONCE:
            await collection.insert_one({**identity, "v": 1, **change.state}, session=session)
        else:
            await collection.update_one(
                {**identity, "v": {"$lt": change.version}},
                {"$set": {**change.state, "v": change.version}},
                upsert=True,
                session=session,
            )
    except DuplicateKeyError:
        if session:
            raise


def _is_new(write: Write) -> bool:
    return write.change.version == 0 and write.change.mode not in GUARDED


def _new_by_collection(writes: Sequence[Write]) -> dict[str, list[Write]]:
    new: dict[str, list[Write]] = {}
    for write in writes:
        if _is_new(write):
            new.setdefault(write.change.collection, []).append(write)
    return new


def _new_document(write: Write) -> Document:
    change, attachments = write.change, write.attachments()
    document = {"_id": change.id, "provider_id": change.provider_id, "v": 1, **change.state, **attachments}
    return document | {"ob_at": write.now} if attachments["ob"] or attachments["au"] else document


async def _insert(collection: Collection, write: Write) -> None:
    try:
        await collection.insert_one(_new_document(write))
    except DuplicateKeyError as error:
        raise AlreadyExists(write.change) from error


async def _insert_all(collection: Collection, writes: Sequence[Write], session: Session) -> None:
    try:
        await collection.insert_many([_new_document(write) for write in writes], session=session)
    except BulkWriteError as error:
        for fault in error.details["writeErrors"]:
            if fault["code"] == DUPLICATE_KEY:
                raise AlreadyExists(writes[fault["index"]].change) from error
        raise


async def _update(collection: Collection, write: Write, session: Session | None) -> None:
    change = write.change
    attached = {name: {"$each": entries} for name, entries in write.attachments().items() if entries}
    result = await collection.update_one(
        scoped(change.provider_id, _id=change.id, v=change.version),
        {
            "$set": {**change.state},
            "$inc": {"v": 1},
            "$push": attached,
            "$min": {"ob_at": write.now},
        },
        session=session,
    )
    if result.matched_count != 1:
        raise LostRace


async def _abort(session: Session) -> None:
    with contextlib.suppress(
        PyMongoError
    ):  # the server aborts it by itself; what led here is the error to report
        await session.abort_transaction()


async def _commit_until_known(session: Session) -> None:
    for attempt in range(5):
        try:
            await session.commit_transaction()
            return
        except PyMongoError as error:
            if error.has_error_label("TransientTransactionError"):
                raise LostRace from error
            if not error.has_error_label("UnknownTransactionCommitResult") or attempt == 4:
                raise


def _is_race(error: BaseException) -> bool:
    if isinstance(error, AlreadyExists):
        return False
    if isinstance(error, BulkWriteError):
        codes = {fault.get("code") for fault in error.details.get("writeErrors", ())}
        return bool(codes & RACE_CODES) or error.has_error_label("TransientTransactionError")
    if isinstance(error, PyMongoError) and error.has_error_label("TransientTransactionError"):
        return True
    return isinstance(error, OperationFailure) and error.code in RACE_CODES


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

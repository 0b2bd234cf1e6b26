"""What is written inside a thread of the driver: whole transactions and single documents, on one way there and back."""

import asyncio
import contextlib
import contextvars
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pymongo.client_session
import pymongo.collection
import pymongo.database
from pymongo import WriteConcern
from pymongo.errors import BulkWriteError, DuplicateKeyError, OperationFailure, PyMongoError
from pymongo.read_concern import ReadConcern

from chassis.backend import GUARDED, AlreadyExists, Commit, LostRace, Write
from chassis.scope import scoped
from chassis.tx import Document, Mode

ThreadDatabase = pymongo.database.Database[dict[str, Any]]
ThreadCollection = pymongo.collection.Collection[dict[str, Any]]
ThreadSession = pymongo.client_session.ClientSession
"""The same driver as it is used inside a thread (`in_transaction`)."""

T = TypeVar("T")

_WRITERS = ThreadPoolExecutor(max_workers=32, thread_name_prefix="writing")

DUPLICATE_KEY = 11000

RACE_CODES = {DUPLICATE_KEY, 112, 251}
"""Duplicate key, write conflict, transaction aborted by the server."""


async def in_thread(done: Callable[..., T], *args: Any) -> T:
    """Do several things with the driver on one way through its threads: each way costs more than most of what is done
    there. What has begun goes on to its end, also when nobody waits for it any more.
    """
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(_WRITERS, context.run, done, *args)


def transact(db: ThreadDatabase, work: Callable[[ThreadDatabase, ThreadSession], T]) -> T:
    """What `work` comes to in a transaction, committed at its end; see `chassis.mongo.in_transaction`."""
    with db.client.start_session() as session:
        session.start_transaction(
            read_concern=ReadConcern("snapshot"), write_concern=WriteConcern("majority")
        )
        try:
            result = work(db, session)
        except BaseException as error:
            _abort(session)
            if _is_race(error):
                raise LostRace from error
            raise
        _commit_until_known(session)
        return result


def write_all(db: ThreadDatabase, session: ThreadSession, commit: Commit) -> None:
    """Write a commit that spans documents, inside its transaction."""
    for name, operations in commit.operations.items():
        if operations:
            db[name].bulk_write(list(operations), session=session)
    for name, writes in _new_by_collection(commit.writes).items():
        _insert_all(db[name], writes, session)
    for write in commit.writes:
        if not _is_new(write):
            _write(db, write, session)


def write_each(db: ThreadDatabase, writes: Sequence[Write]) -> None:
    """Write what needs no transaction. Raises `LostRace` and `AlreadyExists`."""
    for write in writes:
        _write(db, write, None)


def _write(db: ThreadDatabase, write: Write, session: ThreadSession | None) -> None:
    collection = db[write.change.collection]
    if write.change.mode in GUARDED:
        _write_guarded(collection, write, session)
    elif _is_new(write):
        _insert(collection, write)
    else:
        _update(collection, write, session)


def _write_guarded(collection: ThreadCollection, write: Write, session: ThreadSession | None) -> None:
    change = write.change
    identity = scoped(change.provider_id, _id=change.id)
    try:
        if change.mode is Mode.ONCE:
            collection.insert_one({**identity, "v": 1, **change.state}, session=session)
        else:
            collection.update_one(
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


def _insert(collection: ThreadCollection, write: Write) -> None:
    try:
        collection.insert_one(_new_document(write))
    except DuplicateKeyError as error:
        raise AlreadyExists(write.change) from error


def _insert_all(collection: ThreadCollection, writes: Sequence[Write], session: ThreadSession) -> None:
    try:
        collection.insert_many([_new_document(write) for write in writes], session=session)
    except BulkWriteError as error:
        for fault in error.details["writeErrors"]:
            if fault["code"] == DUPLICATE_KEY:
                raise AlreadyExists(writes[fault["index"]].change) from error
        raise


def _update(collection: ThreadCollection, write: Write, session: ThreadSession | None) -> None:
    change = write.change
    attached = {name: {"$each": entries} for name, entries in write.attachments().items() if entries}
    result = collection.update_one(
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


def _abort(session: ThreadSession) -> None:
    with contextlib.suppress(
        PyMongoError
    ):  # the server aborts it by itself; what led here is the error to report
        session.abort_transaction()


def _commit_until_known(session: ThreadSession) -> None:
    for attempt in range(5):
        try:
            session.commit_transaction()
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

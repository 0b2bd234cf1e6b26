"""Tries everybody's rights in the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure

from deploy.checks.ledger import Ledger
from deploy.compose.definitions import USERS

COLLECTION = "rights_check"

Client = MongoClient[dict[str, Any]]


async def check(ledger: Ledger, urls: dict[str, str]) -> None:
    """Everybody works in their own database and in no other. `urls` by user."""
    for user in USERS:
        with Client(urls[user]) as client:
            await ledger.may(user, "work in its own database", _later(_work, client, user))
            for other in (other for other in USERS if other != user):
                read, write = _later(_read, client, other), _later(_write, client, other)
                await ledger.may_not(user, f"read {other}'s database", read, OperationFailure)
                await ledger.may_not(user, f"write into {other}'s database", write, OperationFailure)
            for what, command in (("make users", "createUser"), ("stop the server", "shutdown")):
                deed = _later(client.admin.command, command, "anybody")
                await ledger.may_not(user, what, deed, OperationFailure)
    with Client("mongodb://mongo:27017/?replicaSet=rs0") as nobody:
        deed = _later(_read, nobody, USERS[0])
        await ledger.may_not("nobody", "read without a password", deed, OperationFailure)


def _later(deed: Callable[..., object], *arguments: object) -> Callable[[], Any]:
    return partial(asyncio.to_thread, deed, *arguments)


def _work(client: Client, user: str) -> None:
    collection = client[f"waymark_{user}"][COLLECTION]
    collection.create_index("x")
    collection.insert_one({"x": 1})
    collection.drop()


def _read(client: Client, user: str) -> None:
    client[f"waymark_{user}"].event_log.find_one()


def _write(client: Client, user: str) -> None:
    client[f"waymark_{user}"][COLLECTION].insert_one({"x": 1})

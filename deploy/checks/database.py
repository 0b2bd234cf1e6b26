"""Tries every service's rights in the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure

from contracts.registry import SERVICES
from deploy.checks.ledger import Ledger

COLLECTION = "rights_check"

Client = MongoClient[dict[str, Any]]


async def check(ledger: Ledger, urls: dict[str, str]) -> None:
    """Each service works in its own database and in no other. `urls` by service."""
    for service in SERVICES:
        with Client(urls[service]) as client:
            await ledger.may(service, "work in its own database", _later(_work, client, service))
            for other in (other for other in SERVICES if other != service):
                read, write = _later(_read, client, other), _later(_write, client, other)
                await ledger.may_not(service, f"read {other}'s database", read, OperationFailure)
                await ledger.may_not(service, f"write into {other}'s database", write, OperationFailure)
            for what, command in (("make users", "createUser"), ("stop the server", "shutdown")):
                deed = _later(client.admin.command, command, "anybody")
                await ledger.may_not(service, what, deed, OperationFailure)
    with Client("mongodb://mongo:27017/?replicaSet=rs0") as nobody:
        deed = _later(_read, nobody, SERVICES[0])
        await ledger.may_not("nobody", "read without a password", deed, OperationFailure)


def _later(deed: Callable[..., object], *arguments: object) -> Callable[[], Any]:
    return partial(asyncio.to_thread, deed, *arguments)


def _work(client: Client, service: str) -> None:
    collection = client[f"waymark_{service}"][COLLECTION]
    collection.create_index("x")
    collection.insert_one({"x": 1})
    collection.drop()


def _read(client: Client, service: str) -> None:
    client[f"waymark_{service}"].event_log.find_one()


def _write(client: Client, service: str) -> None:
    client[f"waymark_{service}"][COLLECTION].insert_one({"x": 1})

"""What a service is made of, as data, and the kit its routes, consumers and jobs share while it runs."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pymongo import IndexModel

from chassis.auth import TokenVerifier
from chassis.mongo import Client, Database
from chassis.outbox import Relay
from chassis.rabbit import Publisher
from chassis.reads import READS, ReadLog
from chassis.runner import Runner
from chassis.settings import ServiceSettings
from chassis.subscriptions import Subscription
from chassis.tx import Tx


@dataclass(slots=True)
class Kit:
    """What a running service's parts share. `resources` holds what the service's own `start` opened."""

    settings: ServiceSettings
    client: Client
    db: Database
    runner: Runner
    publisher: Publisher
    relay: Relay
    verifier: TokenVerifier
    read_log: ReadLog | None = None
    resources: dict[str, Any] = field(default_factory=dict)


@asynccontextmanager
async def _nothing(kit: Kit) -> AsyncIterator[None]:
    yield


Start = Callable[[Kit], AbstractAsyncContextManager[None]]
Job = Callable[[Kit], Awaitable[None]]
Errand = Callable[[Database, datetime], Awaitable[int]]
"""Something to be done once, by hand: on the service's database, at a moment (UTC); how many faults it found."""

Round = Callable[[Kit, datetime, str | None], Awaitable[int]]
"""What a job does when its hour has come: as if it were a moment (UTC), for one provider or for all (None); how many
things there were to do. Doing it again does nothing twice.
"""


@dataclass(frozen=True, slots=True)
class Service:
    """One service: its name, settings, store, indexes, routes, subscriptions, background jobs and own resources.

    `start` is entered once per process before anything runs; `jobs` are loops of the worker; `degraded` names parts
    that are down without making the service unready (reliability.md b.10); `errands` are what somebody may have done by
    hand, by name; `rounds` are what jobs do by the clock, by name, so that somebody may have one done for a moment;
    `read_log` says whose reading is written down.
    """

    name: str
    settings: Callable[[], ServiceSettings]
    tx: type[Tx]
    indexes: Mapping[str, Sequence[IndexModel]]
    routers: Sequence[APIRouter] = ()
    subscriptions: Sequence[Subscription] = ()
    jobs: Sequence[Job] = ()
    errands: Mapping[str, Errand] = field(default_factory=dict)
    rounds: Mapping[str, Round] = field(default_factory=dict)
    start: Start = _nothing
    degraded: Callable[[Kit], Awaitable[Sequence[str]]] | None = None
    read_log: ReadLog | None = None

    @property
    def collections(self) -> Mapping[str, Sequence[IndexModel]]:
        """Every collection that documents with events are kept in, and its indexes."""
        return {**self.indexes, READS: []} if self.read_log else self.indexes

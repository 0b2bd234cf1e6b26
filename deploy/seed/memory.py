"""The six services on memory: owners' documents are put down, their events are delivered to whoever hears them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from chassis.service import Service
from chassis.testing.memory import MemoryRunner
from chassis.tx import Document
from contracts.base import Contract, Received

SERVICES = ("identity", "scheduling", "evidence", "reviews", "progression", "notifications")
LATE = timedelta(hours=25)
"""Everything is heard so long after it happened, as a replay, so that nobody gets a mail (reliability.md b.7)."""


def service(name: str) -> Service:
    """What a service is made of."""
    made = import_module(f"services.{name}.main").SERVICE
    assert isinstance(made, Service)
    return made


class Memory:
    """What all services know of one part of a provider."""

    def __init__(self, provider_id: str) -> None:
        self.provider_id = provider_id
        self._services = {name: service(name) for name in SERVICES}
        self._runners = {name: MemoryRunner(made.tx) for name, made in self._services.items()}

    def put(
        self,
        owner: str,
        collection: str,
        id: str,
        state: dict[str, Any],
        *,
        version: int = 1,
        scope: str | None = None,
    ) -> None:
        """Put an owner's document down as it is once its events are out."""
        document = {
            "_id": id,
            "provider_id": scope or self.provider_id,
            "v": version,
            **state,
            **_delivered(),
        }
        self._runners[owner].documents(collection)[id] = document

    def read(self, owner: str, collection: str, id: str) -> Document | None:
        """A document as it is here."""
        return self._runners[owner].documents(collection).get(id)

    def write(self, owner: str, collection: str, document: Document) -> None:
        """Put a document down that is no aggregate."""
        self._runners[owner].documents(collection)[document["_id"]] = document

    async def say(self, event: Contract, *, at: datetime, version: int = 1, change: str = "") -> None:
        """Let everybody who hears the event do their part, and what they say in turn be heard.

        Its own service does not hear it: it would invite people who have an account already.
        """
        received: Received[Contract] = Received(
            id=f"seed-{event.id}-{version}",
            type=event.TYPE,
            provider_id=self.provider_id,
            version=version,
            change=change or event.CHANGES[0],
            time=at,
            replay=True,
            correlation_id="seed",
            data=event,
        )
        await self._hear(received, at + LATE)

    def documents(self) -> Iterator[tuple[str, str, list[Document]]]:
        """Service, collection and documents of everything that was put down or heard."""
        for name, runner in self._runners.items():
            for collection, documents in runner.backend.collections.items():
                found = [one | _delivered() if "ob" in one else one for one in documents.values()]
                if found:
                    yield name, collection, found

    async def _hear(self, received: Received[Any], at: datetime) -> None:
        for name in received.data.HEARD_BY:
            if name == received.data.OWNER or name not in self._runners:
                continue
            runner = self._runners[name]
            runner.now = at
            await runner.hear(self._services[name].subscriptions, received)
            answers, runner.events = runner.events, []
            for answer in answers:
                await self._hear(answer, at)


def _delivered() -> dict[str, list[Any]]:
    """What is left in an aggregate whose events and audit entries have been taken out."""
    return {"ob": [], "au": [], "idem": []}

"""The evidence service, put together."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from chassis.reads import ReadLog
from chassis.service import Kit, Service
from chassis.tasks import ended
from contracts.evidence import EvidenceRead
from services.caseload import WATCHED
from services.evidence.api import router
from services.evidence.blobs import Blobs
from services.evidence.consumers import SUBSCRIPTIONS
from services.evidence.documents import INDEXES
from services.evidence.settings import Settings
from services.evidence.store import EvidenceTx


@asynccontextmanager
async def with_object_store(kit: Kit) -> AsyncIterator[None]:
    """Open the object store. It is looked after in the background, so the service starts without it."""
    assert isinstance(kit.settings, Settings)
    blobs = Blobs(kit.settings)
    kit.resources["blobs"] = blobs
    watching = asyncio.create_task(blobs.watch())
    try:
        yield
    finally:
        await ended([watching])
        blobs.close()


async def degraded(kit: Kit) -> Sequence[str]:
    """The parts that are down while the service goes on."""
    blobs: Blobs = kit.resources["blobs"]
    return () if blobs.reachable else ("object_store",)


SERVICE = Service(
    name="evidence",
    settings=Settings,
    tx=EvidenceTx,
    indexes=INDEXES,
    routers=(router,),
    subscriptions=SUBSCRIPTIONS,
    start=with_object_store,
    degraded=degraded,
    read_log=ReadLog(WATCHED, EvidenceRead),
)

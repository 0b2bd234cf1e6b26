"""Whether scheduling gets slower as a provider's diary fills: the same requests over few and over many sessions."""

import os
from collections.abc import Sequence
from typing import Any

from chassis.mongo import Database
from services.scheduling.documents import CALENDARS, SESSIONS
from tests.bench import scene
from tests.bench.ground import Child, Ground, load
from tests.bench.measure import Load, Result, percentile_ms, rate, spread
from tests.bench.scene import Variant
from tests.faults.world import Provider

FEW = 1_000
MANY = int(os.environ.get("WAYMARK_BENCH_SESSIONS", "100000"))
"""How many sessions the full diary has; fewer to try the benchmark out."""

ROUNDS = 3
WEEKS_A_ROUND = 20
AT_ONCE = 5_000
SINGLE = Variant("booking", learners=1, occurrences=1, bookings=30)
MONTH = "/calendar?from=2032-03-01&to=2032-03-31"


async def growth(ground: Ground) -> Sequence[Result]:
    """Bookings, a calendar month and the alternatives of a refusal over 1 000 and over 100 000 stored sessions."""
    service = await ground.start_service("scheduling", "api")
    db = ground.db("scheduling")
    found = await scene.provider(ground.client, db, SINGLE)
    await load(service.url, scene.clients(ground, found, SINGLE), expect=201, serving=service.pid)
    await _crowd(db, found.id, FEW)
    few = await _measure(ground, service, found, weeks=WEEKS_A_ROUND)
    await _crowd(db, found.id, MANY)
    many = await _measure(ground, service, found, weeks=WEEKS_A_ROUND * (ROUNDS + 2))
    await service.stop()
    return [
        Result(
            f"booking_at_{MANY}",
            rate(many[0]),
            rate(few[0]),
            "per_s",
            f"{spread(many[0])}; at {FEW}: {spread(few[0])}",
            aim="at least 0.83",
        ),
        *(
            Result(
                name,
                percentile_ms(full, 0.95),
                percentile_ms(empty, 0.95),
                "ms",
                f"p95, 16 clients; {spread(full)}; at {FEW}: {spread(empty)}",
                aim="at most 1.2",
            )
            for name, full, empty in (
                ("calendar_month", many[1], few[1]),
                ("alternatives", many[2], few[2]),
            )
        ),
    ]


async def _measure(
    ground: Ground, service: Child, found: Provider, *, weeks: int
) -> tuple[list[Load], list[Load], list[Load]]:
    """Rounds of bookings (each of weeks of its own), of months read, and of bookings that are refused."""
    booked, months, refused = [], [], []
    for number in range(ROUNDS + 1):
        clients = scene.clients(ground, found, SINGLE, weeks=weeks + number * WEEKS_A_ROUND)
        booked.append(await load(service.url, clients, expect=201, serving=service.pid))
        readers = [one | {"requests": [{"method": "GET", "path": MONTH}], "times": 30} for one in clients]
        months.append(await load(service.url, readers, expect=200, serving=service.pid))
        taken = scene.clients(ground, found, SINGLE)
        refused.append(await load(service.url, taken, expect=409, serving=service.pid))
    return booked[1:], months[1:], refused[1:]


async def _crowd(db: Database, provider_id: str, total: int) -> None:
    """Fill the provider's diary up to so many sessions: the same ones again, of other people in other rooms."""
    sessions: list[dict[str, Any]] = await db[SESSIONS].find({"provider_id": provider_id}).to_list(FEW)
    calendars: list[dict[str, Any]] = await db[CALENDARS].find({"provider_id": provider_id}).to_list(20_000)
    stored = await db[SESSIONS].count_documents({"provider_id": provider_id})
    crowd = 0
    waiting: dict[str, list[dict[str, Any]]] = {SESSIONS: [], CALENDARS: []}
    while stored < total:
        crowd += 1
        tag = f"-{total}-{crowd}"
        copies = [_another(one, tag) for one in sessions[: total - stored]]
        stored += len(copies)
        waiting[SESSIONS] += copies
        waiting[CALENDARS] += [_another_day(one, tag) for one in calendars]
        for name, documents in waiting.items():
            if documents and (len(documents) >= AT_ONCE or stored >= total):
                await db[name].insert_many(documents, ordered=False)
                documents.clear()


def _another(session: dict[str, Any], tag: str) -> dict[str, Any]:
    room = session["room"]
    return session | {
        "_id": session["_id"] + tag,
        "assessor_id": session["assessor_id"] + tag,
        "room": room and room | {"id": room["id"] + tag},
        "participants": [one | {"learner_id": one["learner_id"] + tag} for one in session["participants"]],
        "ob": [],
        "idem": [],
    }


def _another_day(calendar: dict[str, Any], tag: str) -> dict[str, Any]:
    resource = calendar["resource_id"]
    return calendar | {
        "_id": calendar["_id"].replace(resource, resource + tag),
        "resource_id": resource + tag,
    }

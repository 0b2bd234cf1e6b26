"""From a booking's commit to its effect in another service, against the bare driver and the bare broker."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench import scene
from tests.bench.ground import Child, Ground, ask, load
from tests.bench.measure import Result, percentile
from tests.bench.scene import Variant

ROUNDS = 3
EVENTS = 60
PAUSE = 0.02
BOOKING = Variant("event", learners=1, occurrences=1, bookings=EVENTS)
PATIENCE = 30.0


async def event(ground: Ground) -> Sequence[Result]:
    """One booking after the other until reviews shows it; floor: write, confirmed publish, consume, upsert."""
    scheduling, scheduled = await _staged(ground, "scheduling", "api")
    reviews, shown = await _staged(ground, "reviews", "worker")
    bare: list[dict[str, float]] = []
    for _ in range(1 + ROUNDS):  # the first to warm up
        await _book(ground, scheduling)
        bare += await ask("tests.bench.event_floor", _task(ground))
    await scheduling.stop()
    await reviews.stop()
    booked, effects = _commits(scheduled), _commits(shown)
    counted = list(booked)[EVENTS:]
    whole = [1000 * (effects[id][1] - booked[id][0]) for id in counted]
    after = [1000 * (effects[id][1] - booked[id][1]) for id in counted]
    floor = [1000 * one["whole"] for one in bare[EVENTS:]]
    floor_after = [1000 * one["after"] for one in bare[EVENTS:]]
    notes = (
        f"begin of the write to effect p50 {percentile(whole, 0.5):.1f} ms, p95 {percentile(whole, 0.95):.1f} ms; "
        f"floor p50 {percentile(floor, 0.5):.1f} ms, p95 {percentile(floor, 0.95):.1f} ms; "
        f"from the end of the write: ours p50 {percentile(after, 0.5):.1f} ms, floor "
        f"{percentile(floor_after, 0.5):.1f} ms (ratio {percentile(after, 0.5) / percentile(floor_after, 0.5):.2f})"
    )
    return [Result("event", percentile(whole, 0.5), percentile(floor, 0.5), "ms", notes, aim="at most 3")]


async def _staged(ground: Ground, service: str, role: str) -> tuple[Child, Path]:
    report = ground.folder / f"{service}.json"
    child = await ground.start_service(service, role, module="tests.bench.staged", STAGES=str(report))
    return child, report


async def _book(ground: Ground, scheduling: Child) -> None:
    """A round of bookings of one assessor, until reviews has them all."""
    found = await scene.provider(ground.client, ground.db("scheduling"), BOOKING)
    (client, *_) = scene.clients(ground, found, BOOKING)
    await load(scheduling.url, [client | {"pause": PAUSE}], expect=201, serving=scheduling.pid)
    async with asyncio.timeout(PATIENCE):
        while await ground.db("reviews").sessions.count_documents({"provider_id": found.id}) < EVENTS:
            await asyncio.sleep(0.05)


def _task(ground: Ground) -> dict[str, Any]:
    return {
        "mongo_url": ground.mongo_url,
        "mongo_database": ground.database_name("floor"),
        "rabbit_url": ground.rabbit_url,
        "events": EVENTS,
        "pause": PAUSE,
    }


def _commits(report: Path) -> dict[str, tuple[float, float]]:
    commits: dict[str, tuple[float, float]] = json.loads(report.read_text())["commits"]
    return commits

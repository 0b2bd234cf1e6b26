"""Bookings a second at scheduling's port, against the bare driver writing the same documents."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from statistics import fmean, median
from typing import Any

from tests.bench import scene
from tests.bench.ground import Child, Ground, ask, load
from tests.bench.measure import Load, Result, Rounds, cpu_ms, rate, spread
from tests.bench.scene import VARIANTS, Variant

ROUNDS = 3


async def booking(ground: Ground) -> Sequence[Result]:
    """16 clients over kept connections book free times: single sessions, a group of 8, a series of 4."""
    service = await ground.start_service("scheduling", "api")
    single, *others = [await _compare(ground, service, variant) for variant in VARIANTS]
    await service.stop()
    return [replace(single, notes=f"{single.notes}; {await _stages(ground)}"), *others]


async def _compare(ground: Ground, service: Child, variant: Variant) -> Result:
    relayed: list[float] = []

    async def ours() -> Load:
        found = await scene.provider(ground.client, ground.db("scheduling"), variant)
        clients = scene.clients(ground, found, variant)
        return await load(service.url, clients, expect=201, serving=service.pid)

    async def floor() -> Load:
        task = {
            "variant": asdict(variant),
            "mongo_url": ground.mongo_url,
            "mongo_database": ground.database_name("floor"),
            "rabbit_url": ground.rabbit_url,
        }
        answer = await ask("tests.bench.booking_floor", task)
        relayed.append(answer["relay_seconds"] / len(answer["latencies"]))
        return Load(answer["seconds"], answer["latencies"], answer["cpu"])

    rounds = Rounds()
    await rounds.take(ROUNDS, ours, floor)
    done, bare = rate(rounds.ours), rate(rounds.floor)
    whole = 1 / (1 / bare + median(relayed))
    notes = (
        f"{spread(rounds.ours)}, {cpu_ms(rounds.ours):.1f} ms CPU; floor {spread(rounds.floor)}, "
        f"{cpu_ms(rounds.floor):.1f} ms CPU; with the relay's later writes the floor does {whole:.0f}/s "
        f"(ratio {done / whole:.2f})"
    )
    return Result(variant.name, done, bare, "per_s", notes, aim="at least 0.5")


async def _stages(ground: Ground) -> str:
    """Where the time of one booking goes, with one client after the other."""
    report = ground.folder / "stages.json"
    service = await ground.start_service("scheduling", "api", module="tests.bench.staged", STAGES=str(report))
    found = await scene.provider(ground.client, ground.db("scheduling"), VARIANTS[0])
    latencies: list[float] = []
    for client in scene.clients(ground, found, VARIANTS[0])[:8]:
        latencies += (await load(service.url, [client], expect=201, serving=service.pid)).latencies
    await service.stop()
    return _table(json.loads(report.read_text()), latencies)


def _table(report: Mapping[str, Any], latencies: Sequence[float]) -> str:
    """The stages of a booking as one line of milliseconds."""
    bookings = len(latencies)
    spent = {name: 1000 * seconds / bookings for name, seconds in report["seconds"].items()}
    reads = report["calls"]["reads"] / bookings
    stages = {
        "client, connection, middleware": 1000 * fmean(latencies) - spent["request"],
        "parse, validate, answer": spent["request"] - spent["auth"] - spent["run"],
        "auth": spent["auth"],
        f"{reads:.0f} reads": spent["reads"],
        "rules, event, audit": spent["run"] - spent["reads"] - spent["commit"],
        "commit": spent["commit"],
    }
    listed = ", ".join(f"{name} {ms:.2f}" for name, ms in stages.items())
    return f"one client, {1000 * fmean(latencies):.1f} ms a booking: {listed}"

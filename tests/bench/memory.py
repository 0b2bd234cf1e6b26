"""What the platform holds in memory when it idles, and how long each process takes to start."""

import asyncio
import sys
import time
from collections.abc import Mapping, Sequence

from chassis.testing.tokens import write_signing_key
from tests.bench.ground import Child, Ground, free_port
from tests.bench.measure import Result

SERVICES = ("identity", "scheduling", "evidence", "reviews", "progression", "notifications")
IDLE_SECONDS = 8.0


async def memory(ground: Ground) -> Sequence[Result]:
    """Six services in one-process-per-service form and the gateway, idle; floor: seven bare processes."""
    started: dict[str, tuple[Child, float]] = {}
    for service in SERVICES:
        begun = time.monotonic()
        child = await ground.start_service(service, "all", **_own(ground, service))
        started[service] = (child, time.monotonic() - begun)
    begun = time.monotonic()
    door = await _gateway(ground, {name: child.url for name, (child, _) in started.items()})
    started["gateway"] = (door, time.monotonic() - begun)
    begun = time.monotonic()
    bare = await _bare(ground)
    bare_seconds = time.monotonic() - begun
    before = {name: child.cpu for name, (child, _) in started.items()}
    await asyncio.sleep(IDLE_SECONDS)
    lines = [
        f"{name} {child.resident_mb:.0f} MB, started in {seconds:.1f} s, idles at "
        f"{100 * (child.cpu - before[name]) / IDLE_SECONDS:.1f} % of a core"
        for name, (child, seconds) in started.items()
    ]
    total = sum(child.resident_mb for child, _ in started.values())
    floor = bare.resident_mb * len(started)
    lines.append(f"one bare process {bare.resident_mb:.0f} MB, started in {bare_seconds:.1f} s")
    return [Result("memory", total, floor, "MB", "; ".join(lines), aim="ours under 900")]


def _own(ground: Ground, service: str) -> Mapping[str, str]:
    """What a service needs besides what every service needs."""
    urls, passwords = ground.state["urls"], ground.state["passwords"]
    match service:
        case "identity":
            keys = ground.folder / "keys"
            keys.mkdir()
            write_signing_key(keys / "1.pem")
            return {"SIGNING_KEYS": str(keys)}
        case "evidence":
            return {
                "S3_URL": urls["s3"],
                "S3_ACCESS_KEY": passwords["s3_access"],
                "S3_SECRET_KEY": passwords["s3_secret"],
                "S3_BUCKET": ground.state["bucket"],
            }
        case "notifications":
            return {"SMTP_URL": urls["smtp"]}
        case _:
            return {}


async def _gateway(ground: Ground, urls: Mapping[str, str]) -> Child:
    port = free_port()
    environment = {"GATEWAY_PORT": str(port), "GATEWAY_JWKS_URL": ground.desk.jwks_url}
    environment |= {f"GATEWAY_{name.upper()}_URL": url for name, url in urls.items()}
    environment["GATEWAY_DRAIN_SECONDS"] = "0"
    return await ground.start([sys.executable, "-m", "gateway"], environment, port)


async def _bare(ground: Ground) -> Child:
    port = free_port()
    environment = {"MONGO_URL": ground.mongo_url, "RABBIT_URL": ground.rabbit_url, "PORT": str(port)}
    return await ground.start([sys.executable, "-m", "tests.bench.memory_floor"], environment, port)

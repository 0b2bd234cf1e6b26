"""Proves of the running platform that scheduling's replicas share the work and that losing one loses nothing.

`docker compose run --rm check deploy.checks.scaled 30` books and reads for 30 seconds through the gateway. Kill a
replica meanwhile. Every booking is repeated with its key until it is answered, and must then be there exactly once.
"""

from __future__ import annotations

import asyncio
import os
import re
import socket
import sys
import time
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from chassis.ids import fresh_id
from deploy.compose.secrets import PLATFORM_ADMIN
from deploy.demo.client import Client, Refused
from deploy.demo.founding import PASSWORD, SmallProvider, found
from deploy.local import say

AT_ONCE = 8
TOO_MANY = 429
FIRST_DAY, HOURS = 21, range(9, 17)
REPLICAS = ("scheduling-api", 8000)
COUNTED = re.compile(r'^http_requests_total\{[^}]*route="/sessions"[^}]*\} (\S+)', re.MULTILINE)


@dataclass
class Run:
    """What was asked for and what was answered. Times are taken from `slots`, so no two bookings clash."""

    client: Client
    provider: SmallProvider
    until: float
    slots: list[datetime]
    booked: list[str] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    async def work(self) -> None:
        """Book and look in turn until the time is over or the diary is full."""
        while time.monotonic() < self.until and self.slots:
            booked = await self._insist("/sessions", _booking(self.provider, self.slots.pop()))
            self.booked.extend(session["id"] for session in booked["sessions"])
            for _ in range(3):
                await self._insist("/sessions")

    async def _insist(self, path: str, body: dict[str, Any] | None = None) -> Any:
        key, began = fresh_id(), time.monotonic()
        while True:
            try:
                answer = await (self.client.post(path, body, key=key) if body else self.client.get(path))
            except httpx.TransportError as error:
                self.answers[type(error).__name__] += 1
            except Refused as refused:
                self.answers[str(refused.status)] += 1
                if refused.status == TOO_MANY:
                    await asyncio.sleep(1)
                elif refused.status < 500:
                    raise
            else:
                self.answers["answered"] += 1
                self.slowest = max(self.slowest, time.monotonic() - began)
                return answer
            await asyncio.sleep(0.1)


def _booking(provider: SmallProvider, at: datetime) -> dict[str, Any]:
    return {
        "assessor_id": provider.assessor.id,
        "learner_ids": [provider.learners[0].id],
        "method": "traditional",
        "type": "learner_support",
        "local_start": at.isoformat(timespec="minutes"),
        "time_zone": "Europe/London",
        "minutes": 60,
        "location": "Newport",
        "qualification_ids": [provider.qualification_id],
        "override": True,
    }


def _slots(count: int) -> list[datetime]:
    midnight = datetime.combine(datetime.now(UTC).date(), datetime.min.time())
    days = (midnight + timedelta(days=FIRST_DAY + ahead) for ahead in range(count))
    return [day.replace(hour=hour) for day in days if day.weekday() < 5 for hour in HOURS]


def _requests_by_replica() -> dict[str, float]:
    """How many requests for sessions each replica has answered, by its address."""
    found = socket.getaddrinfo(*REPLICAS, type=socket.SOCK_STREAM)
    addresses = sorted({str(address[0]) for *_, address in found})
    return {address: _requests_at(address) for address in addresses}


def _requests_at(address: str) -> float:
    with urllib.request.urlopen(f"http://{address}:{REPLICAS[1]}/metrics", timeout=5) as answer:
        return sum(float(count) for count in COUNTED.findall(answer.read().decode()))


async def check(seconds: float) -> bool:
    """Work for so many seconds; answers whether every booking is there exactly once."""
    url, user = os.environ["WAYMARK_GATEWAY_URL"], os.environ["WAYMARK_PLATFORM_USER"]
    provider = await found(url, user, (Path("/run/waymark") / PLATFORM_ADMIN).read_text())
    before = _requests_by_replica()
    say.line(f"replicas: {', '.join(before)}")
    async with Client(url) as client:
        await client.sign_in(provider.admin.user_name, PASSWORD)
        run = Run(client, provider, time.monotonic() + seconds, _slots(90))
        await asyncio.gather(*(run.work() for _ in range(AT_ONCE)))
        stored = await _stored(client)
    after = _requests_by_replica()
    for replica, count in after.items():
        say.line(f"{replica}: {count - before.get(replica, 0):.0f} requests")
    say.line(f"gone: {', '.join(sorted(before.keys() - after.keys())) or 'none'}")
    say.line(f"answers: {dict(run.answers)}, the slowest after {run.slowest:.2f} s")
    say.line(f"bookings: {len(run.booked)} answered, {len(stored)} stored")
    return sorted(run.booked) == sorted(stored)


async def _stored(client: Client) -> list[str]:
    ids: list[str] = []
    params: dict[str, Any] = {"limit": 100}
    today = datetime.now(UTC)
    stretch = {"from": today.isoformat(), "to": (today + timedelta(days=200)).isoformat()}
    while True:
        page = await client.get("/sessions", **stretch, **params)
        ids += [session["id"] for session in page["items"]]
        if not page.get("next"):
            return ids
        params["cursor"] = page["next"]


def main() -> None:
    """Check, and say how it went."""
    holds = asyncio.run(check(float(sys.argv[1]) if len(sys.argv) > 1 else 20))
    say.line("Every booking is there exactly once." if holds else "BROKEN: stored is not what was answered.")
    sys.exit(0 if holds else 1)


if __name__ == "__main__":
    main()

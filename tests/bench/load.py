"""Makes requests from a process of its own, as many clients at a time as it is told.

Standard input:
`{"url", "expect", "clients": [{"headers", "requests": [{"method", "path", "body"}], "times", "pause"}]}`;
standard output: `{"seconds", "latencies"}`. Every client keeps its connection and sends one request at a time, with a
pause (seconds, by default none) before each.
"""

import asyncio
import json
import sys
import time
from typing import Any

import aiohttp
import uvloop

from chassis.ids import fresh_id


async def run(task: dict[str, Any]) -> dict[str, Any]:
    """Let all clients do what they are told; an answer with another status than `expect` ends it."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(task["url"], connector=connector) as session:
        started = time.perf_counter()
        done = await asyncio.gather(*(_client(session, one, task["expect"]) for one in task["clients"]))
        return {
            "seconds": time.perf_counter() - started,
            "latencies": [latency for latencies in done for latency in latencies],
        }


async def _client(session: aiohttp.ClientSession, client: dict[str, Any], expect: int) -> list[float]:
    latencies = []
    for _ in range(client.get("times", 1)):
        for request in client["requests"]:
            if "pause" in client:
                await asyncio.sleep(client["pause"])
            headers = client["headers"] | {"Idempotency-Key": fresh_id()}
            started = time.perf_counter()
            async with session.request(
                request["method"], request["path"], json=request.get("body"), headers=headers
            ) as answer:
                body = await answer.read()
            latencies.append(time.perf_counter() - started)
            if answer.status != expect:
                raise SystemExit(f"{request['path']} answered {answer.status}: {body.decode()[:500]}")
    return latencies


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        json.dump(runner.run(run(json.load(sys.stdin))), sys.stdout)

"""`python -m tests.bench [NAME…] [--json]`: ours against the floor of this machine, in the same run."""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Sequence

from tests.bench.booking import booking
from tests.bench.event import event
from tests.bench.gateway import gateway
from tests.bench.ground import Ground, open_ground
from tests.bench.growth import growth
from tests.bench.measure import Result
from tests.bench.memory import memory
from tests.bench.web import web

BENCHMARKS: dict[str, Callable[[Ground], Awaitable[Sequence[Result]]]] = {
    "booking": booking,
    "growth": growth,
    "event": event,
    "gateway": gateway,
    "memory": memory,
    "web": web,
}


async def measure(names: Sequence[str]) -> list[Result]:
    """One benchmark after the other, each on fresh ground; says on standard error what it is about."""
    results: list[Result] = []
    for name in names:
        print(f"{name}: {BENCHMARKS[name].__doc__}", file=sys.stderr)
        async with open_ground() as ground:
            results += await BENCHMARKS[name](ground)
    return results


def show(results: Sequence[Result]) -> None:
    """A table for people; the notes stand below it."""
    print(f"\n{'benchmark':<24}{'ours':>10}{'floor':>10}{'ratio':>8}  unit    aim")
    for one in results:
        print(f"{one.name:<24}{one.ours:>10.1f}{one.floor:>10.1f}{one.ratio:>8.2f}  {one.unit:<7} {one.aim}")
    for one in results:
        print(f"\n{one.name}")
        for note in one.notes.split("; "):
            print(f"  {note}")


def main() -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--json", action="store_true", help="for programs")
    asked = parser.parse_args()
    unknown = sorted(set(asked.names) - set(BENCHMARKS))
    if unknown:
        parser.error(f"There is no benchmark {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}.")
    results = asyncio.run(measure(asked.names or list(BENCHMARKS)))
    if asked.json:
        print(json.dumps([one.as_json() for one in results], indent=2))
    else:
        show(results)


if __name__ == "__main__":
    main()

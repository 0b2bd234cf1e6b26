"""Make a provider of the size asked for in the databases the environment names, or compare one that is there.

Progress and findings go to standard output. An interrupted run is cleared away by the next one with the same number.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from datetime import UTC, date, datetime

from argon2 import PasswordHasher

from deploy.demo.founding import PASSWORD
from deploy.seed.consistency import findings
from deploy.seed.database import Databases
from deploy.seed.house import House
from deploy.seed.memory import Memory
from deploy.seed.order import Order, TeamOrder
from deploy.seed.people import Newcomer
from deploy.seed.team import Team

Say = Callable[[str], None]
EVERY_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Work:
    """What a process needs to put teams down: plain values, since it starts elsewhere."""

    order: Order
    password_hash: str
    url: str
    prefix: str

    def settle(self, teams: Iterable[TeamOrder]) -> int:
        """Put teams down; how many documents were written."""
        house = House.of(self.order, self.password_hash)
        with Databases(self.url, self.prefix) as databases:
            return sum(asyncio.run(self._settle(databases, house, team)) for team in teams)

    async def _settle(self, databases: Databases, house: House, team: TeamOrder) -> int:
        memory = Memory(house.provider.id)
        await Team(house, team, self.password_hash).settle(memory)
        return databases.write(memory)


def make(databases: Databases, work: Work, say: Say, *, processes: int) -> None:
    """The whole provider: the house, the teams side by side, and at last the provider itself."""
    house = House.of(work.order, work.password_hash)
    provider_id = house.provider.id
    if left := databases.clear(provider_id):
        say(f"removed {left} documents of a run that was interrupted")
    memory = Memory(provider_id)
    asyncio.run(house.settle(memory))
    written = databases.write(memory)
    say(f"{house.provider.name}: {len(house.centres)} centres")
    written += _teams(work, say, processes)
    memory = Memory(provider_id)
    house.open(memory)
    written += databases.write(memory)
    say(f"{written} documents written")


def _teams(work: Work, say: Say, processes: int) -> int:
    teams = list(work.order.teams())
    bundle = max(1, min(20, len(teams) // (processes * 8)))
    with ProcessPoolExecutor(processes) as pool:
        running: dict[Future[int], list[TeamOrder]] = {}
        for first in range(0, len(teams), bundle):
            some = teams[first : first + bundle]
            running[pool.submit(work.settle, some)] = some
        waiting, done, written, said_at = set(running), 0, 0, time.monotonic()
        learners = sessions = 0
        while waiting:
            ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for one in ready:
                written += one.result()
                done += len(running[one])
                learners += sum(team.learners for team in running[one])
                sessions += sum(team.sessions for team in running[one])
            if not waiting or time.monotonic() - said_at > EVERY_SECONDS:
                said_at = time.monotonic()
                say(f"{done * 100 // len(teams):3d} %  {learners} learners, {sessions} sessions")
    return written


def check(databases: Databases, provider_id: str, say: Say) -> bool:
    """Compare readers with owners; whether everything agrees."""
    agreed = True
    for one in findings(databases, provider_id):
        say(f"{'agrees' if not one.faults else 'DIFFERS'}  {one.what}: {one.compared}")
        for fault in one.faults:
            say(f"    {fault}")
        agreed = agreed and not one.faults
    return agreed


def logins(work: Work) -> list[Newcomer]:
    """Some people to come in as: the Master Admin, an office, and a team."""
    house = House.of(work.order, work.password_hash)
    team = Team(house, next(iter(work.order.teams())), work.password_hash)
    return [house.chief, *house.offices[0], team.assessor, team.employer, *team.learners[:2]]


def main() -> int:
    """The command; 0 when everything is there and agrees."""
    asked = _parser().parse_args()
    started = time.monotonic()

    def say(line: str) -> None:
        print(f"  {time.monotonic() - started:6.1f} s  {line}", flush=True)

    url, prefix = os.environ["WAYMARK_SEED_MONGO_URL"], os.environ["WAYMARK_SEED_DATABASES"]
    try:
        order = Order(asked.number, asked.learners, asked.centres, asked.sessions, asked.day)
    except ValueError as wrong:
        sys.exit(str(wrong))
    work = Work(order, PasswordHasher().hash(PASSWORD), url, prefix)
    with Databases(url, prefix) as databases:
        there = databases.has(order.provider_id)
        if asked.check and not there:
            sys.exit(f"There is no provider number {order.number}; leave --check out to make it.")
        if there and not asked.check:
            sys.exit(
                f"Provider number {order.number} is there already. Take another: --number {order.number + 1}"
            )
        if not asked.check:
            make(databases, work, say, processes=asked.processes)
        if not check(databases, order.provider_id, say):
            return 1
    say("readers are consistent with owners")
    if not asked.check:
        for one in logins(work):
            grant = one.person.roles[0]
            print(f"  {grant.role:18} {one.person.display_name:22} {one.user_name:40} {PASSWORD}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./waymark seed", description=main.__doc__)
    parser.add_argument("--learners", type=int, default=1000)
    parser.add_argument("--centres", type=int, default=5)
    parser.add_argument("--sessions", type=int, default=2000)
    parser.add_argument("--number", type=int, default=1, help="which provider: the same number, the same ids")
    parser.add_argument(
        "--day", type=date.fromisoformat, default=datetime.now(UTC).date(), help="seen from (default: today)"
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--check", action="store_true", help="only compare readers with owners")
    return parser


if __name__ == "__main__":
    sys.exit(main())

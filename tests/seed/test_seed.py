"""The seed: the same every time, whole or not there, and readers agree with owners."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from chassis.ids import fresh_id
from deploy.demo.client import Client, Refused
from deploy.demo.founding import PASSWORD
from deploy.seed.__main__ import Work, check, logins, make
from deploy.seed.database import Databases
from deploy.seed.house import House
from deploy.seed.memory import Memory
from deploy.seed.order import Order
from deploy.seed.team import Team
from tests.conftest import Servers

DAY = date(2026, 11, 25)
SMALL = Order(number=7, learners=50, centres=2, sessions=90, day=DAY)


async def _everything(order: Order) -> dict[tuple[str, str], dict[str, Any]]:
    house = House.of(order, "hash")
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for team in order.teams():
        memory = Memory(house.provider.id)
        await Team(house, team, "hash").settle(memory)
        for owner, name, documents in memory.documents():
            found.setdefault((owner, name), {}).update({one["_id"]: one for one in documents})
    return found


async def test_the_same_order_makes_the_same_documents() -> None:
    first, second = await _everything(SMALL), await _everything(SMALL)
    assert len(first["identity", "people"]) == 50 + 2 * 2
    assert sum(one["type"] is not None for one in first["scheduling", "sessions"].values()) == 90
    assert first == second


def _noted(session: dict[str, Any]) -> bool:
    return all(one["notes"] for one in session["participants"] if one["left_at"] is None)


async def test_a_diary_is_believable_and_sends_no_mail() -> None:
    found = await _everything(Order(number=8, learners=40, centres=1, sessions=400, day=DAY))
    everything = found["scheduling", "sessions"].values()
    sessions = [one for one in everything if one["type"]]
    states = Counter(one["state"] for one in sessions)
    assert {"planned", "held", "not_held", "cancelled"} == states.keys()
    assert 0.05 < states["cancelled"] / 400 < 0.2
    assert any(one["series"] for one in sessions)
    assert any(len(one["participants"]) > 2 for one in sessions)
    assert any(one["moves"] for one in sessions)
    assert all(_noted(one) for one in sessions if one["state"] == "held")
    entries = {(one["kind"], one["state"]) for one in everything if not one["type"]}
    assert entries == {("choc", "planned"), ("choc", "held"), ("action", "planned"), ("action", "held")}
    (draft,) = found["scheduling", "drafts"].values()
    assert draft["by_id"] in {one["assessor_id"] for one in sessions}
    mails = {one["mail"]["status"] for one in found["notifications", "notifications"].values()}
    assert mails == {"none"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"learners": 1},
        {"centres": 0},
        {"centres": 501, "learners": 600},
        {"sessions": 10**6},
    ],
)
def test_an_order_that_cannot_be_filled_is_refused(wrong: dict[str, int]) -> None:
    asked = {"number": 1, "learners": 50, "centres": 2, "sessions": 90} | wrong
    with pytest.raises(ValueError, match=r"centre|diary"):
        Order(**asked, day=DAY)


@pytest.fixture
def work(servers: Servers, database_name: str) -> Work:
    """A small order for databases of this test's own."""
    return Work(SMALL, "hash", servers.mongo_url, f"{database_name}_{fresh_id()[-6:]}_")


@pytest.fixture
def databases(work: Work) -> Iterator[Databases]:
    """Those databases."""
    with Databases(work.url, work.prefix) as databases:
        yield databases


def test_readers_agree_with_owners_and_a_reader_that_missed_something_is_found(
    work: Work, databases: Databases
) -> None:
    lines: list[str] = []
    make(databases, work, lines.append, processes=1)
    assert check(databases, SMALL.provider_id, lines.append), lines

    missed = databases.collection("reviews", "sessions").find_one_and_update({}, {"$inc": {"v": -1}})
    assert missed
    assert not check(databases, SMALL.provider_id, lines.append)
    assert any(missed["_id"] in line for line in lines)


def test_a_run_that_was_interrupted_is_cleared_away_and_begun_anew(work: Work, databases: Databases) -> None:
    lines: list[str] = []
    make(databases, work, lines.append, processes=1)
    databases.collection("identity", "providers").delete_one({"_id": SMALL.provider_id})
    assert not databases.has(SMALL.provider_id)

    make(databases, work, lines.append, processes=1)

    assert any("interrupted" in line for line in lines)
    assert check(databases, SMALL.provider_id, lines.append), lines


async def test_people_of_a_seeded_provider_come_in_and_nobody_is_booked_twice(servers: Servers) -> None:
    number = int(fresh_id()[-6:], 16)
    done = _seed(servers, "--number", number, "--learners", 45, "--centres", 2, "--sessions", 80)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "readers are consistent with owners" in done.stdout
    assert "is there already" in _seed(servers, "--number", number).stderr

    work = Work(Order(number, 45, 2, 80, DAY), "hash", "", "")
    assessor = next(one for one in logins(work) if one.person.roles[0].role == "assessor")
    async with Client(servers.gateway_url) as client:
        await client.sign_in(assessor.user_name, PASSWORD)
        listed = (await client.get("/sessions", state="planned"))["items"]
        planned = next(one for one in listed if one["type"])
        again = {
            name: planned[name]
            for name in ("assessor_id", "type", "minutes", "local_start", "time_zone", "qualification_ids")
        }
        again |= {"method": "traditional", "location": "Newport", "override": True}
        again["learner_ids"] = [one["learner_id"] for one in planned["participants"]]
        with pytest.raises(Refused) as refused:
            await client.post("/sessions", again)
    assert (refused.value.status, refused.value.code) == (409, "double_booked")


def _seed(servers: Servers, *arguments: object) -> subprocess.CompletedProcess[str]:
    reach = {
        "WAYMARK_SEED_MONGO_URL": servers.mongo_url,
        "WAYMARK_SEED_DATABASES": servers.state["database_prefix"],
    }
    command = [sys.executable, "-m", "deploy.seed", "--processes", "1", *map(str, arguments)]
    return subprocess.run(command, env={**os.environ, **reach}, capture_output=True, text=True, check=False)

"""The nightly check on a real database: silent while all is well, and it finds a planted overlap, by hand too."""

import asyncio
import os
import sys
from datetime import UTC, date, datetime

import pytest
from prometheus_client import REGISTRY

from chassis.ids import fresh_id
from chassis.testing.service import ServiceUnderTest
from services.scheduling.documents import CALENDARS, SESSIONS
from services.scheduling.jobs import check_overlaps
from services.scheduling.queries.overlaps import faults
from tests.conftest import Servers
from tests.scheduling.conftest import Provider

SINCE = date(2032, 2, 1)
NOON = datetime(2032, 2, 8, 12, tzinfo=UTC)


@pytest.mark.req("SB-16")
@pytest.mark.req("B-02")
async def test_a_planted_overlap_is_found_counted_and_named(
    scheduling: ServiceUnderTest, provider: Provider, servers: Servers
) -> None:
    db = scheduling.kit.db
    booked = await provider.assessor.post("/sessions", json=provider.a_booking())
    session = booked.json()["sessions"][0]
    assert [one async for one in faults(db, provider.id, SINCE)] == []

    stored = await db[SESSIONS].find_one({"_id": session["id"]})
    assert stored
    planted = fresh_id()
    await db[SESSIONS].insert_one(stored | {"_id": planted})
    before = _counted("overlap")
    found = [one async for one in faults(db, provider.id, SINCE)]
    assert {(one.fault, one.session_ids) for one in found} == {
        ("overlap", tuple(sorted((session["id"], planted)))),
        ("missing", (planted,)),
    }
    assert await check_overlaps(db, NOON) >= len(found)
    assert _counted("overlap") - before >= 2
    code, said = await _by_hand(servers, db.name)
    assert code == 1
    assert any('"booking_overlap"' in line and planted in line for line in said)

    await db[SESSIONS].delete_one({"_id": planted})
    await db[SESSIONS].delete_one({"_id": session["id"]})
    left_over = [one async for one in faults(db, provider.id, SINCE)]
    assert {(one.fault, one.session_ids) for one in left_over} == {("left_over", (session["id"],))}
    await db[CALENDARS].delete_many({"provider_id": provider.id})


async def test_a_check_by_hand_says_when_there_is_nothing_to_find(
    servers: Servers, database_name: str
) -> None:
    code, said = await _by_hand(servers, f"{database_name}_nothing_booked")
    assert code == 0
    assert '"bookings_checked"' in said[-1]
    assert '"faults": 0' in said[-1]


async def _by_hand(servers: Servers, database: str) -> tuple[int | None, list[str]]:
    """The exit code and the lines of a check of this database."""
    reach = {
        "SCHEDULING_MONGO_URL": servers.mongo_url,
        "SCHEDULING_MONGO_DATABASE": database,
        "SCHEDULING_RABBIT_URL": servers.rabbit_url,
    }
    command = (sys.executable, "-m", "chassis", "scheduling", "check-overlaps")
    checking = await asyncio.create_subprocess_exec(
        *command, env={**os.environ, **reach}, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await checking.communicate()
    return checking.returncode, said.decode().splitlines()


def _counted(fault: str) -> float:
    return REGISTRY.get_sample_value("booking_overlap_total", {"fault": fault}) or 0.0

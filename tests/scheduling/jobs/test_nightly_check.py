"""The nightly check on a real database: silent while all is well, and it finds a planted overlap."""

from datetime import UTC, date, datetime

import pytest
from prometheus_client import REGISTRY

from chassis.__main__ import run_errand
from chassis.ids import fresh_id
from chassis.testing.service import ServiceUnderTest
from services.scheduling.documents import CALENDARS, SESSIONS
from services.scheduling.jobs import check_overlaps
from services.scheduling.main import SERVICE
from services.scheduling.queries.overlaps import faults
from tests.scheduling.conftest import Provider

SINCE = date(2027, 2, 1)
NOON = datetime(2027, 2, 8, 12, tzinfo=UTC)


@pytest.mark.req("SB-16")
@pytest.mark.req("B-02")
async def test_a_planted_overlap_is_found_counted_and_named(
    scheduling: ServiceUnderTest, provider: Provider
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
    assert await run_errand(SERVICE.errands["check-overlaps"], scheduling.kit.settings) >= 1
    found = [one async for one in faults(db, provider.id, SINCE)]
    assert {(one.fault, one.session_ids) for one in found} == {
        ("overlap", tuple(sorted((session["id"], planted)))),
        ("missing", (planted,)),
    }
    assert await check_overlaps(db, NOON) >= len(found)
    assert _counted("overlap") - before >= 2

    await db[SESSIONS].delete_one({"_id": planted})
    await db[SESSIONS].delete_one({"_id": session["id"]})
    left_over = [one async for one in faults(db, provider.id, SINCE)]
    assert {(one.fault, one.session_ids) for one in left_over} == {("left_over", (session["id"],))}
    await db[CALENDARS].delete_many({"provider_id": provider.id})


def _counted(fault: str) -> float:
    return REGISTRY.get_sample_value("booking_overlap_total", {"fault": fault}) or 0.0

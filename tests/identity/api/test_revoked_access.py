"""What doors ask for while the broker is down."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.identity.api.conftest import Identity, NewProvider


async def revoked(identity: Identity, since: datetime, **query: Any) -> dict[str, Any]:
    """The list as a door reads it: without a token."""
    answer = await identity.http.get("/revocations", params={"since": since.isoformat(), **query})
    assert answer.status_code == 200, answer.text
    listed: dict[str, Any] = answer.json()
    return listed


async def test_a_block_is_listed_from_its_moment_on(identity: Identity, provider: NewProvider) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    learner = await provider.add("learner")
    blocked = await provider.admin.post(f"/people/{learner['id']}/block", {"reason": "Absent."})
    assert blocked.status_code == 200, blocked.text
    (item,) = [one for one in (await revoked(identity, before))["items"] if one["person_id"] == learner["id"]]
    assert (item["session_id"], item["reason_code"]) == (None, "blocked")
    later = datetime.now(UTC) + timedelta(seconds=5)
    assert await revoked(identity, later) == {"items": [], "next": None}


async def test_many_come_in_pages_oldest_first(identity: Identity, provider: NewProvider) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    learners = [(await provider.add("learner"))["id"] for _ in range(3)]
    for id in learners:
        await provider.admin.post(f"/people/{id}/block", {"reason": "Absent."})
    seen: list[str] = []
    query: dict[str, Any] = {"limit": 1}
    while True:
        page = await revoked(identity, before, **query)
        seen += [item["person_id"] for item in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert [id for id in seen if id in learners] == learners


async def test_a_moment_without_a_zone_is_refused(identity: Identity) -> None:
    answer = await identity.http.get("/revocations", params={"since": "2026-11-21T10:00:00"})
    assert answer.status_code == 422

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.actor import PLATFORM
from chassis.ids import fresh_id
from services.identity.jobs import forget_what_is_over
from tests.identity.api.conftest import Identity

PAST, FUTURE = (datetime.now(UTC) + timedelta(days=days) for days in (-1, 1))


async def kept(identity: Identity, collection: str, **state: Any) -> bool:
    """Whether a document in this state outlives the forgetting."""
    document = {"_id": fresh_id(), "provider_id": PLATFORM, "v": 1, **state}
    await identity.kit.db[collection].insert_one(document)
    await forget_what_is_over(identity.kit.db)
    found = await identity.kit.db[collection].find_one({"_id": document["_id"], "provider_id": PLATFORM})
    return found is not None


async def test_what_is_over_is_forgotten(identity: Identity) -> None:
    assert not await kept(identity, "login_sessions", expires_at=PAST)
    assert not await kept(identity, "tries", forget_at=PAST)
    assert not await kept(identity, "revocations", forget_at=PAST)


async def test_what_is_not_over_is_kept(identity: Identity) -> None:
    assert await kept(identity, "login_sessions", expires_at=FUTURE)
    assert await kept(identity, "tries", forget_at=FUTURE)
    assert await kept(identity, "tries", forget_at=None)


async def test_nothing_is_forgotten_before_its_audit_is_moved(identity: Identity) -> None:
    assert await kept(identity, "login_sessions", expires_at=PAST, ob_at=PAST, ob=[], au=[])

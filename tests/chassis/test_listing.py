"""Lists page by page in the order one asks for, on a real MongoDB."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from chassis.errors import Invalid
from chassis.ids import fresh_id
from chassis.listing import Order, page_of
from chassis.mongo import Database, close, connect, database, ensure_indexes, index
from chassis.paging import encode_cursor
from tests.conftest import Servers

BY_NAME = Order("name")
BY_MOMENT = Order("at", moment=True)
NAMES = ["bevan", "adams", "bevan", "evans", "bevan"]
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
async def db(servers: Servers, database_name: str) -> AsyncIterator[Database]:
    client = connect(servers.mongo_url)
    db = database(client, f"{database_name}_listing_{fresh_id()[-6:]}")
    await ensure_indexes(db, {"people": [index("name", "_id"), index("at", "_id")]})
    await db.people.insert_many(person(number, name) for number, name in enumerate(NAMES))
    await db.people.insert_one(person(9, "bevan") | {"provider_id": "another"})
    yield db
    await close(client)


def person(number: int, name: str) -> dict[str, object]:
    return {
        "_id": f"{number}",
        "provider_id": "one",
        "name": name,
        "at": NOON + timedelta(days=number // 2),
        "ob": [],
    }


async def every(db: Database, order: Order, *, limit: int = 2) -> list[str]:
    """All ids in the order, fetched page by page."""
    ids: list[str] = []
    cursor: str | None = None
    while True:
        found, cursor = await page_of(db, "people", "one", [], order, limit=limit, cursor=cursor)
        assert all("ob" not in document for document in found)
        ids += [document["_id"] for document in found]
        if cursor is None:
            return ids


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        (BY_NAME, ["1", "0", "2", "4", "3"]),
        (Order("name", down=True), ["3", "4", "2", "0", "1"]),
        (BY_MOMENT, ["0", "1", "2", "3", "4"]),
        (Order("at", down=True, moment=True), ["4", "3", "2", "1", "0"]),
        (Order("_id", down=True), ["4", "3", "2", "1", "0"]),
    ],
)
async def test_pages_join_up_where_many_are_the_same(db: Database, order: Order, ids: list[str]) -> None:
    for limit in (1, 2, 5):
        assert await every(db, order, limit=limit) == ids


async def test_what_comes_in_before_a_page_moves_nothing(db: Database) -> None:
    first, cursor = await page_of(db, "people", "one", [], BY_NAME, limit=2, cursor=None)
    await db.people.insert_many([person(5, "aaron"), person(6, "bevan")])
    rest, end = await page_of(db, "people", "one", [], BY_NAME, limit=9, cursor=cursor)
    assert [document["_id"] for document in [*first, *rest]] == ["1", "0", "2", "4", "6", "3"]
    assert end is None


async def test_a_cursor_belongs_to_one_order(db: Database) -> None:
    cursor = BY_NAME.cursor_at(person(1, "adams"))
    for other in (Order("name", down=True), BY_MOMENT):
        with pytest.raises(Invalid) as refused:
            await page_of(db, "people", "one", [], other, limit=2, cursor=cursor)
        assert refused.value.field == "cursor"
    for forged in (("name", {"$gt": ""}, "0"), ("name", "adams", 1), ("name", "adams")):
        with pytest.raises(Invalid):
            BY_NAME.after(encode_cursor(*forged))
    for moment in ("noon", "2026-11-23T12:00:00", 7):
        with pytest.raises(Invalid):
            BY_MOMENT.after(encode_cursor("at", moment, "0"))


async def test_a_page_far_down_is_found_by_the_index(db: Database) -> None:
    await db.people.insert_many(person(number, f"jones {number:04}") for number in range(100, 600))
    cursor = BY_NAME.cursor_at(person(550, "jones 0550"))
    await db.command("profile", 2)
    found, _ = await page_of(db, "people", "one", [], BY_NAME, limit=10, cursor=cursor)
    await db.command("profile", 0)
    assert [document["name"] for document in found][:2] == ["jones 0551", "jones 0552"]
    (seen,) = await db["system.profile"].find({"op": "query"}).to_list(2)
    assert seen["planSummary"].startswith("IXSCAN")
    assert not seen.get("hasSortStage")
    assert seen["docsExamined"] <= 12

"""The chain of the audit and the lease of whoever forges it, on a real MongoDB."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from chassis import audit
from chassis.audit import Sealer, Sought
from chassis.ids import fresh_id
from chassis.mongo import Database, close, connect, database, ensure_indexes
from chassis.timers import Lease
from tests.conftest import Servers

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Books:
    """A database with audit entries."""

    db: Database

    async def note(self, provider_id: str, count: int, *, at: datetime = NOON) -> None:
        await self.db.audit.insert_many(
            {
                "_id": fresh_id(),
                "unsealed": True,
                "at": at + timedelta(seconds=number),
                "provider_id": provider_id,
                "person_id": "carys",
                "role": "master_admin",
                "session_id": "",
                "origin": "192.0.2.7",
                "action": "add_person",
                "subject": f"people/{number}",
                "version": 1,
                "before": None,
                "after": f"digest {number}",
            }
            for number in range(count)
        )

    def sealer(self) -> Sealer:
        return Sealer(self.db, lease_seconds=30)


@pytest.fixture
async def books(servers: Servers, database_name: str) -> AsyncIterator[Books]:
    client = connect(servers.mongo_url)
    db = database(client, f"{database_name}_audit_{fresh_id()[-6:]}")
    await ensure_indexes(db, {})
    yield Books(db)
    await close(client)


async def test_waiting_entries_become_a_chain_for_each_provider(books: Books) -> None:
    await books.note("one", 3)
    await books.note("other", 2)

    assert await books.sealer().seal() == 5

    found = [entry async for entry in audit.sealed(books.db, "one", Sought())]
    assert [entry["seq"] for entry in found] == [1, 2, 3]
    assert [entry["prev"] for entry in found[1:]] == [entry["hash"] for entry in found[:-1]]
    assert (await audit.verify(books.db, "one")).first_broken is None
    assert (await audit.verify(books.db, "other")).entries == 2


async def test_later_entries_go_on_where_the_chain_ends(books: Books) -> None:
    sealer = books.sealer()
    await books.note("one", 2)
    await sealer.seal()
    await books.note("one", 1, at=NOON - timedelta(hours=1))
    assert (await audit.verify(books.db, "one")).waiting == 1

    await sealer.seal()

    found = await audit.verify(books.db, "one")
    assert (found.entries, found.waiting, found.first_broken) == (3, 0, None)


async def test_a_changed_entry_is_found(books: Books) -> None:
    await books.note("one", 4)
    await books.sealer().seal()
    await books.db.audit.update_one({"provider_id": "one", "seq": 3}, {"$set": {"person_id": "tom"}})
    assert (await audit.verify(books.db, "one")).first_broken == 3


async def test_a_removed_entry_is_found(books: Books) -> None:
    await books.note("one", 4)
    await books.sealer().seal()
    await books.db.audit.delete_one({"provider_id": "one", "seq": 2})
    assert (await audit.verify(books.db, "one")).first_broken == 2


async def test_a_cut_off_end_is_found(books: Books) -> None:
    await books.note("one", 4)
    await books.sealer().seal()
    await books.db.audit.delete_one({"provider_id": "one", "seq": 4})
    assert (await audit.verify(books.db, "one")).first_broken == 4


async def test_of_two_processes_one_holds_the_lease_and_the_other_takes_over(books: Books) -> None:
    first, second = (Lease(books.db, "work", seconds=30) for _ in range(2))
    assert (await first.take(), await second.take(), await first.take()) == (True, False, True)
    await first.give_up()
    assert (await second.take(), await first.take()) == (True, False)


async def test_a_lease_runs_out_by_itself(books: Books) -> None:
    first, second = (Lease(books.db, "work", seconds=0.2) for _ in range(2))
    assert await first.take()
    await asyncio.sleep(0.4)
    assert await second.take()


async def test_sealers_that_both_believe_to_hold_the_lease_make_one_whole_chain(books: Books) -> None:
    await books.note("one", 40)
    stale = [Sealer(books.db, lease_seconds=0) for _ in range(4)]

    await asyncio.gather(*(sealer.seal() for sealer in stale), return_exceptions=True)
    await books.sealer().seal()

    found = await audit.verify(books.db, "one")
    assert (found.entries, found.waiting, found.first_broken) == (40, 0, None)


async def test_entries_are_found_by_person_action_subject_and_time(books: Books) -> None:
    await books.note("one", 5)
    page, following = await audit.search(books.db, "one", Sought("carys", "add_person"), limit=3, cursor=None)
    rest, end = await audit.search(books.db, "one", Sought("carys"), limit=3, cursor=following)
    assert [entry["subject"] for entry in page + rest] == [f"people/{number}" for number in (4, 3, 2, 1, 0)]
    assert end is None

    two_seconds = Sought(from_at=NOON + timedelta(seconds=1), until_at=NOON + timedelta(seconds=3))
    within, _ = await audit.search(books.db, "one", two_seconds, limit=9, cursor=None)
    assert [entry["subject"] for entry in within] == ["people/2", "people/1"]
    nobody, _ = await audit.search(books.db, "one", Sought("tom"), limit=9, cursor=None)
    assert nobody == []

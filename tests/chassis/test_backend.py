"""One suite for both backends: what handler tests run on keeps the promises that MongoDB keeps."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import ClassVar

import pytest
from pymongo import UpdateOne

from chassis.actor import Actor
from chassis.errors import IdempotencyKeyReused, NotFound, VersionChanged
from chassis.ids import age_of, fresh_id, moment_of
from chassis.mongo import Database, MongoBackend, close, connect, database, ensure_indexes, scoped
from chassis.runner import Request, Runner
from chassis.testing.memory import MemoryBackend
from chassis.tx import Document, Tx, Wanted, command, expect_version
from contracts.base import Contract
from tests.conftest import Servers


class ThingChanged(Contract, name="chassistest.thing.changed", major=1, heard_by=()):
    """A thing of these tests."""

    CHANGES: ClassVar[tuple[str, ...]] = ("made", "renamed")

    label: str


@dataclass(frozen=True)
class Make:
    label: str


@dataclass(frozen=True)
class Rename:
    id: str
    label: str
    version: int


@command(creates="things")
async def make(tx: Tx, cmd: Make) -> str:
    id = tx.new_id()
    tx.save("things", id, {"label": cmd.label}, version=0)
    tx.publish(ThingChanged(id=id, label=cmd.label), change="made")
    return id


@command()
async def rename(tx: Tx, cmd: Rename) -> str:
    found = await tx.get("things", cmd.id, tx.provider_id)
    if found is None:
        raise NotFound("There is no such thing.")
    expect_version(found["v"], cmd.version)
    tx.save("things", cmd.id, {"label": cmd.label}, version=found["v"])
    tx.publish(ThingChanged(id=cmd.id, label=cmd.label), change="renamed")
    return str(found["label"])


@command(spans=True)
async def make_two(tx: Tx, cmd: Make) -> tuple[str, str]:
    first, second = tx.new_id(), tx.new_id()
    for id in (first, second):
        tx.save("things", id, {"label": cmd.label}, version=0)
        tx.publish(ThingChanged(id=id, label=cmd.label), change="made")
    return first, second


@command()
async def project(tx: Tx, cmd: tuple[str, int]) -> None:
    label, version = cmd
    tx.project("views", "one", {"label": label}, version=version)


@command()
async def once(tx: Tx, cmd: str) -> None:
    tx.once("facts", "only", {"label": cmd})


@dataclass
class World:
    runner: Runner
    backend: MongoBackend | MemoryBackend
    actor: Actor
    db: Database | None = None

    async def run(
        self, handler: object, cmd: object, key: str | None = None, fingerprint: str = ""
    ) -> object:
        request = Request(key=key, origin_key=key or "", fingerprint=fingerprint)
        answer = await self.runner.run(handler, cmd, actor=self.actor, request=request)  # type: ignore[arg-type]
        return answer.result

    async def forget_answers(self) -> None:
        """What the relay does a day later."""
        if isinstance(self.backend, MemoryBackend):
            for document in self.backend.documents("things").values():
                document["idem"] = []
            return
        assert self.db is not None
        await self.db.things.update_many(scoped(self.actor.provider_id), {"$set": {"idem": []}})

    async def thing(self, id: str) -> Document:
        ((found,),) = await self.backend.read([Wanted("things", self.actor.provider_id, {"_id": id})])
        return found

    async def labels(self, collection: str) -> list[str]:
        (found,) = await self.backend.read([Wanted(collection, self.actor.provider_id, {})])
        return sorted(document["label"] for document in found)


@pytest.fixture(params=["memory", "mongo"])
async def world(request: pytest.FixtureRequest, servers: Servers, database_name: str) -> AsyncIterator[World]:
    actor = Actor("person", fresh_id(), "assessor")
    if request.param == "memory":
        memory = MemoryBackend()
        yield World(Runner(Tx, memory), memory, actor)
        return
    client = connect(servers.mongo_url)
    db = database(client, f"{database_name}_backend")
    await ensure_indexes(db, {"things": [], "views": [], "facts": []})
    await db.views.delete_many({})
    await db.facts.delete_many({})
    mongo = MongoBackend(db)
    yield World(Runner(Tx, mongo), mongo, actor, db)
    await close(client)


async def test_what_is_made_can_be_changed_and_every_change_raises_the_version(world: World) -> None:
    id = str(await world.run(make, Make("old")))
    await world.run(rename, Rename(id, "new", version=1))
    found = await world.thing(id)
    assert (found["label"], found["v"]) == ("new", 2)
    assert [entry["v"] for entry in found["ob"]] == [1, 2]
    assert [entry["action"] for entry in found["au"]] == ["make", "rename"]
    assert found["au"][0]["after"] == found["au"][1]["before"]


async def test_a_change_from_an_old_version_is_refused(world: World) -> None:
    id = str(await world.run(make, Make("old")))
    await world.run(rename, Rename(id, "new", version=1))
    with pytest.raises(VersionChanged):
        await world.run(rename, Rename(id, "newer", version=1))


async def test_a_repeated_creation_makes_one_thing(world: World) -> None:
    key = fresh_id()
    await world.run(make, Make("a"), key=key)
    repeated = await world.runner.run(
        make, Make("a"), actor=world.actor, request=Request(key=key, origin_key=key)
    )
    assert repeated.replayed
    assert await world.labels("things") == ["a"]


async def test_a_repeated_change_is_answered_and_not_done_again(world: World) -> None:
    id = str(await world.run(make, Make("old")))
    key = fresh_id()
    await world.run(rename, Rename(id, "new", version=1), key=key)
    await world.run(rename, Rename(id, "new", version=1), key=key)
    found = await world.thing(id)
    assert found["v"] == 2


async def test_a_key_used_for_another_request_is_refused(world: World) -> None:
    key = fresh_id()
    await world.run(make, Make("a"), key=key, fingerprint="one")
    with pytest.raises(IdempotencyKeyReused):
        await world.run(make, Make("b"), key=key, fingerprint="other")


async def test_a_repeated_spanning_creation_makes_everything_once(world: World) -> None:
    key = fresh_id()
    await world.run(make_two, Make("a"), key=key)
    await world.run(make_two, Make("a"), key=key)
    assert await world.labels("things") == ["a", "a"]


async def test_a_projection_keeps_the_highest_version_in_any_order(world: World) -> None:
    for label, version in (("two", 2), ("one", 1), ("three", 3), ("two", 2)):
        await world.run(project, (label, version))
    assert await world.labels("views") == ["three"]


async def test_a_fact_is_written_once(world: World) -> None:
    await world.run(once, "first")
    await world.run(once, "second")
    assert await world.labels("facts") == ["first"]


async def test_another_providers_documents_are_not_there(world: World) -> None:
    id = str(await world.run(make, Make("mine")))
    assert await world.backend.read([Wanted("things", "another", {"_id": id})]) == [[]]
    stranger = World(world.runner, world.backend, Actor("person", "another", "assessor"))
    with pytest.raises(NotFound):
        await stranger.run(rename, Rename(id, "stolen", version=1))


async def test_a_projection_never_crosses_to_another_provider(world: World) -> None:
    await world.run(project, ("mine", 1))
    stranger = World(world.runner, world.backend, Actor("person", fresh_id(), "assessor"))
    await stranger.run(project, ("theirs", 9))
    assert await world.labels("views") == ["mine"]


async def test_two_documents_need_a_spanning_command(world: World) -> None:
    async def careless(tx: Tx, cmd: Make) -> None:
        await make(tx, cmd)
        await make(tx, cmd)

    with pytest.raises(AssertionError, match="spans"):
        await world.run(careless, Make("a"))
    assert await world.labels("things") == []


async def test_an_aggregate_cannot_be_saved_in_silence(world: World) -> None:
    async def silent(tx: Tx, cmd: Make) -> None:
        tx.save("things", tx.new_id(), {"label": cmd.label}, version=0)

    with pytest.raises(AssertionError, match="0 events"):
        await world.run(silent, Make("a"))


def test_ids_made_from_a_timed_key_tell_their_age() -> None:
    id = fresh_id()
    moment = moment_of(id)
    assert moment is not None
    assert age_of(id, moment) == 0


def test_a_filter_keeps_its_provider_whatever_is_asked() -> None:
    assert scoped("p", {"a": 1, "provider_id": "q"}, b=2) == {"provider_id": "p", "a": 1, "b": 2}
    assert UpdateOne(scoped("p"), {"$set": {"a": 1}})


async def test_a_key_whose_answer_is_forgotten_is_refused(world: World) -> None:
    key = fresh_id()
    await world.run(make, Make("a"), key=key)
    await world.forget_answers()
    with pytest.raises(IdempotencyKeyReused, match="day"):
        await world.run(make, Make("a"), key=key)


async def test_whatever_has_a_wanted_id_is_read_alone_and_beside_other_questions(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.mongo.MOST_FOUND", 2)
    ids = tuple([str(await world.run(make, Make(f"thing {number}"))) for number in range(3)])
    by_id = Wanted("things", world.actor.provider_id, {"_id": ids})
    by_label = Wanted("things", world.actor.provider_id, {"label": ("thing 0", "thing 9")})
    elsewhere = Wanted("things", "another", {"_id": ids})

    (alone,) = await world.backend.read([by_id])
    together = await world.backend.read([by_label, by_id, elsewhere])

    assert {one["_id"] for one in alone} == set(ids)
    assert [{one["label"] for one in part} for part in together] == [
        {"thing 0"},
        {"thing 0", "thing 1", "thing 2"},
        set(),
    ]
    assert all(one.keys() == alone[0].keys() for part in together for one in part)

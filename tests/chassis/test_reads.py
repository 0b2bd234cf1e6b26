"""What somebody who is watched is shown is written down before they are shown it, and nothing else is."""

from collections.abc import AsyncIterator

import pytest
from fastapi import Response

from chassis.errors import Forbidden
from chassis.http import Ask, Command, Router, everyone
from chassis.reads import READS, ReadLog
from chassis.schemas import AboutId, Out, ShownId
from chassis.service import Service
from chassis.settings import ServiceSettings
from chassis.testing.service import ServiceUnderTest, running
from chassis.tx import Document, Tx
from contracts.base import open_envelope
from contracts.reviews import ReviewsRead
from tests.conftest import Servers

router = Router()


class PersonOut(Out):
    id: ShownId
    assessor_id: str


class PeopleOut(Out):
    items: list[PersonOut]


@router.get("/people")
async def people(ask: Ask) -> PeopleOut:
    return PeopleOut(items=[PersonOut(id=id, assessor_id="bethan") for id in ("ben", "ann")])


@router.get("/people/{id}", response_model=PersonOut)
async def person(id: str, ask: Ask) -> Response:
    if id == "carys":
        raise Forbidden("You may not see this person.")
    return ask.answer(PersonOut(id=id, assessor_id="bethan"), version=1)


@router.get("/people/{id}/file")
async def file(id: AboutId, ask: Ask) -> Response:
    return Response(b"...")


@router.get("/me")
@everyone
async def me(ask: Ask) -> PersonOut:
    return PersonOut(id="nia", assessor_id="bethan")


@router.put("/people/{id}")
async def change(id: AboutId, command: Command) -> Response:
    return Response(status_code=204)


class Settings(ServiceSettings):
    mongo_database: str = "watching"
    port: int = 0


@pytest.fixture
async def watching(servers: Servers, database_name: str) -> AsyncIterator[ServiceUnderTest]:
    log = ReadLog(frozenset({"eqa"}), ReviewsRead)
    service = Service("reviews", Settings, Tx, {}, (router,), read_log=log)
    place = {"mongo_url": servers.mongo_url, "rabbit_url": servers.rabbit_url}
    async with running(service, Settings, mongo_database=f"{database_name}_watching", **place) as watching:
        yield watching
        await watching.kit.db[READS].drop()


async def statuses(watching: ServiceUnderTest, role: str, *paths: str) -> list[int]:
    async with watching.as_person("nia", provider_id="p", role=role) as client:
        return [(await client.get(path)).status_code for path in paths]


async def written(watching: ServiceUnderTest) -> list[Document]:
    return await watching.kit.db[READS].find().sort([("at", 1), ("_id", 1)]).to_list(10)


async def test_each_answer_is_written_down_with_whom_it_is_about(watching: ServiceUnderTest) -> None:
    assert await statuses(watching, "eqa", "/people", "/people/ann", "/people/ben/file") == [200] * 3
    found = {one["route"]: one for one in await written(watching)}
    assert {route: one["shown"] for route, one in found.items()} == {
        "GET /people": ["ann", "ben"],
        "GET /people/{id}": ["ann"],
        "GET /people/{id}/file": ["ben"],
    }
    assert {(one["reader_id"], one["role"], one["provider_id"]) for one in found.values()} == {
        ("nia", "eqa", "p")
    }


async def test_what_is_written_is_said_in_the_same_change(watching: ServiceUnderTest) -> None:
    await statuses(watching, "eqa", "/people/ann")
    (one,) = await written(watching)
    logged = await watching.kit.db.event_log.find({"subject": one["_id"]}).to_list(2)
    (body,) = [entry["body"] for entry in (*one.get("ob", ()), *logged)]
    event = open_envelope(body.encode()).data
    assert isinstance(event, ReviewsRead)
    assert (event.reader_id, event.route, event.shown) == ("nia", "GET /people/{id}", ("ann",))


async def test_what_the_reader_has_already_is_written_down_all_the_same(watching: ServiceUnderTest) -> None:
    async with watching.as_person("nia", provider_id="p", role="eqa") as client:
        answer = await client.get("/people/ann", headers={"If-None-Match": '"1"'})
    assert answer.status_code == 304
    assert [one["shown"] for one in await written(watching)] == [["ann"]]


async def test_nothing_else_is_written_down(watching: ServiceUnderTest) -> None:
    assert await statuses(watching, "iqa", "/people", "/people/ann") == [200, 200]
    assert await statuses(watching, "eqa", "/people/carys", "/me", "/nowhere") == [403, 200, 404]
    async with watching.as_person("nia", provider_id="p", role="eqa") as client:
        assert (await client.put("/people/ann")).status_code == 204
    assert await written(watching) == []


async def test_an_answer_that_cannot_be_written_down_is_not_given(watching: ServiceUnderTest) -> None:
    await watching.kit.db.command({"collMod": READS, "validator": {"nobody": "writes here"}})
    async with watching.as_person("nia", provider_id="p", role="eqa") as client:
        answer = await client.get("/people/ann")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert "bethan" not in answer.text
    assert await written(watching) == []

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from chassis.mongo import Database, scoped
from chassis.testing.service import ServiceUnderTest, running
from services.notifications.documents import NOTIFICATIONS, PEOPLE, person_state
from services.notifications.main import SERVICE
from services.notifications.settings import Settings
from tests.conftest import Servers
from tests.notifications.builders import ANN, CARYS, LEE, a_waiting_mail


@pytest.fixture
async def service(servers: Servers, db: Database) -> AsyncIterator[ServiceUnderTest]:
    settings = {"mongo_url": servers.mongo_url, "mongo_database": db.name, "rabbit_url": servers.rabbit_url}
    async with running(SERVICE, Settings, **settings) as service:
        yield service


def as_person(
    service: ServiceUnderTest, person_id: str = "learner-1", provider_id: str = "provider-1"
) -> httpx.AsyncClient:
    return service.as_person(person_id, provider_id=provider_id, role="learner")


async def add(db: Database, *documents: dict[str, Any]) -> None:
    await db[NOTIFICATIONS].insert_many(list(documents))


async def test_a_person_reads_the_own_notices_newest_first(db: Database, service: ServiceUnderTest) -> None:
    await db[PEOPLE].insert_many([scoped("provider-1", _id=p.id, v=1, **person_state(p)) for p in (ANN, LEE)])
    await add(
        db,
        a_waiting_mail("older", age=timedelta(hours=1)),
        a_waiting_mail("newer"),
        a_waiting_mail("of-another-person", person_id="learner-2"),
        a_waiting_mail("at-another-provider", provider_id="provider-2"),
    )

    response = await as_person(service).get("/notifications")

    assert response.status_code == 200
    body = response.json()
    assert [item["id"] for item in body["items"]] == ["newer", "older"]
    assert (body["unread"], body["next"]) == (2, None)
    newest = body["items"][0]
    assert newest["kind"] == "session_booked"
    assert newest["title"] == "Booked: Induction session, Tuesday 1 December 2026, 10:00"
    assert newest["text"] == (
        "A session has been booked for you. With Ann Assessor. "
        "Tuesday 1 December 2026, 10:00 to 11:00, Smart Session (online), Smart Room 1."
    )
    assert newest["session_ids"] == ["session-1"]
    assert newest["read_at"] is None
    assert "example.org" not in response.text


async def test_a_welsh_reader_reads_welsh_and_an_unknown_one_english(
    db: Database, service: ServiceUnderTest
) -> None:
    await db[PEOPLE].insert_one(scoped("provider-1", _id=CARYS.id, v=1, **person_state(CARYS)))
    await add(db, a_waiting_mail("n-1"), a_waiting_mail("n-2", person_id="learner-2"))

    welsh = (await as_person(service).get("/notifications")).json()["items"][0]
    english = (await as_person(service, "learner-2").get("/notifications")).json()["items"][0]

    assert welsh["title"].startswith("Trefnwyd: Sesiwn gynefino, Dydd Mawrth, 1 Rhagfyr")
    assert english["title"].startswith("Booked: ")


async def test_pages_follow_each_other_without_gap_or_repeat(db: Database, service: ServiceUnderTest) -> None:
    same_moment = [a_waiting_mail(f"n-{n}") for n in range(5)]
    for document in same_moment:
        document["created_at"] = same_moment[0]["created_at"]
    await add(db, *same_moment, *(a_waiting_mail(f"o-{n}", age=timedelta(hours=n + 1)) for n in range(2)))

    seen: list[str] = []
    cursor = None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        body = (await as_person(service).get("/notifications", params=query)).json()
        seen += [item["id"] for item in body["items"]]
        cursor = body["next"]
        assert body["unread"] == 7
        if cursor is None:
            break

    assert seen == ["n-4", "n-3", "n-2", "n-1", "n-0", "o-0", "o-1"]


async def test_reading_is_noted_once_and_lowers_the_count(db: Database, service: ServiceUnderTest) -> None:
    await add(db, a_waiting_mail("n-1"), a_waiting_mail("n-2"))
    me = as_person(service)

    first = await me.put("/notifications/n-1/read")
    second = await me.put("/notifications/n-1/read")

    assert first.status_code == second.status_code == 200
    assert first.json() == second.json()
    assert first.json()["id"] == "n-1"
    body = (await me.get("/notifications")).json()
    assert body["unread"] == 1
    unread = (await me.get("/notifications", params={"unread": "true"})).json()
    assert [item["id"] for item in unread["items"]] == ["n-2"]


async def test_reading_leaves_the_mail_to_its_sender(db: Database, service: ServiceUnderTest) -> None:
    await add(db, a_waiting_mail("n-1"))
    before = await db[NOTIFICATIONS].find_one(scoped("provider-1", _id="n-1"))

    await as_person(service).put("/notifications/n-1/read")

    after = await db[NOTIFICATIONS].find_one(scoped("provider-1", _id="n-1"))
    assert before is not None
    assert after is not None
    assert after["mail"] == before["mail"]


@pytest.mark.parametrize(
    ("person_id", "provider_id", "id"),
    [
        ("learner-2", "provider-1", "n-1"),
        ("learner-1", "provider-2", "n-1"),
        ("learner-1", "provider-1", "n-9"),
    ],
)
async def test_nobody_marks_what_others_were_told(
    db: Database, service: ServiceUnderTest, person_id: str, provider_id: str, id: str
) -> None:
    await add(db, a_waiting_mail("n-1"))

    response = await as_person(service, person_id, provider_id).put(f"/notifications/{id}/read")

    assert (response.status_code, response.json()["code"]) == (404, "not_found")


async def test_bad_questions_are_refused_with_the_field(service: ServiceUnderTest) -> None:
    me = as_person(service)

    for query, field in (
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"unread": "perhaps"}, "unread"),
        ({"cursor": "nonsense"}, "cursor"),
        ({"cursor": "WyJub3QgYSBkYXRlIiwgIngiXQ"}, "cursor"),
        ({"cursor": "WzEsIDJd"}, "cursor"),
    ):
        response = await me.get("/notifications", params=query)
        assert (response.status_code, response.json()["field"]) == (422, field), query
    assert (await me.put("/notifications/a%20b/read")).status_code == 422


async def test_somebody_who_is_not_signed_in_reads_nothing(service: ServiceUnderTest) -> None:
    anonymous = service.anonymous()

    assert (await anonymous.get("/notifications")).status_code == 401
    assert (await anonymous.put("/notifications/n-1/read")).status_code == 401

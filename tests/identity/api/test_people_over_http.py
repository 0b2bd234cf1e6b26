import asyncio
from typing import Any

import pytest

from chassis.ids import fresh_id
from tests.identity.api.conftest import (
    Caller,
    Identity,
    NewProvider,
    person_body,
    provider_body,
)
from tests.identity.builders import GOOD_PASSWORD


async def names(caller: Caller, **query: Any) -> list[str]:
    answer = await caller.get("/people", **query)
    assert answer.status_code == 200, answer.text
    return [person["display_name"] for person in answer.json()["items"]]


async def test_a_new_provider_has_a_centre_and_an_admin_who_can_sign_in(provider: NewProvider) -> None:
    own = await provider.admin.get("/provider")
    assert own.json()["name"] == "Severn Vale Training"
    assert own.headers["ETag"] == '"1"'
    centres = (await provider.admin.get("/centres")).json()["items"]
    assert [(centre["name"], centre["nation"]) for centre in centres] == [
        ("Newport", "wales"),
        ("Wrexham", "wales"),
    ]


async def test_a_request_repeated_with_its_key_is_answered_again(provider: NewProvider) -> None:
    body = person_body("learner", (provider.centre,))
    key = fresh_id()
    first, *again = [await provider.admin.post("/people", body, key=key) for _ in range(3)]
    assert all(answer.json() == first.json() for answer in again)
    assert [answer.headers.get("Idempotent-Replayed") for answer in again] == ["true", "true"]
    reused = await provider.admin.post("/people", body | {"family_name": "Rees"}, key=key)
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency_key_reused")


async def test_the_same_key_at_once_adds_one_person(provider: NewProvider) -> None:
    body = person_body("learner", (provider.centre,), user_name=f"twin.{fresh_id()}")
    body["initial_password"] = GOOD_PASSWORD
    key = fresh_id()
    answers = await asyncio.gather(*(provider.admin.post("/people", body, key=key) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1


async def test_a_provider_repeated_with_its_key_is_one_provider(identity: Identity) -> None:
    platform = await identity.signed_in("platform")
    body, key = provider_body(f"carys.{fresh_id()}"), fresh_id()
    answers = [await platform.post("/providers", body, key=key) for _ in range(2)]
    assert answers[0].status_code == 201
    assert answers[0].json() == answers[1].json()


async def test_a_race_for_a_user_name_has_one_winner(provider: NewProvider) -> None:
    name = f"rhys.{fresh_id()}"
    body = person_body("learner", (provider.centre,), user_name=name, initial_password=GOOD_PASSWORD)
    answers = await asyncio.gather(*(provider.admin.post("/people", body) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409, 409]
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"user_name_taken"}


async def test_people_are_found_by_the_beginnings_of_their_names(provider: NewProvider) -> None:
    for given, family in (("Siân", "Llewellyn"), ("Ffion", "Lloyd"), ("Owain", "Rees")):
        await provider.add("learner", given_name=given, family_name=family)
    assert await names(provider.admin, search="ll") == ["Siân Llewellyn", "Ffion Lloyd"]
    assert await names(provider.admin, search="SIAN llew") == ["Siân Llewellyn"]
    assert await names(provider.admin, search="ewellyn") == []
    for harmless in (".*", "$where", "^", "\\", "(" * 50):
        assert await names(provider.admin, search=harmless) == []


async def test_people_are_listed_by_role_and_centre(provider: NewProvider) -> None:
    await provider.add("learner", given_name="Here")
    await provider.add("learner", provider.other_centre, given_name="There")
    await provider.add("assessor", given_name="Staff")
    assert await names(provider.admin, role="learner") == ["Here Evans", "There Evans"]
    assert await names(provider.admin, role="learner", centre_id=provider.centre) == ["Here Evans"]


async def test_pages_follow_one_another_without_gap_or_repeat(provider: NewProvider) -> None:
    for number in range(7):
        await provider.add("learner", given_name=f"Learner {number}")
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await provider.admin.get("/people", limit=3, role="learner", **cursor)).json()
        seen += [person["display_name"] for person in page["items"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert seen == [f"Learner {number} Evans" for number in range(7)]


async def test_centre_staff_see_the_people_of_their_centre(provider: NewProvider) -> None:
    here = await provider.add("learner", given_name="Here")
    there = await provider.add("learner", provider.other_centre, given_name="There")
    admin = provider.actor("basic_admin")
    assert await names(admin) == ["Here Evans", "Carys Morgan"]
    assert (await admin.get(f"/people/{here['id']}")).status_code == 200
    refused = await admin.get(f"/people/{there['id']}")
    assert (refused.status_code, refused.json()["code"]) == (404, "person_not_found")


async def test_an_assessor_sees_own_learners_and_colleagues(provider: NewProvider) -> None:
    qualification = await provider.hear_of_qualification()
    assessor = await provider.add("assessor", given_name="Anwen")
    await provider.link(assessor["id"], qualification)
    await provider.add("iqa", given_name="Colleague")
    mine = await provider.add("learner", given_name="Mine")
    others = await provider.add("learner", given_name="Others")
    for learner, assessor_id in ((mine, assessor["id"]), (others, None)):
        await provider.admin.made(
            "/enrolments",
            {"learner_id": learner["id"], "centre_id": provider.centre, "qualification_id": qualification}
            | {"assessor_id": assessor_id},
        )
    caller = provider.actor("assessor", person_id=assessor["id"])
    assert await names(caller) == ["Anwen Evans", "Colleague Evans", "Mine Evans"]
    assert (await caller.get(f"/people/{mine['id']}")).status_code == 200
    refused = await caller.get(f"/people/{others['id']}")
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    enrolments = (await caller.get("/enrolments")).json()["items"]
    assert [enrolment["learner_id"] for enrolment in enrolments] == [mine["id"]]
    themselves = provider.actor("learner", person_id=mine["id"])
    assert await names(themselves) == ["Anwen Evans", "Mine Evans"]


async def test_another_provider_sees_nothing(identity: Identity, provider: NewProvider) -> None:
    person = await provider.add("learner")
    stranger = await identity.new_provider()
    assert (await stranger.admin.get(f"/people/{person['id']}")).status_code == 404
    assert await names(stranger.admin, search="evans") == []
    body = person_body("learner", (provider.centre,))
    refused = await stranger.admin.post("/people", body)
    assert (refused.status_code, refused.json()["code"]) == (404, "centre_not_found")


async def test_a_page_one_has_already_is_not_sent_again(identity: Identity, provider: NewProvider) -> None:
    person = await provider.add("learner")
    headers = {"Authorization": f"Bearer {provider.admin.token}", "If-None-Match": '"1"'}
    answer = await identity.http.get(f"/people/{person['id']}", headers=headers)
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"given_name": "   "}, "given_name"),
        ({"given_name": "x" * 100}, "given_name"),
        ({"family_name": "nul\x00"}, "family_name"),
        ({"email": "no address"}, "email"),
        ({"roles": []}, "roles"),
        ({"roles": [{"role": "wizard"}]}, "roles.0.role"),
        ({"roles": [{"role": "learner", "centre_ids": {"$ne": ""}}]}, "roles.0.centre_ids"),
        ({"roles": [{"role": "learner", "centre_ids": [{"$gt": ""}]}]}, "roles.0.centre_ids.0"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"language": "fr"}, "language"),
        ({"state": "active"}, "state"),
        ({"provider_id": "another"}, "provider_id"),
        ({"user_name": "half.of.it"}, "initial_password"),
        ({"user_name": "two words", "initial_password": GOOD_PASSWORD}, "user_name"),
        ({"user_name": "short", "initial_password": "8characters"}, "initial_password"),
        ({"user_name": "long", "initial_password": "abcd1234 " * 15}, "initial_password"),
        ({"user_name": {"$ne": None}, "initial_password": GOOD_PASSWORD}, "user_name"),
    ],
)
async def test_a_bad_field_is_named_and_nothing_is_stored(
    provider: NewProvider, change: dict[str, Any], field: str
) -> None:
    answer = await provider.admin.post("/people", person_body("learner", (provider.centre,), **change))
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert (problem["status"], problem["field"]) == (422, field)
    assert GOOD_PASSWORD not in answer.text
    assert await names(provider.admin, search="evans") == []


async def test_texts_that_look_like_operators_are_only_texts(provider: NewProvider) -> None:
    added = await provider.add("learner", given_name="$set", family_name="{$gt: ''}")
    assert added["display_name"] == "$set {$gt: ''}"
    assert await names(provider.admin, search="$set") == ["$set {$gt: ''}"]


@pytest.mark.parametrize("cursor", ["nonsense", "W10", "WzEsMl0", "W3siJGd0IjoiIn0sInggIl0", "😀"])
async def test_a_made_up_cursor_does_no_harm(provider: NewProvider, cursor: str) -> None:
    assert (await provider.admin.get("/people", cursor=cursor)).status_code in (200, 422)


async def test_half_a_character_is_refused(identity: Identity, provider: NewProvider) -> None:
    for text in (r'{"user_name": "a\ud800", "password": "x"}', r'{"user_name": "abc", "password": "\ud800"}'):
        answer = await identity.http.post(
            "/sign-in", content=text, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code == 422, answer.text

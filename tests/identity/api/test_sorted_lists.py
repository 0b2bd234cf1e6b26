"""People, enrolments and the archive in the order one asks for, and how much is looked at for a page."""

from typing import Any

from chassis.ids import fresh_id
from services.identity.documents import ENROLMENTS, PEOPLE
from tests.identity.api.conftest import NewProvider

CROWD = 300
SPARE = 60
"""Documents a page may look at beyond those it returns; a fifth of the crowd."""

FAMILIES = {"Ŵyn": "L-2", "abbot": "L-3", "Morgan": "L-1"}


async def settle(provider: NewProvider) -> dict[str, str]:
    """Three learners on a course in the order above; family name by id."""
    course = await provider.hear_of_qualification()
    families = {}
    for family, number in FAMILIES.items():
        learner = await provider.add("learner", family_name=family, learner_number=number)
        body = {"learner_id": learner["id"], "centre_id": provider.centre, "qualification_id": course}
        await provider.admin.made("/enrolments", body)
        families[learner["id"]] = family
    return families


async def test_people_enrolments_and_the_archive_are_sorted_either_way(provider: NewProvider) -> None:
    families = await settle(provider)
    up = ["abbot", "Morgan", "Ŵyn"]
    caller = provider.admin

    async def listed(path: str, sort: str, id: str = "learner_id") -> list[str]:
        found: list[str] = []
        cursor: dict[str, Any] = {}
        while True:
            answer = await caller.get(path, sort=sort, limit=2, **cursor)
            assert answer.status_code == 200, answer.text
            found += [families[one[id]] for one in answer.json()["items"] if one[id] in families]
            if answer.json()["next"] is None:
                return found
            cursor = {"cursor": answer.json()["next"]}

    assert await listed("/people", "name", "id") == up
    assert await listed("/people", "-name", "id") == up[::-1]
    assert await listed("/people", "-learner_number", "id") == ["abbot", "Ŵyn", "Morgan"]
    for path in ("/enrolments", "/archive"):
        assert await listed(path, "learner") == up
        assert await listed(path, "-learner") == up[::-1]
        assert await listed(path, "-enrolled") == [*FAMILIES][::-1]

    refused = await caller.get("/enrolments", sort="assessor")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "sort")
    page = (await caller.get("/enrolments", sort="learner", limit=1)).json()
    other = await caller.get("/enrolments", sort="-learner", cursor=page["next"])
    assert (other.status_code, other.json()["field"]) == (422, "cursor")


async def test_a_page_in_any_order_is_found_by_an_index(provider: NewProvider) -> None:
    await settle(provider)
    db = provider.identity.kit.db
    for name in (PEOPLE, ENROLMENTS):
        one = await db[name].find_one({"provider_id": provider.id, "sort_name": {"$gt": "m"}})
        assert one is not None
        copies = [
            one
            | {
                "_id": fresh_id(),
                "sort_name": f"n{number:04}",
                "sort_number": f"n{number:04}",
                "open_as": fresh_id(),
            }
            for number in range(CROWD)
        ]
        await db[name].insert_many(copies)
    await db.command("profile", 2)
    for caller in (provider.admin, provider.actor("centre_admin")):
        for path, sorts in {
            "/people": ("name", "-name", "learner_number"),
            "/enrolments": ("enrolled", "-enrolled", "learner", "-learner"),
            "/archive": ("enrolled", "-learner"),
        }.items():
            for sort in sorts:
                assert (await caller.get(path, sort=sort, limit=10)).status_code == 200
    await db.command("profile", 0)
    seen = await db["system.profile"].find({"command.sort": {"$exists": True}}).to_list(1000)
    await db["system.profile"].drop()
    ours = [one for one in seen if one["command"]["filter"].get("provider_id") == provider.id]
    assert len(ours) == 18
    for one in ours:
        assert one["planSummary"].startswith("IXSCAN"), one["planSummary"]
        assert not one.get("hasSortStage"), (one["command"]["sort"], one["planSummary"])
        assert one["docsExamined"] - one["nreturned"] <= SPARE, one["command"]

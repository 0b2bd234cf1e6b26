"""Putting learners and qualifications away, getting them back, and never seeing another centre's (S2:303-332)."""

from collections.abc import Iterable
from typing import Any

import pytest

from deploy.demo.client import Client, eventually
from tests.flows.team import Team, refusal, status_of
from tests.platform import Provider

OVERRIDE = {"override_reason": "The learner has left the country."}
PORTFOLIO = ("plan", "evidence", "time-log", "training")


class Shelf:
    """A learner on two qualifications, and the centre that archives them."""

    def __init__(self, team: Team, enrolments: list[dict[str, Any]], titles: list[str]) -> None:
        self.team = team
        self.centre = team.provider.as_role("centre_admin")
        self.learner_id = team.learner_ids[0]
        self.first, self.second = enrolments
        self.titles = titles

    @classmethod
    async def of(cls, team: Team) -> "Shelf":
        body = {"number": "603/6031/8", "title": "First Aid", "level": "2", "type": "award"}
        provider, learner_id = team.provider, team.learner_ids[0]
        other = await provider.admin.post("/qualifications", body)
        await provider.link(team.assessor_id, qualification_id=other["id"])
        await provider.enrol(learner_id, team.assessor_id, qualification_id=other["id"])
        found = (await provider.admin.get("/enrolments", learner_id=learner_id))["items"]
        shelf = cls(team, found, ["Hair Professional", "First Aid"])
        await shelf.reached_by(team.assessor, 200)
        await eventually(shelf.training, lambda items: [one["version"] for one in items] == [1, 1])
        return shelf

    async def archive(self, *enrolments: dict[str, Any]) -> None:
        ids = [one["id"] for one in enrolments]
        await self.centre.post("/archive/enrolments", {"enrolment_ids": ids} | OVERRIDE)

    async def archive_learner(self) -> None:
        await self.centre.post("/archive/learners", {"learner_ids": [self.learner_id]} | OVERRIDE)

    async def retrieve_learner(self) -> None:
        await self.centre.post("/archive/learners/retrieval", {"learner_ids": [self.learner_id]})

    async def reached_by(self, client: Client, status: int) -> None:
        """Wait until every part of the learner's portfolio answers like this."""
        for part in PORTFOLIO:
            path = f"/learners/{self.learner_id}/{part}"
            await eventually(lambda path=path: status_of(client, path), lambda found: found == status)  # type: ignore[misc]

    async def open_to(self, client: Client) -> list[str]:
        """The enrolments somebody sees."""
        return [one["id"] for one in (await client.get("/enrolments"))["items"]]

    async def training(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.team.assessor.get(f"/learners/{self.learner_id}/training"))[
            "items"
        ]
        return found

    async def rows(self, **query: Any) -> list[dict[str, Any]]:
        """The archive list."""
        found: list[dict[str, Any]] = (await self.centre.get("/archive", **query))["items"]
        return found


@pytest.fixture
async def shelf(team: Team) -> Shelf:
    return await Shelf.of(team)


async def test_nothing_is_archived_before_its_certificate_without_a_reason(shelf: Shelf) -> None:
    body = {"enrolment_ids": [shelf.first["id"]]}
    refused = await refusal(shelf.centre.post("/archive/enrolments", body))
    assert (refused.status, refused.code) == (409, "certificate_missing")
    assert refused.problem["learners"][0]["id"] == shelf.learner_id
    await shelf.centre.post("/archive/enrolments", body | OVERRIDE)


@pytest.mark.req("CE-52")
async def test_an_archived_learners_qualifications_are_reached_by_nobody(shelf: Shelf) -> None:
    learner = shelf.team.learner()
    before = [await shelf.open_to(client) for client in (shelf.team.assessor, learner)]
    await shelf.archive_learner()
    assert [len(seen) for seen in before] == [2, 2]
    assert await shelf.open_to(shelf.team.assessor) == []
    for client in (shelf.team.assessor, shelf.team.provider.as_role("iqa")):
        await shelf.reached_by(client, 403)
    await shelf.reached_by(learner, 401)


@pytest.mark.req("CE-53")
async def test_one_qualification_is_archived_and_the_other_stays_open(shelf: Shelf) -> None:
    await shelf.archive(shelf.first)
    for client in (shelf.team.assessor, shelf.team.learner()):
        assert await shelf.open_to(client) == [shelf.second["id"]]
    await shelf.reached_by(shelf.team.assessor, 200)
    rest = await eventually(shelf.training, lambda items: len(items) == 1)
    assert rest[0]["enrolment_id"] == shelf.second["id"]


@pytest.mark.req("CE-55")
async def test_the_archive_list_shows_number_and_title_of_every_row(shelf: Shelf) -> None:
    body = {
        "given_name": "Nia",
        "family_name": "Bowen",
        "learner_number": "L-20417",
        "date_of_birth": "2004-02-29",
        "roles": [{"role": "learner", "centre_ids": [shelf.team.provider.centre_id]}],
    }
    nia = await shelf.centre.post("/people", body)
    await shelf.team.provider.enrol(nia["id"], shelf.team.assessor_id)
    rows = await shelf.rows()
    assert [(row["qualification_number"], row["qualification_title"]) for row in rows] == [
        ("603/5953/5", "Hair Professional"),
        ("603/6031/8", "First Aid"),
        ("603/5953/5", "Hair Professional"),
    ]
    for search in ("L-20417", "bow"):
        (row,) = await shelf.rows(search=search)
        assert (row["learner_number"], row["given_name"], row["family_name"], row["date_of_birth"]) == (
            "L-20417",
            "Nia",
            "Bowen",
            "2004-02-29",
        )


@pytest.mark.req("CE-57")
async def test_a_qualification_archived_earlier_stays_so_when_the_learner_is_retrieved(shelf: Shelf) -> None:
    await shelf.archive(shelf.first)
    await shelf.archive_learner()
    await shelf.reached_by(shelf.team.assessor, 403)
    await shelf.retrieve_learner()
    assert await shelf.open_to(shelf.team.assessor) == [shelf.second["id"]]
    assert [row["enrolment_id"] for row in await shelf.rows(archived=True)] == [shelf.first["id"]]
    await shelf.reached_by(shelf.team.assessor, 200)


@pytest.mark.req("CE-57")
async def test_a_retrieved_qualification_has_access_and_progress_as_before(shelf: Shelf) -> None:
    before = await shelf.training()
    await shelf.archive(shelf.first)
    await eventually(shelf.training, lambda items: len(items) == 1)
    await shelf.centre.post("/archive/enrolments/retrieval", {"enrolment_ids": [shelf.first["id"]]})
    assert sorted(await shelf.open_to(shelf.team.assessor)) == sorted([shelf.first["id"], shelf.second["id"]])
    assert await eventually(shelf.training, lambda items: len(items) == 2) == before


async def names(client: Client, path: str, fields: Iterable[str], **query: str) -> set[str]:
    """What a list gives away of these fields."""
    items = (await client.get(path, **query))["items"]
    return {value for item in items for name in fields for value in [item.get(name)] if value}


@pytest.mark.req("CE-64")
async def test_lists_show_the_own_centres_and_several_centres_as_their_union(provider: Provider) -> None:
    other_centre = await provider.centre()
    here = {"assessor": await provider.person("assessor"), "learner": ""}
    there = {"assessor": await provider.person("assessor", centre_id=other_centre), "learner": ""}
    for side, centre_id in ((here, provider.centre_id), (there, other_centre)):
        side["learner"] = await provider.learner(side["assessor"], centre_id=centre_id)
        booking = provider.a_booking(side["learner"], assessor_id=side["assessor"], minutes=30)
        await provider.admin.post("/sessions", booking)
    centre, both = (
        provider.as_role("centre_admin"),
        provider.as_role("manager", centre_ids=(provider.centre_id, other_centre)),
    )
    lists = {
        "/people": ("id",),
        "/enrolments": ("learner_id", "assessor_id"),
        "/staff-links": ("person_id",),
    }
    mine, theirs = set(here.values()), set(there.values())
    for path, fields in lists.items():
        assert await names(centre, path, fields) & theirs == set(), path
        assert await names(centre, path, fields) & mine, path
        assert await names(both, path, fields) & mine, path
        assert await names(both, path, fields) & theirs, path
    diary = {"from": "2032-02-28T00:00:00Z", "to": "2032-03-02T00:00:00Z"}
    seen = [await names(client, "/sessions", ("assessor_id",), **diary) for client in (centre, both)]
    assert seen == [{here["assessor"]}, {here["assessor"], there["assessor"]}]
    assert {row["learner_id"] for row in (await centre.get("/archive"))["items"]} == {here["learner"]}
    for side, centre_id in ((here, provider.centre_id), (there, other_centre)):
        waiting = await provider.person("learner", centre_id=centre_id)
        await provider.enrol(waiting, side["assessor"], centre_id=centre_id, waits=True)
    assert (await centre.get("/allocations/waiting"))["learners"] == 1
    assert (await both.get("/allocations/waiting"))["learners"] == 2
    assert await names(centre, "/centres", ("id",)) == {provider.centre_id}

"""Who may look after whom, who does, and who did (S2:112-178)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.mongo import Database, close, connect, database
from deploy.demo.client import Client, eventually
from tests.conftest import Servers
from tests.flows.team import refusal, status_of
from tests.platform import Provider


@asynccontextmanager
async def identitys_database(servers: Servers) -> AsyncIterator[Database]:
    """What identity keeps; its audit has no route of its own for this."""
    client = connect(servers.mongo_url)
    yield database(client, f"{servers.state['database_prefix']}identity")
    await close(client)


class Office:
    """A centre's office with learners, an assessor and an IQA."""

    def __init__(self, provider: Provider, assessor_id: str, iqa_id: str) -> None:
        self.provider = provider
        self.admin = provider.as_role("centre_admin")
        self.assessor_id = assessor_id
        self.iqa_id = iqa_id

    @classmethod
    async def of(cls, provider: Provider) -> "Office":
        return cls(provider, await provider.person("assessor"), await provider.person("iqa", "Ifan Puw"))

    async def enrolled(self, *names: str, qualification_id: str | None = None) -> list[dict[str, Any]]:
        """New learners, enrolled and waiting."""

        async def enrol(name: str) -> dict[str, Any]:
            body = {
                "learner_id": await self.provider.person("learner", name),
                "centre_id": self.provider.centre_id,
                "qualification_id": qualification_id or self.provider.qualification_id,
            }
            enrolment: dict[str, Any] = await self.admin.post("/enrolments", body)
            return enrolment

        return list(await asyncio.gather(*(enrol(name) for name in names)))

    def allocation(self, enrolments: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
        return {
            "qualification_id": self.provider.qualification_id,
            "enrolment_ids": [one["id"] for one in enrolments],
            "assessor_id": self.assessor_id,
            "iqa_id": self.iqa_id,
        } | changes

    async def allocated(self, *names: str) -> list[dict[str, Any]]:
        """New learners, allocated in one go."""
        enrolments = await self.enrolled(*names)
        await self.admin.post("/allocations", self.allocation(enrolments))
        return enrolments

    def change(self, place: str, to: str, enrolments: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "place": place,
            "qualification_id": self.provider.qualification_id,
            "from_person_id": self.assessor_id if place == "assessor" else self.iqa_id,
            "to_person_id": to,
            "enrolment_ids": [one["id"] for one in enrolments],
        }

    async def places(self, enrolments: list[dict[str, Any]]) -> list[tuple[str | None, str | None]]:
        """Assessor and IQA of the enrolments now."""
        listed = (await self.admin.get("/enrolments"))["items"]
        by_id = {one["id"]: (one["assessor_id"], one["iqa_id"]) for one in listed}
        return [by_id[one["id"]] for one in enrolments]

    async def new_qualification(self, title: str) -> str:
        body = {"number": "603/6031/8", "title": title, "level": "3", "type": "diploma"}
        return str((await self.provider.admin.post("/qualifications", body))["id"])


@pytest.fixture
async def office(provider: Provider) -> Office:
    return await Office.of(provider)


@pytest.mark.req("CE-02")
async def test_the_centre_allocates_and_marks_nothing(office: Office) -> None:
    enrolments = await office.enrolled("Aled Jones")
    await office.admin.post("/allocations", office.allocation(enrolments))
    learner_id = enrolments[0]["learner_id"]
    assessor = office.provider.as_role("assessor", office.assessor_id)

    path = f"/learners/{learner_id}/next-review"
    await eventually(lambda: status_of(assessor, path), lambda found: found == 200)
    (session,) = (await assessor.post("/sessions", office.provider.a_booking(learner_id)))["sessions"]
    held = {"outcome": "completed", "actual_start_at": datetime.now(UTC).isoformat(), "notes": "Well done."}
    corrected = {"reason": "A slip.", "attendance": [{"learner_id": learner_id, "outcome": "no_show"}]}
    for path, body in (("outcome", held), ("outcome/correction", corrected)):
        marking = office.admin.post(f"/sessions/{session['id']}/{path}", body, version=1)
        assert (await refusal(marking)).status == 403, path
    workspace = {"from": "2032-03-01", "to": "2032-03-31"}
    assert (await refusal(office.admin.get("/calendar", **workspace))).status == 403
    await assessor.get("/calendar", **workspace)
    await assessor.post(f"/sessions/{session['id']}/outcome", held, version=1)


@pytest.mark.req("CE-24")
async def test_learners_get_their_assessor_and_their_iqa_for_the_qualification(office: Office) -> None:
    enrolments = await office.enrolled("Aled Jones", "Carys Evans")
    body = office.allocation(enrolments)
    without = {name: value for name, value in body.items() if name != "iqa_id"}
    refused = await refusal(office.admin.post("/allocations", without))
    assert (refused.status, refused.problem["field"]) == (422, "iqa_id")
    await office.admin.post("/allocations", body)
    assert await office.places(enrolments) == [(office.assessor_id, office.iqa_id)] * 2


@pytest.mark.req("CE-25")
async def test_only_staff_linked_to_the_qualification_are_listed_and_allocated(office: Office) -> None:
    other = await office.new_qualification("Beauty Therapy")
    enrolments = await office.enrolled("Aled Jones", qualification_id=other)
    elsewhere = office.allocation(enrolments, qualification_id=other)
    refused = await refusal(office.admin.post("/allocations", elsewhere))
    assert (refused.status, refused.code, refused.problem["field"]) == (
        422,
        "staff_not_eligible",
        "assessor_id",
    )
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    listed = [
        [
            link["person_id"]
            for link in (
                await office.admin.get(
                    "/staff-links", qualification_id=course, purpose="quality_assure", on=today
                )
            )["items"]
        ]
        for course in (other, office.provider.qualification_id)
    ]
    assert listed == [[], [office.iqa_id]]


@pytest.mark.req("CE-27")
async def test_a_cohort_is_allocated_in_one_call_all_or_nothing(office: Office) -> None:
    names = ("Aled Jones", "Carys Evans", "Dylan Price", "Efa Morgan", "Ffion Lee", "Gwen Hall", "Huw Bevan")
    cohort = await office.enrolled(*names)
    (busy,) = await office.allocated("Ioan Rhys")
    refused = await refusal(office.admin.post("/allocations", office.allocation([*cohort, busy])))
    assert (refused.status, refused.code) == (409, "not_allocatable")
    assert [(one["name"], one["reason"]) for one in refused.problem["learners"]] == [
        ("Ioan Rhys", "already_allocated")
    ]
    assert await office.places(cohort) == [(None, None)] * 7
    (eighth,) = await office.enrolled("Lowri Pugh")
    done = await office.admin.post("/allocations", office.allocation([*cohort, eighth]))
    assert len(done["items"]) == 8
    assert await office.places([*cohort, eighth]) == [(office.assessor_id, office.iqa_id)] * 8


async def test_the_number_beside_a_qualification_counts_who_waits(office: Office) -> None:
    other = await office.new_qualification("Beauty Therapy")
    await office.provider.link(office.assessor_id, qualification_id=other)
    (waiting,) = await office.enrolled("Aled Jones")
    await office.allocated("Carys Evans")
    counts = await office.admin.get("/allocations/waiting")
    rows = [(row["qualification_id"], row["number"], row["waiting"]) for row in counts["qualifications"]]
    assert rows == [(office.provider.qualification_id, "603/5953/5", 1)]
    # With an assessor and no IQA the learner still waits.
    await office.provider.enrol(waiting["learner_id"], office.assessor_id, qualification_id=other, waits=True)
    counts = await office.admin.get("/allocations/waiting")
    assert (counts["learners"], sorted(row["waiting"] for row in counts["qualifications"])) == (1, [1, 1])


@pytest.mark.req("CE-19")
async def test_two_of_three_learners_move_to_another_assessor(office: Office, servers: Servers) -> None:
    three = await office.allocated("Aled Jones", "Carys Evans", "Dylan Price")
    other = await office.provider.person("assessor", "Mari Lloyd")
    await office.admin.post("/allocations/changes", office.change("assessor", other, three[:2]))
    assert [assessor for assessor, _ in await office.places(three)] == [other, other, office.assessor_id]
    async with identitys_database(servers) as db:
        entries = await eventually(
            lambda: db.audit.find({"provider_id": office.provider.id, "action": "hand_over"}).to_list(10),
            lambda found: len(found) == 2,
        )
    assert sorted(entry["subject"] for entry in entries) == sorted(
        f"enrolments/{one['id']}" for one in three[:2]
    )


@pytest.mark.req("CE-20")
async def test_a_change_of_iqa_changes_nothing_else(office: Office) -> None:
    (enrolment,) = await office.allocated("Aled Jones")
    before = (await office.admin.get("/enrolments"))["items"][0]
    other = await office.provider.person("iqa", "Sarah Whitcombe")
    await office.admin.post("/allocations/changes", office.change("iqa", other, [enrolment]))
    after = (await office.admin.get("/enrolments"))["items"][0]
    assert after == before | {"iqa_id": other, "version": before["version"] + 1}


@pytest.mark.req("CE-21")
@pytest.mark.parametrize("missing", ["qualification_id", "to_person_id"])
async def test_a_change_needs_the_qualification_and_the_new_person(office: Office, missing: str) -> None:
    (enrolment,) = await office.allocated("Aled Jones")
    body = office.change("iqa", await office.provider.person("iqa", "Sarah Whitcombe"), [enrolment])
    del body[missing]
    refused = await refusal(office.admin.post("/allocations/changes", body))
    assert (refused.status, refused.problem["field"]) == (422, missing)


@pytest.mark.req("CE-22")
async def test_the_history_shows_both_periods(office: Office) -> None:
    (enrolment,) = await office.allocated("Aled Jones")
    other = await office.provider.person("assessor", "Mari Lloyd")
    await office.admin.post("/allocations/changes", office.change("assessor", other, [enrolment]))
    periods = (await office.admin.get(f"/enrolments/{enrolment['id']}/allocations"))["items"]
    first, second = [period for period in periods if period["place"] == "assessor"]
    assert (first["person_id"], second["person_id"]) == (office.assessor_id, other)
    assert first["from_at"] < first["until_at"] == second["from_at"]
    assert second["until_at"] is None


async def test_old_new_and_learner_are_told_of_another_assessor_in_their_language(office: Office) -> None:
    (enrolment,) = await office.allocated("Aled Jones")
    other = await office.provider.person("assessor", "Mari Lloyd")
    learner = office.provider.as_role("learner", enrolment["learner_id"])
    await learner.put("/me/language", {"language": "cy"})
    await office.admin.post("/allocations/changes", office.change("assessor", other, [enrolment]))

    async def read(client: Client) -> list[tuple[str, str]]:
        return [(one["title"], one["text"]) for one in (await client.get("/notifications"))["items"]]

    expected = [
        (
            office.provider.as_role("assessor", office.assessor_id),
            ("Aled Jones is no longer with you", "You are no longer Aled Jones's assessor."),
        ),
        (
            office.provider.as_role("assessor", other),
            ("Aled Jones is with you now", "You are Aled Jones's assessor from now on."),
        ),
        (
            learner,
            ("Mae rhywun newydd yn gofalu amdanoch: Mari Lloyd", "Mari Lloyd yw eich asesydd o hyn ymlaen."),
        ),
    ]
    for client, notice in expected:
        await eventually(lambda client=client: read(client), lambda found, notice=notice: found == [notice])  # type: ignore[misc]


@pytest.mark.req("CE-68")
async def test_an_ended_link_keeps_running_learners_and_takes_no_new_ones(office: Office) -> None:
    today = datetime.now(UTC).date()
    body = {
        "given_name": "Mari",
        "family_name": "Lloyd",
        "roles": [{"role": "assessor", "centre_ids": [office.provider.centre_id]}],
    }
    office.assessor_id = (await office.admin.post("/people", body))["id"]
    since = {
        "person_id": office.assessor_id,
        "qualification_id": office.provider.qualification_id,
        "purpose": "deliver",
        "from_date": f"{today - timedelta(days=30)}",
    }
    link = await office.admin.post("/staff-links", since)
    (running,) = await office.allocated("Aled Jones")
    await office.admin.post(
        f"/staff-links/{link['id']}/ending",
        {"until_date": f"{today - timedelta(days=1)}"},
        version=link["version"],
    )
    assert await office.places([running]) == [(office.assessor_id, office.iqa_id)]
    waiting = await office.enrolled("Carys Evans")
    refused = await refusal(office.admin.post("/allocations", office.allocation(waiting)))
    assert (refused.status, refused.code) == (422, "staff_not_eligible")


async def test_a_covering_assessor_reads_the_learners_plan_while_they_cover(office: Office) -> None:
    (enrolment,) = await office.allocated("Aled Jones")
    other = await office.provider.person("assessor", "Mari Lloyd")
    today = datetime.now(UTC).date()
    days = {"from_date": f"{today}", "until_date": f"{today + timedelta(days=5)}"}
    body = {"enrolment_ids": [enrolment["id"]], "assessor_id": other}
    covering = office.provider.as_role("assessor", other)
    path = f"/learners/{enrolment['learner_id']}/plan"
    await eventually(lambda: status_of(covering, path), lambda found: found == 403)
    await office.admin.post("/allocations/covers", body | days)
    await eventually(lambda: status_of(covering, path), lambda found: found == 200)
    yesterday = f"{today - timedelta(days=1)}"
    await office.admin.post("/allocations/covers/ending", body | {"until_date": yesterday})
    await eventually(lambda: status_of(covering, path), lambda found: found == 403)

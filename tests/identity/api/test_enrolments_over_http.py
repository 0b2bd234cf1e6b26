import asyncio
from dataclasses import dataclass
from typing import Any

import pytest

from chassis.ids import fresh_id
from tests.identity.api.conftest import NewProvider


@dataclass
class Staffed:
    """A provider with a learner, an assessor, an IQA and a qualification."""

    provider: NewProvider
    learner: str
    assessor: str
    iqa: str
    qualification: str

    def body(self, **changes: Any) -> dict[str, Any]:
        return {
            "learner_id": self.learner,
            "centre_id": self.provider.centre,
            "qualification_id": self.qualification,
        } | changes

    def allocation(self, **changes: Any) -> dict[str, Any]:
        return {"assessor_id": self.assessor, "iqa_id": self.iqa} | changes


@pytest.fixture
async def staffed(provider: NewProvider) -> Staffed:
    learner, assessor, iqa = [(await provider.add(role))["id"] for role in ("learner", "assessor", "iqa")]
    qualification = await provider.hear_of_qualification()
    await provider.link(assessor, qualification)
    await provider.link(iqa, qualification, "quality_assure")
    return Staffed(provider, learner, assessor, iqa, qualification)


async def test_a_learner_is_enrolled_then_allocated(staffed: Staffed) -> None:
    admin = staffed.provider.admin
    enrolled = await admin.made("/enrolments", staffed.body())
    assert (enrolled["version"], enrolled["assessor_id"]) == (1, None)
    assert len((await admin.get("/enrolments", waiting=True)).json()["items"]) == 1
    path = f"/enrolments/{enrolled['id']}/allocation"
    allocated = await admin.put(path, staffed.allocation(), version=1)
    assert allocated.status_code == 200
    assert allocated.headers["ETag"] == '"2"'
    assert allocated.json() == enrolled | {
        "assessor_id": staffed.assessor,
        "iqa_id": staffed.iqa,
        "version": 2,
    }
    assert (await admin.get("/enrolments", waiting=True)).json()["items"] == []
    assert (await admin.get("/enrolments", waiting=False)).json()["items"] == [allocated.json()]


async def test_an_allocation_needs_the_version_that_was_read(staffed: Staffed) -> None:
    admin = staffed.provider.admin
    enrolled = await admin.made("/enrolments", staffed.body())
    path = f"/enrolments/{enrolled['id']}/allocation"
    assert (await admin.put(path, staffed.allocation())).status_code == 428
    stale = await admin.put(path, staffed.allocation(), version=7)
    assert (stale.status_code, stale.json()["current_version"]) == (412, 1)


async def test_of_changes_at_once_one_is_made(staffed: Staffed) -> None:
    admin = staffed.provider.admin
    enrolled = await admin.made("/enrolments", staffed.body())
    path = f"/enrolments/{enrolled['id']}/allocation"
    answers = await asyncio.gather(*(admin.put(path, staffed.allocation(), version=1) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412, 412, 412]


async def test_a_race_to_enrol_has_one_winner(staffed: Staffed) -> None:
    answers = await asyncio.gather(
        *(staffed.provider.admin.post("/enrolments", staffed.body()) for _ in range(6))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409, 409]
    (winner,) = [answer.json()["id"] for answer in answers if answer.status_code == 201]
    assert {a.json()["enrolment_id"] for a in answers if a.status_code == 409} == {winner}


@pytest.mark.parametrize("missing", ["assessor_id", "iqa_id"])
async def test_an_allocation_fills_both_places(staffed: Staffed, missing: str) -> None:
    enrolled = await staffed.provider.admin.made("/enrolments", staffed.body())
    body = staffed.allocation()
    del body[missing]
    answer = await staffed.provider.admin.put(f"/enrolments/{enrolled['id']}/allocation", body, version=1)
    assert (answer.status_code, answer.json()["field"]) == (422, missing)


async def test_an_assessor_who_is_none_there_is_refused_by_name(staffed: Staffed) -> None:
    elsewhere = await staffed.provider.add("assessor", staffed.provider.other_centre, given_name="Mari")
    answer = await staffed.provider.admin.post("/enrolments", staffed.body(assessor_id=elsewhere["id"]))
    assert (answer.status_code, answer.json()["code"]) == (422, "not_in_that_role")
    assert "Mari Evans" in answer.json()["detail"]


async def test_a_qualification_on_its_way_is_worth_asking_again(staffed: Staffed) -> None:
    answer = await staffed.provider.admin.post("/enrolments", staffed.body(qualification_id=fresh_id()))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_known_yet")
    assert answer.headers["Retry-After"] == "1"


async def test_what_another_provider_has_is_not_found(staffed: Staffed) -> None:
    stranger = await staffed.provider.identity.new_provider()
    enrolled = await staffed.provider.admin.made("/enrolments", staffed.body())
    path = f"/enrolments/{enrolled['id']}/allocation"
    assert (await stranger.admin.put(path, staffed.allocation(), version=1)).status_code == 404
    assert (await stranger.admin.post("/enrolments", staffed.body())).status_code == 404
    assert (await stranger.admin.get("/enrolments")).json()["items"] == []


async def test_enrolments_are_listed_by_what_they_have_in_common(staffed: Staffed) -> None:
    admin = staffed.provider.admin
    enrolled = await admin.made("/enrolments", staffed.body(assessor_id=staffed.assessor))
    for query in ("learner_id", "assessor_id", "centre_id", "qualification_id"):
        assert (await admin.get("/enrolments", **{query: enrolled[query]})).json()["items"] == [enrolled]
        assert (await admin.get("/enrolments", **{query: "another"})).json()["items"] == []
    elsewhere = staffed.provider.actor("centre_admin", staffed.provider.other_centre)
    assert (await elsewhere.get("/enrolments")).json()["items"] == []

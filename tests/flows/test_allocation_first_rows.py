"""Nobody works on a course before they have an assessor and an IQA there."""

from typing import Any

import pytest

from tests.flows.team import Team, comes_to, refusal


@pytest.mark.req("CE-60")
async def test_a_learner_without_an_iqa_is_booked_for_nothing_until_the_centre_has_allocated_one(
    team: Team,
) -> None:
    provider, office = team.provider, team.provider.as_role("centre_admin")
    learner_id = await provider.person("learner", "Carys Evans")
    enrolment = await provider.enrol(learner_id, team.assessor_id, waits=True)

    async def waits_on() -> Any:
        listed = (await team.assessor.get("/eligible-learners"))["items"]
        return {one["name"]: one["waiting_qualification_ids"] for one in listed}

    await comes_to(waits_on, {"Aled Jones": [], "Carys Evans": [provider.qualification_id]})

    both = [*team.learner_ids, learner_id]
    check = await team.assessor.post("/session-checks", team.a_booking(learner_ids=both))
    induction = team.a_booking(learner_ids=[learner_id], type="induction")
    booked = await team.book()
    joining = team.assessor.post(
        f"/sessions/{booked['id']}/participants", {"joining": [learner_id]}, version=booked["version"]
    )
    refusals = [
        await refusal(team.book(learner_ids=both, local_start="2032-03-02T10:00")),
        await refusal(provider.admin.post("/sessions", induction)),
        await refusal(joining),
    ]
    assert {(one.status, one.code) for one in refusals} == {(409, "not_allocated_yet")}
    for problem in (check["refusal"], *(one.problem for one in refusals)):
        assert problem["learners"] == [{"id": learner_id, "name": "Carys Evans"}]
        assert "Allocate an assessor and an IQA first." in problem["detail"]
    assert check["refusal"]["bookable_learner_ids"] == list(team.learner_ids)
    march = {"from": "2032-03-01T00:00:00Z", "to": "2032-04-01T00:00:00Z"}
    assert [one["id"] for one in (await team.assessor.get("/sessions", **march))["items"]] == [booked["id"]]

    places = {
        "assessor_id": team.assessor_id,
        "iqa_id": await provider.iqa(provider.centre_id, provider.qualification_id),
    }
    await office.put(f"/enrolments/{enrolment['id']}/allocation", places, version=enrolment["version"])
    await comes_to(waits_on, {"Aled Jones": [], "Carys Evans": []})
    assert await team.book(learner_ids=both, local_start="2032-03-02T10:00")

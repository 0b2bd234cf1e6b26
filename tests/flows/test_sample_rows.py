"""An external quality assurer reads about the learners of a sample, until its last day, and changes nothing (G06)."""

from deploy.demo.client import Client, eventually
from tests.flows.team import Team, refusal, status_of
from tests.platform import Provider

PORTFOLIO = ("plan", "evidence", "time-log", "training")


async def _reads(eqa: Client, learner_id: str, status: int) -> None:
    """Everything of a learner is answered with this status as soon as word of it is everywhere."""
    for part in PORTFOLIO:
        await eventually(
            lambda part=part: status_of(eqa, f"/learners/{learner_id}/{part}"),  # type: ignore[misc]
            lambda found: found == status,
        )


async def _listed(eqa: Client) -> tuple[set[str], set[str]]:
    """The learners of the sample and of the enrolments that the caller is shown."""
    samples, enrolments = await eqa.get("/samples"), await eqa.get("/enrolments")
    return (
        {one["learner_id"] for one in samples["items"]},
        {one["learner_id"] for one in enrolments["items"]},
    )


async def test_only_the_sampled_learners_are_read_about_until_they_are_taken_back(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    sampled, other = team.learner_ids
    eqa_id = await provider.person("eqa", "Nia Prys")
    eqa, office = provider.as_role("eqa", eqa_id), provider.as_role("centre_admin")
    (enrolment,) = (await office.get("/enrolments", learner_id=sampled))["items"]
    await _reads(provider.as_role("iqa"), sampled, 200)
    await _reads(provider.as_role("iqa"), other, 200)
    await _reads(eqa, sampled, 403)
    assert await _listed(eqa) == (set(), set())

    named = {"eqa_id": eqa_id, "enrolment_ids": [enrolment["id"]]}
    later = named | {"from_date": "2099-12-01", "until_date": "2099-12-31"}
    await office.post("/samples", later)
    assert [one["from_date"] for one in (await office.get("/samples"))["items"]] == ["2099-12-01"]
    assert await _listed(eqa) == (set(), set())
    await office.post("/samples", named | {"until_date": "2099-12-31"})
    await _reads(eqa, sampled, 200)
    await _reads(eqa, other, 403)
    assert await _listed(eqa) == ({sampled}, {sampled})
    assert (await eqa.get(f"/people/{sampled}"))["display_name"] == "Aled Jones"
    assert await status_of(eqa, f"/people/{other}") == 403
    await _reads(provider.as_role("eqa"), sampled, 403)
    booking = eqa.post("/sessions", team.a_booking())
    assert (await refusal(booking)).status == 403

    await office.post("/samples/withdrawal", named)
    await _reads(eqa, sampled, 403)
    assert await _listed(eqa) == (set(), set())


async def test_a_sample_is_chosen_by_name_or_by_centre_and_qualification(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    eqa_id = await provider.person("eqa", "Nia Prys")
    everybody = {
        "eqa_id": eqa_id,
        "centre_id": provider.centre_id,
        "qualification_id": provider.qualification_id,
    }
    granted = await provider.admin.post("/samples", everybody | {"until_date": "2099-12-31"})
    assert len(granted["items"]) == 2
    (first, _) = (await provider.admin.get("/samples", eqa_id=eqa_id))["items"]
    assert (first["learner_id"] in team.learner_ids, first["until_date"]) == (True, "2099-12-31")

    both = everybody | {"enrolment_ids": [first["enrolment_id"]]}
    for body in (both, {"eqa_id": eqa_id}):
        refused = await refusal(provider.admin.post("/samples/withdrawal", body))
        assert (refused.status, refused.problem["field"]) == (422, "enrolment_ids")
    over = await refusal(provider.admin.post("/samples", everybody | {"until_date": "2026-01-01"}))
    assert (over.status, over.code, over.problem["field"]) == (422, "sample_is_over", "until_date")
    elsewhere = provider.as_role("centre_admin", centre_ids=(await provider.centre(),))
    refused = await refusal(elsewhere.post("/samples/withdrawal", everybody))
    assert (refused.status, refused.code) == (404, "centre_not_found")

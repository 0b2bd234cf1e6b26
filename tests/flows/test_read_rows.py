"""What an external quality assurer reads is written down, by every service, for the centres it concerns (G06, B-09)."""

import csv
import io

from deploy.demo.client import Client, eventually
from tests.flows.team import Team, refusal, status_of
from tests.platform import Provider

READS = ("plan", "time-log")


async def _log(client: Client, **query: str) -> list[tuple[str, str, list[str]]]:
    """Service, route and the names of the learners of every read that the caller finds, in order of the routes."""
    found = (await client.get("/audit/reads", **query))["items"]
    return sorted(
        (one["service"], one["route"], [about["name"] for about in one["learners"]]) for one in found
    )


async def test_each_read_of_a_sampled_learner_is_found_by_the_centres_it_concerns(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    sampled, other = team.learner_ids
    eqa_id = await provider.person("eqa", "Nia Prys")
    eqa, office = provider.as_role("eqa", eqa_id), provider.as_role("centre_admin")
    (enrolment,) = (await office.get("/enrolments", learner_id=sampled))["items"]
    named = {"eqa_id": eqa_id, "enrolment_ids": [enrolment["id"]]}
    await office.post("/samples", named | {"until_date": "2099-12-31"})
    for part in READS:
        await eventually(
            lambda part=part: status_of(eqa, f"/learners/{sampled}/{part}"),  # type: ignore[misc]
            lambda status: status == 200,
        )
    await eqa.get("/enrolments")
    assert await status_of(eqa, f"/learners/{other}/plan") == 403

    expected = [
        ("identity", "GET /enrolments", ["Aled Jones"]),
        ("progression", "GET /learners/{learner_id}/time-log", ["Aled Jones"]),
        ("reviews", "GET /learners/{learner_id}/plan", ["Aled Jones"]),
    ]
    found = await eventually(lambda: _log(office, reader_id=eqa_id), lambda log: len(log) == len(expected))
    assert found == expected == await _log(provider.as_role("manager"), learner_id=sampled)
    assert await _log(office, learner_id=other) == []
    elsewhere = provider.as_role("centre_admin", centre_ids=(await provider.centre(),))
    assert await _log(elsewhere) == await _log(elsewhere, learner_id=sampled) == []
    assert (await refusal(provider.as_role("iqa").get("/audit/reads"))).status == 403

    answer = await office.send("GET", "/audit/reads", params={"format": "csv", "reader_id": eqa_id})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["reader"], row["learners"]) for row in rows] == [("Nia Prys", "Aled Jones")] * 3

    asked = {"format": "csv", "reader_id": eqa_id, "language": "en"}
    answer = await office.send("GET", "/audit/reads", params=asked)
    shown = [row["What was shown"] for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))]
    assert sorted(shown) == ["Learning Plan", "List of enrolments", "Time log"]

    await office.post("/samples/withdrawal", named)
    own = await eventually(
        lambda: _log(eqa), lambda log: bool(log) and all(not name for one in log for name in one[2])
    )
    assert [one for one in own if one[1] != "GET /audit/reads"] == [
        (service, route, [""]) for service, route, _ in expected
    ]
    assert await _log(provider.as_role("eqa")) == []

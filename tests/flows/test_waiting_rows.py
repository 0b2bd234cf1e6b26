"""Learners who wait for an assessor or an IQA for more than a day are told of, once (CE-15)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deploy.demo.client import eventually
from tests.conftest import Servers
from tests.flows.by_the_clock import job_done
from tests.flows.letter_box import letters
from tests.platform import Provider


@pytest.mark.req("CE-15")
async def test_who_waits_for_more_than_a_day_is_told_of_to_the_centres_administration_once(
    servers: Servers, provider: Provider
) -> None:
    office_id = await provider.person("centre_admin", "Meinir Bowen")
    office = provider.as_role("centre_admin", office_id)
    assessor_id = await provider.person("assessor")
    aled = await provider.enrol(await provider.person("learner"), assessor_id, waits=True)
    await provider.enrol(await provider.person("learner", "Carys Evans"), assessor_id, waits=True)
    began = datetime.now(UTC)

    async def told() -> list[dict[str, Any]]:
        found = (await office.get("/notifications"))["items"]
        return [one for one in found if one["kind"] == "learners_wait"]

    await job_done("waits", began + timedelta(hours=23), provider)
    listed = (await office.get("/enrolments", waiting=True))["items"]
    assert [one["version"] for one in listed] == [1, 1], "nobody is told too early"
    await job_done("waits", began + timedelta(hours=24, minutes=1), provider)
    (notice,) = await eventually(told, lambda found: len(found) == 1)
    assert notice["title"] == "2 learners without an assessor or an IQA"
    address = (await provider.admin.get(f"/people/{office_id}"))["email"]
    (mailed,) = await letters(servers.maildir, address, count=1)
    assert mailed["Subject"] == "Learners wait for an assessor or an IQA"

    places = {
        "assessor_id": assessor_id,
        "iqa_id": await provider.iqa(provider.centre_id, provider.qualification_id),
    }
    await office.put(f"/enrolments/{aled['id']}/allocation", places, version=2)
    await job_done("waits", began + timedelta(hours=30), provider)
    (waits,) = (await office.get("/enrolments", waiting=True))["items"]
    assert waits["version"] == 2, "a wait is told of once"
    assert await told() == [notice]
    counts = await office.get("/allocations/waiting")
    assert (counts["learners"], counts["overdue"]) == (1, 0), "it is not tomorrow yet"

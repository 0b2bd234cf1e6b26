"""Learners who stay away are reminded once, and so is their assessor (SA-66)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deploy.demo.client import Client, eventually
from tests.conftest import Servers
from tests.flows.by_the_clock import job_done
from tests.flows.letter_box import letters
from tests.flows.test_settings_rows import settle
from tests.platform import PASSWORD, Provider

DAYS = 5


async def reminders(client: Client, count: int) -> list[dict[str, Any]]:
    """What somebody was told about an absence, once it is that many."""

    async def look() -> list[dict[str, Any]]:
        found = (await client.get("/notifications"))["items"]
        return [one for one in found if one["kind"] in ("away", "learner_away")]

    return await eventually(look, lambda found: len(found) == count)


@pytest.mark.req("SA-66")
async def test_who_has_not_signed_in_for_so_many_days_is_reminded_once_and_so_is_their_assessor(
    servers: Servers, provider: Provider
) -> None:
    await settle(provider, rules={"inactivity_days": DAYS})
    assessor_id = await provider.person("assessor", "Bethan Rees")
    user_name, email = f"aled.{provider.tag}", f"aled.{provider.tag}@example.org"
    body = {
        "given_name": "Aled",
        "family_name": "Jones",
        "email": email,
        "user_name": user_name,
        "initial_password": PASSWORD,
        "roles": [{"role": "learner", "centre_ids": [provider.centre_id]}],
    }
    aled = await provider.admin.post("/people", body)
    await provider.enrol(aled["id"], assessor_id)
    async with Client(servers.gateway_url) as learner:
        await learner.sign_in(user_name, PASSWORD)
        assessor = provider.as_role("assessor", assessor_id)
        last_here = datetime.now(UTC)

        async def version() -> int:
            return int((await provider.admin.get("/enrolments"))["items"][0]["version"])

        await job_done("absences", last_here + timedelta(days=DAYS - 1), provider)
        assert await version() == 1, "nobody is missed a day too early"
        await job_done("absences", last_here + timedelta(days=DAYS, minutes=1), provider)
        (own,) = await reminders(learner, 1)
        (theirs,) = await reminders(assessor, 1)
        assert own["kind"] == "away"
        assert theirs["title"] == "Aled Jones has not been here for a while"
        (mailed,) = await letters(servers.maildir, email, count=1)
        assert mailed["Subject"] == "We have not seen you for a while"

        noted = await version()
        await job_done("absences", last_here + timedelta(days=DAYS + 1), provider)
        assert await version() == noted == 2, "nothing new is said"
        assert await reminders(learner, 1) == [own]
        assert await reminders(assessor, 1) == [theirs]

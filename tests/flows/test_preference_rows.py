"""What people hear of a centre's events, and whether by mail too."""

from datetime import UTC, datetime, timedelta
from typing import Any

from deploy.demo.client import Client, eventually
from tests.conftest import Servers
from tests.flows.letter_box import letters
from tests.flows.team import Team, refusal
from tests.platform import Provider


async def told(who: Client, *kinds: str) -> list[dict[str, Any]]:
    """The person's notices about events, oldest first, once they are of these kinds."""

    async def look() -> list[dict[str, Any]]:
        items = (await who.get("/notifications", limit=100))["items"]
        return [each for each in reversed(items) if each["kind"].startswith("event_")]

    return await eventually(look, lambda found: [each["kind"] for each in found] == list(kinds))


async def mailed(servers: Servers, address: str) -> set[str]:
    """What the mails to an address are about."""
    found = await letters(servers.maildir, address, count=0)
    return {str(letter["Subject"]).partition(":")[0] for letter in found}


async def test_the_invited_hear_of_an_event_once_and_who_wants_a_mail_gets_one(
    provider: Provider, servers: Servers
) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    aled, carys = team.learner_ids
    office, assessor = provider.as_role("centre_admin"), team.assessor
    day = (datetime.now(UTC) + timedelta(days=40)).date()
    meeting = {
        "title": "Standardisation",
        "local_start": f"{day}T10:00",
        "invited_ids": [team.assessor_id, aled],
    }
    event = await office.post("/events", meeting | {"centre_id": provider.centre_id})
    (invited,) = await told(team.learner(0), "event_planned")
    assert invited["title"].startswith("Invited: Standardisation, ")

    wishes = (await team.learner(0).get("/notification-preferences"))["topics"]
    assert {"topic": "events", "by_mail": False} in wishes
    assert "lost_rooms" not in {each["topic"] for each in wishes}
    said = await team.learner(0).put(
        "/notification-preferences", {"topics": [{"topic": "events", "by_mail": True}]}
    )
    assert {"topic": "events", "by_mail": True} in said["topics"]
    assert said == await team.learner(0).get("/notification-preferences")
    unknown = {"topics": [{"topic": "session_booked", "by_mail": False}]}
    refused = await refusal(team.learner(0).put("/notification-preferences", unknown))
    assert refused.status == 422

    moved = meeting | {"local_start": f"{day}T11:00", "invited_ids": [team.assessor_id, aled, carys]}
    event = await office.put(f"/events/{event['id']}", moved, version=event["version"])
    await told(team.learner(1), "event_planned")
    alone = moved | {"invited_ids": [aled, carys]}
    event = await office.put(f"/events/{event['id']}", alone, version=event["version"])
    await told(assessor, "event_planned", "event_changed", "event_cancelled")
    await office.post(f"/events/{event['id']}/cancellation", None, version=event["version"])
    await told(team.learner(0), "event_planned", "event_changed", "event_cancelled")
    await told(team.learner(1), "event_planned", "event_cancelled")

    addresses = [(await provider.admin.get(f"/people/{id}"))["email"] for id in (aled, carys)]
    await eventually(lambda: mailed(servers, addresses[0]), {"Changed", "Cancelled for you"}.issubset)
    assert await mailed(servers, addresses[1]) & {"Invited", "Cancelled for you"} == set()

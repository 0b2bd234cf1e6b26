"""The time of a cancelled session goes to the learner who needs it most."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deploy.demo.client import Client, eventually
from tests.flows.letter_box import letters
from tests.flows.team import Team, refusal
from tests.flows.test_settings_rows import settle
from tests.platform import Provider

FREED = "2032-03-01T10:00"


async def reviewed(team: Team, index: int, days_ago: int) -> None:
    """A review of the learner was held so many days ago, and put in today."""
    at = (datetime.now(UTC) - timedelta(days=days_ago)).replace(hour=10, minute=0, second=0, microsecond=0)
    session = await team.book(
        learner_ids=[team.learner_ids[index]],
        type="formal_review",
        location="Newport",
        local_start=f"{at:%Y-%m-%dT%H:%M}",
        afterwards_reason="The tablet was broken.",
    )
    await team.hold(session, actual_start_at=at.isoformat())


async def offers(client: Client, count: int = 1) -> list[dict[str, Any]]:
    """What somebody is asked about, once it is that many."""

    async def look() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await client.get("/offers"))["items"]
        return found

    return await eventually(look, lambda found: len(found) == count)


async def freed(provider: Provider, *learners: str) -> Team:
    """A team whose provider offers free times."""
    await settle(provider, features={"offer_freed_slots": True, "induction_on_booking": True})
    team = await Team.of(provider, *learners)

    async def check() -> Any:
        return await team.assessor.post("/session-checks", team.a_booking(type="induction"))

    # Once one switch has got through to scheduling, so has the other.
    await eventually(check, lambda found: found["effect"]["on_booking"])
    return team


async def call_off(team: Team, session: dict[str, Any]) -> None:
    body = {"outcome": "cancelled_by_learner", "reason": "Ill."}
    await team.assessor.post(f"/sessions/{session['id']}/cancellation", body, version=session["version"])


@pytest.mark.req("B-04")
async def test_the_learner_three_days_from_breach_is_asked_before_the_one_thirty_days_away(
    provider: Provider,
) -> None:
    team = await freed(provider, "Aled Jones", "Carys Evans", "Dylan Price", "Efa Morgan")
    in_session, thirty, three, busy = range(4)
    await reviewed(team, thirty, 61 - 30)
    await reviewed(team, three, 61 - 3)
    await reviewed(team, busy, 61 - 1)
    colleague = await Team.of(provider, assessor="Gwen Hughes")
    elsewhere = provider.a_booking(
        team.learner_ids[busy], assessor_id=colleague.assessor_id, local_start=FREED
    )
    await provider.admin.post("/sessions", elsewhere)
    session = await team.book(
        learner_ids=[team.learner_ids[in_session]], location="Newport", local_start=FREED
    )

    await call_off(team, session)

    (first,) = await offers(team.learner(three))
    assert (first["starts_at"], first["type"]) == ("2032-03-01T10:00:00Z", "formal_review")
    assert await offers(team.learner(thirty), 0) == []
    other = await refusal(team.learner(thirty).post(f"/offers/{first['id']}/acceptance", None))
    assert other.status == 404

    await team.learner(three).post(f"/offers/{first['id']}/refusal", None)
    (second,) = await offers(team.learner(thirty))
    assert second["id"] == first["id"]
    late = await refusal(team.learner(three).post(f"/offers/{first['id']}/acceptance", None))
    assert (late.status, late.code) == (409, "offer_is_over")

    booked = await team.learner(thirty).post(f"/offers/{second['id']}/acceptance", None)
    assert (booked["type"], booked["starts_at"]) == ("formal_review", first["starts_at"])
    (own,) = await offers(team.assessor)
    assert (own["state"], own["booked_session_id"]) == ("taken", booked["id"])
    assert {one["learner_id"] for one in booked["participants"]} == {team.learner_ids[thirty]}


async def test_a_learner_is_told_of_the_free_time_by_notice_and_mail(provider: Provider) -> None:
    team = await freed(provider, "Aled Jones", "Carys Evans")
    session = await team.book(learner_ids=[team.learner_ids[0]], local_start=FREED)
    await call_off(team, session)
    await offers(team.learner(1))

    async def notices() -> Any:
        return (await team.learner(1).get("/notifications"))["items"]

    (notice,) = await eventually(notices, lambda items: len(items) == 1)
    assert (notice["kind"], notice["title"]) == (
        "time_offered",
        "A free time for you: Monday 1 March 2032, 10:00",
    )
    address = (await provider.admin.get(f"/people/{team.learner_ids[1]}"))["email"]
    (letter,) = await letters(provider.platform.servers.maildir, address, count=1, links=False)
    assert letter["Subject"] == notice["title"]
    assert [part.get_content_type() for part in letter.iter_attachments()] == []


async def test_of_two_answers_at_once_one_books(provider: Provider) -> None:
    team = await freed(provider, "Aled Jones", "Carys Evans")
    session = await team.book(learner_ids=[team.learner_ids[0]], local_start=FREED)
    await call_off(team, session)
    (offer,) = await offers(team.learner(1))
    path = f"/offers/{offer['id']}/acceptance"

    async def accept() -> int:
        try:
            await team.learner(1).post(path, None)
        except Exception as refused:
            return int(getattr(refused, "status", 500))
        return 201

    assert sorted(await asyncio.gather(*(accept() for _ in range(6)))) == [201, *[409] * 5]


async def test_nothing_is_offered_where_the_provider_does_not_want_it(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    session = await team.book(learner_ids=[team.learner_ids[0]], local_start=FREED)
    await call_off(team, session)
    await team.book(learner_ids=[team.learner_ids[0]], local_start=FREED)
    await team.plan(lambda items: len(items) == 2)
    assert (await team.learner(1).get("/offers"))["items"] == []

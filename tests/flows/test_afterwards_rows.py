"""Sessions that are put in after they began (SB-14 as amended), with the place of a formal review (SB-13)."""

from datetime import UTC, datetime, timedelta

import pytest

from deploy.demo.client import eventually
from deploy.demo.mailbox import letters_to
from tests.conftest import Servers
from tests.flows.letter_box import calendar_letters
from tests.flows.team import Team, clashing_names, refusal
from tests.platform import Provider


def days_ago(days: int, hour: int = 10) -> dict[str, str]:
    """The start of a session of some days ago, UTC."""
    day = datetime.now(UTC) - timedelta(days=days)
    return {"local_start": f"{day:%Y-%m-%d}T{hour:02}:00", "time_zone": "UTC"}


@pytest.mark.req("SB-14")
async def test_a_session_of_the_last_thirty_days_is_recorded_afterwards_without_mail_or_room(
    provider: Provider, servers: Servers
) -> None:
    team = await Team.of(provider, "Aled Jones")
    address = (await provider.admin.get(f"/people/{team.learner_ids[0]}"))["email"]
    unsaid = team.a_booking()
    del unsaid["local_start"]

    startless = await refusal(team.assessor.post("/sessions", unsaid))
    traditional = await team.book(**days_ago(29))
    smart = await team.book(method="smart_session", **days_ago(28))
    held = await team.hold(traditional, actual_start_at=None)
    ahead = await team.book()
    await team.plan(lambda items: len(items) == 3)
    await team.time_log(bool)

    assert (startless.status, startless.problem["field"]) == (422, "local_start")
    assert [one["recorded_afterwards"] for one in (traditional, smart, ahead)] == [True, True, False]
    assert smart["room"] is None
    assert held["participants"][0]["actual_start_at"] == traditional["starts_at"]
    # Who is told of the last of the three has been told of all there was to tell.
    learner = team.learner()
    notices = await eventually(lambda: learner.get("/notifications"), lambda found: bool(found["items"]))
    assert len(notices["items"]) == 1
    await calendar_letters(servers.maildir, address, 1)
    told = {
        event.uid.partition("@")[0] for one in letters_to(servers.maildir, address) for event in one.events
    }
    assert told == {ahead["id"]}


@pytest.mark.req("SB-14")
async def test_an_older_session_is_recorded_with_a_reason_and_nobody_was_twice_at_once(team: Team) -> None:
    refused = await refusal(team.book(**days_ago(31)))
    late = await team.book(**days_ago(31), afterwards_reason="The notebook was found again.")
    clash = await refusal(team.book(**days_ago(31), afterwards_reason="Twice at once."))
    series = await refusal(team.book(**days_ago(3), repeat={"frequency": "weekly", "count": 2}))

    assert (refused.status, refused.problem["field"]) == (422, "afterwards_reason")
    assert (late["recorded_afterwards"], late["afterwards_reason"]) == (True, "The notebook was found again.")
    assert set(clashing_names(clash)) == {"Bethan Rees", "Aled Jones"}
    assert (series.status, series.code) == (422, "start_is_in_the_past")


@pytest.mark.req("SB-13")
async def test_a_review_without_a_room_names_its_place_even_afterwards(team: Team) -> None:
    review = {"type": "formal_review", "method": "smart_session", **days_ago(2)}

    refused = await refusal(team.book(**review))
    placed = await team.book(**review, location="Video call")

    assert (refused.status, refused.problem["field"]) == (422, "location")
    assert (placed["location"], placed["room"]) == ("Video call", None)


async def test_planned_sessions_are_counted_by_when_they_need_somebody(team: Team) -> None:
    await team.book(**days_ago(2))
    await team.hold(await team.book(**days_ago(3)))
    await team.book(**days_ago(-3), override=True)
    await team.book(**days_ago(-20), override=True)

    async def counts(**about: str) -> list[int]:
        found = await team.assessor.get("/session-counts", time_zone="UTC", **about)
        return [found[stretch] for stretch in ("overdue", "today", "week", "later")]

    assert await counts() == [1, 0, 1, 1]
    assert await counts(learner_id=team.learner_ids[0], type="general") == [1, 0, 1, 1]
    assert await counts(type="epa") == [0, 0, 0, 0]
    elsewhere = await refusal(team.assessor.get("/session-counts", time_zone="Mars/Base"))
    assert (elsewhere.status, elsewhere.code) == (422, "unknown_time_zone")

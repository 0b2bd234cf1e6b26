"""What a booking does elsewhere: the learning plan and the letter box."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import Servers
from tests.flows.letter_box import calendar_letters
from tests.flows.team import GROUP, Team, refusal
from tests.platform import Provider

NOTES = "Bring your induction folder and a photo for your badge."


@pytest.mark.req("SB-29")
async def test_the_planning_notes_stand_in_the_plan_of_every_learner_of_a_group(provider: Provider) -> None:
    team = await Team.of(provider, *GROUP)
    session = await team.book(planning_notes=NOTES)
    for index in range(len(GROUP)):
        (entry,) = await team.plan(bool, index)
        assert (entry["session_id"], entry["planning_notes"]) == (session["id"], NOTES)


@pytest.mark.req("SB-32")
async def test_a_session_booked_in_between_takes_its_place_in_the_plan(team: Team) -> None:
    for day in ("01", "19"):
        await team.book(local_start=f"2032-03-{day}T10:00")
    await team.plan(lambda items: len(items) == 2)

    await team.book(local_start="2032-03-10T10:00")
    plan = await team.plan(lambda items: len(items) == 3)

    days = [(entry["number"], entry["local_start"][:10]) for entry in plan]
    assert days == [(1, "2032-03-01"), (2, "2032-03-10"), (3, "2032-03-19")]


@pytest.mark.req("SA-48")
async def test_the_plan_lists_held_and_planned_sessions_in_date_order_numbered_per_learner(
    provider: Provider,
) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    ahead = await team.book(local_start="2032-03-03T10:00")
    alone = {"learner_ids": [team.learner_ids[0]]}
    for days_ago, day in ((1, "02"), (2, "01")):
        session = await team.book(**alone, local_start=f"2032-03-{day}T10:00")
        came = datetime.now(UTC) - timedelta(days=days_ago)
        await team.hold(session, actual_start_at=came.isoformat())

    plan = await team.plan(lambda items: [one["state"] for one in items] == ["held", "held", "planned"])
    (others,) = await team.plan(bool, 1)

    assert [one["number"] for one in plan] == [1, 2, 3]
    assert [one["local_start"][:10] for one in plan] == ["2032-03-01", "2032-03-02", "2032-03-03"]
    assert plan[0]["own"]["actual_start_at"] < plan[1]["own"]["actual_start_at"]
    assert (others["session_id"], others["number"], others["state"]) == (ahead["id"], 1, "planned")


@pytest.mark.req("SB-42")
async def test_assessor_and_learners_get_a_calendar_file_and_its_successor_when_the_session_moves(
    provider: Provider, servers: Servers
) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    people = [team.assessor_id, *team.learner_ids]
    addresses = [(await provider.admin.get(f"/people/{id}"))["email"] for id in people]

    session = await team.book()
    for address in addresses:
        (first,) = await calendar_letters(servers.maildir, address, 1)
        (invited,) = first.events
        assert (first.method, invited.sequence, invited.starts) == ("REQUEST", 0, "2032-03-01 10:00")
        assert session["id"] in invited.uid

    await team.assessor.post(
        f"/sessions/{session['id']}/rescheduling", {"local_start": "2032-03-02T14:00"}, version=1
    )
    for address in addresses:
        (invited,), (moved,) = [
            letter.events for letter in await calendar_letters(servers.maildir, address, 2)
        ]
        assert moved.uid == invited.uid
        assert moved.sequence > invited.sequence
        assert moved.starts == "2032-03-02 14:00"


async def test_planning_the_next_review_sends_it_to_both_calendars(
    provider: Provider, servers: Servers
) -> None:
    """Nobody has to think of sending: to plan it is to send it, to practitioner and learner, under one UID."""
    team = await Team.of(provider, "Aled Jones")
    people = [team.assessor_id, *team.learner_ids]
    addresses = [(await provider.admin.get(f"/people/{id}"))["email"] for id in people]

    review = await team.book(type="formal_review", location="Newport")
    files = [(await calendar_letters(servers.maildir, address, 1))[0] for address in addresses]

    assert [letter.method for letter in files] == ["REQUEST", "REQUEST"]
    (uid,) = {event.uid for letter in files for event in letter.events}
    assert uid.startswith(review["id"])


@pytest.mark.req("DR-23")
async def test_a_planned_review_is_sent_to_both_calendars_once_more(
    provider: Provider, servers: Servers
) -> None:
    team = await Team.of(provider, "Aled Jones")
    addresses = [
        (await provider.admin.get(f"/people/{id}"))["email"] for id in (team.assessor_id, *team.learner_ids)
    ]
    review = await team.book(type="formal_review", location="Newport")
    for address in addresses:
        await calendar_letters(servers.maildir, address, 1)

    path = f"/sessions/{review['id']}/invitations"
    sent = await team.assessor.post(path, None, version=1)
    again = await refusal(team.assessor.post(path, None, version=sent["version"]))

    letters = [
        letter for address in addresses for letter in await calendar_letters(servers.maildir, address, 2)
    ]
    assert [letter.method for letter in letters] == ["REQUEST"] * 4
    events = [event for letter in letters for event in letter.events]
    (uid,) = {event.uid for event in events}
    assert uid.startswith(review["id"])
    assert [event.starts for event in events] == ["2032-03-01 10:00"] * 4
    assert (again.status, again.code) == (429, "sent_just_now")

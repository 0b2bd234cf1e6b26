"""Changing what is booked: another time, other learners, and several sessions of a series at once (SB-35 to SB-41)."""

import pytest

from deploy.demo.client import eventually
from tests.conftest import Servers
from tests.flows.letter_box import calendar_letters
from tests.flows.team import GROUP, Team, clashing_names, refusal
from tests.platform import Provider

SPRING = {"from": "2032-03-01T00:00:00Z", "to": "2032-12-01T00:00:00Z"}
ILL = {"outcome": "cancelled_by_learner", "reason": "Ill."}


@pytest.mark.req("SB-41")
async def test_a_moved_session_stays_itself_and_tells_of_every_move(team: Team) -> None:
    session = await team.book()
    path = f"/sessions/{session['id']}/rescheduling"
    await team.assessor.post(path, {"local_start": "2032-03-02T14:00"}, version=1)
    moved = await team.assessor.post(path, {"local_start": "2032-03-03T09:00", "minutes": 90}, version=2)

    history = await team.assessor.get(f"/sessions/{session['id']}/history")
    hours = [(one["from_start"][:16], one["to_start"][:16], one["to_minutes"]) for one in history["moves"]]

    assert (moved["id"], moved["booked_at"], moved["times_moved"]) == (session["id"], session["booked_at"], 2)
    assert hours == [
        ("2032-03-01T10:00", "2032-03-02T14:00", 60),
        ("2032-03-02T14:00", "2032-03-03T09:00", 90),
    ]
    assert {one["by_id"] for one in history["moves"]} == {team.assessor_id}
    assert await team.book(local_start="2032-03-01T10:00")
    refused = await refusal(team.learner().get(f"/sessions/{session['id']}/history"))
    assert refused.status == 403


async def test_what_is_planned_is_said_anew_and_stands_in_the_learners_plan(team: Team) -> None:
    session = await team.book(planning_notes="Bring your log book.")
    path = f"/sessions/{session['id']}/planning-notes"
    changed = await team.assessor.put(path, {"planning_notes": "We look at unit 3."}, version=1)
    stale = await refusal(team.assessor.put(path, {"planning_notes": "Unit 4."}, version=1))

    assert (changed["planning_notes"], changed["version"], stale.status) == ("We look at unit 3.", 2, 412)
    (item,) = (
        await eventually(
            lambda: team.learner().get(f"/learners/{team.learner_ids[0]}/plan"),
            lambda seen: [one["planning_notes"] for one in seen["items"]] == ["We look at unit 3."],
        )
    )["items"]
    assert item["session_id"] == session["id"]


@pytest.mark.req("SB-41")
async def test_a_move_takes_over_its_own_time_and_what_is_taken_refuses_it_whole(team: Team) -> None:
    await team.provider.room()
    session = await team.book(method="smart_session")
    await team.book(local_start="2032-03-01T12:00")
    path = f"/sessions/{session['id']}/rescheduling"

    refused = await refusal(team.assessor.post(path, {"local_start": "2032-03-01T11:30"}, version=1))
    still = await team.assessor.get(f"/sessions/{session['id']}")
    moved = await team.assessor.post(path, {"local_start": "2032-03-01T10:30"}, version=1)

    assert set(clashing_names(refused)) == {"Bethan Rees", "Aled Jones"}
    assert still == session
    assert (moved["starts_at"], moved["room"]) == ("2032-03-01T10:30:00Z", session["room"])


@pytest.mark.req("SB-41")
async def test_a_cancelled_session_and_a_cancelled_place_give_back_what_they_held(provider: Provider) -> None:
    room_id = await provider.room()
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    other = await Team.of(provider, assessor="Gwen Hughes")
    session = await team.book(method="smart_session")
    leaver = team.learner_ids[1]

    left = await team.assessor.post(
        f"/sessions/{session['id']}/participants", {"leaving": [{"learner_id": leaver} | ILL]}, version=1
    )
    elsewhere = await provider.admin.post("/sessions", other.a_booking(learner_ids=[leaver]))
    off = {"outcome": "cancelled_by_provider", "reason": "The centre is closed."}
    await team.assessor.post(f"/sessions/{session['id']}/cancellation", off, version=2)
    again = await team.book(method="smart_session", learner_ids=[team.learner_ids[0]])

    assert left["places_taken"] == 1
    assert {one["learner_id"]: one["outcome"] for one in left["participants"]}[leaver] == ILL["outcome"]
    assert elsewhere["sessions"][0]["starts_at"] == session["starts_at"]
    assert again["room"]["id"] == room_id
    mine = await team.learner(1).get(f"/sessions/{session['id']}")
    assert [one["notes"] for one in mine["participants"]] == ["Ill."]


async def test_learners_join_and_leave_a_booked_group_as_one_change_into_a_larger_room(
    provider: Provider, servers: Servers
) -> None:
    await provider.room("Small", capacity=3)
    team = await Team.of(provider, *GROUP)
    other = await Team.of(provider, assessor="Gwen Hughes")
    one, two, three, busy = team.learner_ids
    await provider.admin.post("/sessions", other.a_booking(learner_ids=[busy]))
    session = await team.book(method="smart_session", learner_ids=[one, two])
    path = f"/sessions/{session['id']}/participants"
    large = await provider.room("Large", capacity=5)

    refused = await refusal(team.assessor.post(path, {"joining": [three, busy]}, version=1))
    changed = await team.assessor.post(path, {"joining": [three]}, version=1)
    nobody = [{"learner_id": id} | ILL for id in (one, two, three)]
    emptied = await refusal(team.assessor.post(path, {"leaving": nobody}, version=2))

    assert clashing_names(refused) == ["Efa Morgan"]
    assert (changed["room"]["id"], changed["places_taken"]) == (large, 3)
    assert (emptied.status, emptied.code) == (409, "nobody_left")
    address = (await provider.admin.get(f"/people/{three}"))["email"]
    (letter,) = await calendar_letters(servers.maildir, address, 1)
    assert session["id"] in letter.events[0].uid
    assert await team.plan(lambda items: len(items) == 1, 2)


@pytest.mark.req("SB-30")
async def test_a_session_and_those_that_follow_move_together_over_both_clock_changes(
    provider: Provider, servers: Servers
) -> None:
    team = await Team.of(provider, "Aled Jones")
    address = (await provider.admin.get(f"/people/{team.learner_ids[0]}"))["email"]
    repeat = {"frequency": "monthly", "count": 9}
    series = await team.book_series(local_start="2032-03-15T10:00", repeat=repeat, override=True)
    await calendar_letters(servers.maildir, address, 1)

    path = f"/sessions/{series[1]['id']}/following/rescheduling"
    changed = await team.assessor.post(path, {"local_start": "2032-04-16T14:30", "override": True}, version=1)
    stored = (await team.assessor.get("/sessions", **SPRING))["items"]

    assert [one["id"] for one in changed["sessions"]] == [one["id"] for one in series[1:]]
    assert stored[0]["local_start"] == "2032-03-15T10:00:00"
    assert {one["local_start"][11:16] for one in stored[1:]} == {"14:30"}
    assert [one["starts_at"][:16] for one in (stored[1], stored[8])] == [
        "2032-04-16T13:30",
        "2032-11-16T14:30",
    ]
    _, moved = await calendar_letters(servers.maildir, address, 2)
    assert [event.starts for event in moved.events] == [f"2032-{month:02}-16 14:30" for month in range(4, 12)]
    assert {event.sequence for event in moved.events} == {1}


async def test_following_sessions_move_whole_or_not_at_all_and_are_cancelled_together(
    provider: Provider, servers: Servers
) -> None:
    team = await Team.of(provider, "Aled Jones")
    address = (await provider.admin.get(f"/people/{team.learner_ids[0]}"))["email"]
    other = await Team.of(provider, assessor="Gwen Hughes")
    busy = other.a_booking(learner_ids=list(team.learner_ids), local_start="2032-03-17T10:00")
    await provider.admin.post("/sessions", busy)
    series = await team.book_series(repeat={"frequency": "weekly", "count": 4})
    await calendar_letters(servers.maildir, address, 2)

    path = f"/sessions/{series[1]['id']}/following"
    body = {"local_start": "2032-03-10T10:00"}
    refused = await refusal(team.assessor.post(f"{path}/rescheduling", body, version=1))
    still = (await team.assessor.get("/sessions", **SPRING))["items"]
    cancelled = await team.assessor.post(f"{path}/cancellation", ILL, version=1)

    assert clashing_names(refused) == ["Aled Jones"]
    assert [clash["occurrence"] for clash in refused.problem["clashes"]] == [2]
    assert still == series
    assert [one["state"] for one in cancelled["sessions"]] == ["cancelled"] * 3
    assert await team.book(local_start="2032-03-15T10:00")
    letters = await calendar_letters(servers.maildir, address, 4)
    assert sorted(len(letter.events) for letter in letters) == [1, 1, 3, 4]

"""Smart Rooms that change, close and go: what happens to the sessions in them."""

from typing import Any

import pytest

from deploy.demo.client import Client, eventually
from tests.flows.team import Team, refusal
from tests.platform import Provider

DAY = {"from": "2032-03-01", "to": "2032-03-01"}


async def room_of(keeper: Client, room_id: str) -> dict[str, Any]:
    """The room as it is now."""
    room: dict[str, Any] = await keeper.get(f"/smart-rooms/{room_id}")
    return room


async def retire(keeper: Client, room_id: str) -> None:
    """Take a room out of the pool."""
    version = (await room_of(keeper, room_id))["version"]
    await keeper.post(f"/smart-rooms/{room_id}/retirement", None, version=version)


@pytest.mark.req("SB-33")
@pytest.mark.req("SB-45")
async def test_maintenance_takes_the_room_and_its_sessions_move_to_the_next_free_one(
    provider: Provider,
) -> None:
    team = await Team.of(provider, "Aled Jones")
    first = await provider.room("Room 1")
    session = await team.book(method="smart_session")
    second = await provider.room("Room 2")
    block = {"starts_at": "2032-03-01T00:00:00Z", "ends_at": "2032-03-02T00:00:00Z", "reason": "New camera"}

    blocked = await provider.admin.post(f"/smart-rooms/{first}/maintenance", block, version=1)
    moved = await _session(team, session["id"], lambda seen: seen["room"]["id"] == second)
    in_hour = {"free_from": session["starts_at"], "free_to": session["ends_at"]}
    free_then = (await team.assessor.get("/smart-rooms", **in_hour))["items"]
    use = (await team.assessor.get("/smart-room-use", **DAY))["items"]
    mail = await eventually(
        lambda: team.learner().get("/notifications"),
        lambda found: any(one["kind"] == "session_changed" for one in found["items"]),
    )

    assert [one["id"] for one in blocked["sessions"]] == [session["id"]]
    assert (moved["starts_at"], moved["location"]) == (session["starts_at"], "Room 2")
    assert free_then == []
    assert [(one["name"], one["session_id"], one["maintenance"]) for one in use] == [
        ("Room 1", None, True),
        ("Room 2", session["id"], False),
    ]
    assert mail["items"]
    overlapping = await refusal(
        provider.admin.post(f"/smart-rooms/{first}/maintenance", block, version=blocked["version"])
    )
    assert (overlapping.status, overlapping.code) == (409, "maintenance_overlaps")
    given_back = await provider.admin.send(
        "DELETE",
        f"/smart-rooms/{first}/maintenance/{blocked['maintenance'][0]['id']}",
        version=blocked["version"],
    )
    assert given_back.json()["maintenance"] == []
    assert [one["id"] for one in (await team.assessor.get("/smart-rooms", **in_hour))["items"]] == [first]


@pytest.mark.req("SB-33")
@pytest.mark.req("SB-40")
async def test_without_another_room_the_assessor_is_told_and_offered_the_nearest_times(
    provider: Provider,
) -> None:
    team = await Team.of(provider, "Aled Jones")
    other = await Team.of(provider, "Huw Lewis", assessor="Gwen Hughes")
    first = await provider.room("Room 1")
    session = await team.book(method="smart_session")
    await provider.room("Room 2")
    await other.book(method="smart_session")

    await retire(provider.admin, first)
    lost = await _session(team, session["id"], lambda seen: seen["room_lost_at"] is not None)
    told = await eventually(
        lambda: team.assessor.get("/notifications"),
        lambda found: any(one["kind"] == "room_lost" for one in found["items"]),
    )
    again = {"local_start": lost["proposals"][0]}
    moved = await team.assessor.post(
        f"/sessions/{session['id']}/rescheduling", again, version=lost["version"]
    )

    assert [start[:16] for start in lost["proposals"]] == [
        "2032-03-01T09:00",
        "2032-03-01T11:00",
        "2032-03-01T11:15",
    ]
    assert len([one for one in told["items"] if one["kind"] == "room_lost"]) == 1
    assert (moved["room"]["name"], moved["room_lost_at"], moved["proposals"]) == ("Room 2", None, [])
    retired = await refusal(provider.admin.post(f"/smart-rooms/{first}/retirement", None, version=2))
    assert (retired.status, retired.code) == (409, "smart_room_is_retired")


@pytest.mark.req("SB-33")
@pytest.mark.req("SB-44")
async def test_a_room_is_offered_in_its_opening_hours_to_as_many_as_it_seats(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    room_id = await provider.room("Room 1", capacity=3)
    session = await team.book(method="smart_session")
    morning = [[{"opens": "09:00", "closes": "12:00"}]] * 5 + [[], []]
    change = {"name": "Room 1", "capacity": 3, "join_url": "https://rooms.example/1", "week": morning}

    changed = await provider.admin.put(f"/smart-rooms/{room_id}", change, version=1)
    afternoon = await refusal(team.book(method="smart_session", local_start="2032-03-01T13:00"))
    stale = await refusal(provider.admin.put(f"/smart-rooms/{room_id}", change, version=1))
    smaller = change | {"capacity": 2, "join_url": None}
    await provider.admin.put(f"/smart-rooms/{room_id}", smaller, version=changed["version"])
    lost = await _session(team, session["id"], lambda seen: seen["room_lost_at"] is not None)

    assert (afternoon.status, afternoon.code) == (409, "no_smart_room_free")
    assert [one["local_start"][:16] for one in afternoon.problem["alternatives"]] == [
        "2032-03-01T11:00",
        "2032-03-01T09:00",
        "2032-03-02T09:00",
    ]
    assert stale.status == 412
    assert lost["proposals"] == []


async def _session(team: Team, session_id: str, wanted: Any) -> dict[str, Any]:
    found: dict[str, Any] = await eventually(lambda: team.assessor.get(f"/sessions/{session_id}"), wanted)
    return found

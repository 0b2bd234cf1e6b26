"""Smart Rooms: the pool, the check, the door (S1:28, 54, 62)."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.ids import fresh_id
from deploy.demo.client import Client
from tests.flows.team import GROUP, Team, refusal
from tests.platform import PASSWORD, Platform, Provider


@pytest.fixture
async def recording_provider(platform: Platform) -> AsyncIterator[Provider]:
    """A provider that has switched recording on."""
    tag = fresh_id()[-10:]
    servers = platform.servers
    async with Client(servers.gateway_url) as platform_admin:
        await platform_admin.sign_in(servers.platform_user, servers.platform_password)
        created = await platform_admin.post("/providers", _that_records(tag))
    provider_id, centre_id, admin_id = (created[what]["id"] for what in ("provider", "centre", "admin"))
    provider = Provider(platform, provider_id, centre_id, admin_id, tag)
    course = {"number": "603/5953/5", "title": "Hair Professional", "level": "2", "type": "diploma"}
    provider.qualification_id = (await provider.admin.post("/qualifications", course))["id"]
    yield provider
    await provider.close()


@pytest.mark.req("SB-12")
async def test_recording_is_refused_while_the_provider_has_it_off(team: Team) -> None:
    await team.provider.room()
    refused = await refusal(team.book(method="smart_session", auto_record=True))
    assert (refused.status, refused.code, refused.problem["field"]) == (
        422,
        "auto_record_not_enabled",
        "auto_record",
    )
    assert (await team.book(method="smart_session"))["auto_record"] is False


@pytest.mark.req("SB-12")
async def test_recording_is_stored_when_it_is_on_and_never_for_a_traditional_session(
    recording_provider: Provider,
) -> None:
    team = await Team.of(recording_provider, "Aled Jones")
    await recording_provider.room()

    recorded = await team.book(method="smart_session", auto_record=True)
    refused = await refusal(team.book(auto_record=True, local_start="2032-03-02T10:00"))

    stored = await team.assessor.get(f"/sessions/{recorded['id']}")
    assert stored["auto_record"] is True
    assert (refused.status, refused.problem["field"]) == (422, "auto_record")


@pytest.mark.req("SB-28")
async def test_a_provider_without_smart_rooms_books_no_smart_session(platform: Platform) -> None:
    provider = await platform.provider(smart_rooms=False)
    try:
        team = await Team.of(provider, "Aled Jones")
        refused = await refusal(team.book(method="smart_session"))
        assert (refused.status, refused.problem["field"]) == (422, "method")
        assert "not enabled" in refused.problem["detail"]
        assert (await team.book())["method"] == "traditional"
    finally:
        await provider.close()


@pytest.mark.req("SB-33")
async def test_without_a_free_room_a_smart_session_is_refused_and_a_traditional_one_is_not(
    provider: Provider,
) -> None:
    await provider.room()
    first, second = await _two_teams(provider)
    held = await first.book(method="smart_session")

    refused = await refusal(second.book(method="smart_session"))
    listed = await second.assessor.get("/sessions", to="2032-04-01T00:00:00Z")
    traditional = await second.book(method="traditional")

    assert held["room"]["name"] == "Room 1"
    assert (refused.status, refused.code) == (409, "no_smart_room_free")
    assert refused.problem["detail"].startswith("No Smart Room available on Mon 1 Mar 2032, 10:00 to 11:00")
    assert listed["items"] == []
    assert (traditional["starts_at"], traditional["room"]) == (held["starts_at"], None)


@pytest.mark.req("SB-34")
async def test_a_smart_session_stands_in_the_evidence_library_with_the_screen_icon(team: Team) -> None:
    await team.provider.room()
    await team.book(local_start="2032-03-01T09:00")
    smart = await team.book(method="smart_session", type="formal_review")

    await team.plan(lambda items: len(items) == 2)
    (item,) = await team.library(lambda items: len(items) == 1)

    assert (item["id"], item["kind"], item["icon"]) == (smart["id"], "smart_session", "screen")
    assert item["title"] == "Smart Session: Formal Review"


@pytest.mark.req("SB-40")
async def test_the_refusal_offers_the_nearest_times_and_they_can_be_booked(provider: Provider) -> None:
    await provider.room()
    first, second = await _two_teams(provider)
    await first.book(method="smart_session")

    refused = await refusal(second.book(method="smart_session"))
    offered = refused.problem["alternatives"]

    assert [one["local_start"][:16] for one in offered] == [
        "2032-03-01T09:00",
        "2032-03-01T11:00",
        "2032-03-01T11:15",
    ]
    booked = await second.book(method="smart_session", local_start=offered[0]["local_start"])
    assert booked["room"]["name"] == "Room 1"


async def test_a_cancelled_smart_session_gives_back_its_assessor_learner_and_room(team: Team) -> None:
    room_id = await team.provider.room()
    session = await team.book(method="smart_session")

    cancelled = await team.assessor.post(
        f"/sessions/{session['id']}/cancellation",
        {"outcome": "cancelled_by_provider", "reason": "The centre is closed."},
        version=session["version"],
    )
    again = await team.book(method="smart_session")

    assert cancelled["state"] == "cancelled"
    assert again["room"]["id"] == room_id


@pytest.mark.req("SB-44")
async def test_a_room_that_cannot_seat_assessor_and_all_learners_is_not_offered(provider: Provider) -> None:
    team = await Team.of(provider, *GROUP)
    small = await provider.room("Small", capacity=4)
    refused = await refusal(team.book(method="smart_session"))
    three = await team.book(method="smart_session", learner_ids=list(team.learner_ids[:3]))
    large = await provider.room("Large", capacity=5)
    four = await team.book(method="smart_session", local_start="2032-03-02T10:00")
    seating_five = await team.assessor.get("/smart-rooms", seats=5)

    assert (refused.status, refused.problem["seats"], refused.problem["largest"]) == (409, 5, 4)
    assert three["room"]["id"] == small
    assert four["room"]["id"] == large
    assert [room["id"] for room in seating_five["items"]] == [large]


@pytest.mark.req("SB-45")
async def test_of_two_rooms_with_one_booking_one_is_free_in_that_hour(team: Team) -> None:
    rooms = {await team.provider.room(name) for name in ("Room 1", "Room 2")}
    session = await team.book(method="smart_session")

    then = await _free_rooms(team, session["starts_at"], session["ends_at"])
    afterwards = await _free_rooms(team, session["ends_at"], "2032-03-01T12:00:00Z")

    assert then == rooms - {session["room"]["id"]}
    assert afterwards == rooms


@pytest.mark.req("SB-48")
async def test_the_door_opens_ten_minutes_before_for_the_assessor_and_the_participants_alone(
    provider: Provider,
) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    learner, stranger = team.learner(0), team.learner(1)
    await provider.room()
    early = await team.book(method="smart_session", learner_ids=[team.learner_ids[0]], **_in_minutes(20))
    path = f"/sessions/{early['id']}/join-link"

    not_yet = await refusal(learner.get(path))
    move = _in_minutes(9)
    await team.assessor.post(f"/sessions/{early['id']}/rescheduling", move, version=early["version"])
    links = [await client.get(path) for client in (learner, team.assessor)]
    refused = await refusal(stranger.get(path))

    assert (not_yet.status, not_yet.code) == (409, "smart_room_not_open_yet")
    assert [link["url"] for link in links] == ["https://rooms.example/1"] * 2
    assert refused.status == 403


async def _two_teams(provider: Provider) -> tuple[Team, Team]:
    first = await Team.of(provider, "Aled Jones", assessor="Bethan Rees")
    return first, await Team.of(provider, "Huw Lewis", assessor="Gwen Hughes")


async def _free_rooms(team: Team, free_from: str, free_to: str) -> set[str]:
    rooms = await team.assessor.get("/smart-rooms", free_from=free_from, free_to=free_to)
    return {room["id"] for room in rooms["items"]}


def _in_minutes(minutes: int) -> dict[str, Any]:
    """A start so many minutes from the minute that has begun: up to one minute less from now."""
    start = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    return {"local_start": f"{start:%Y-%m-%dT%H:%M}", "time_zone": "UTC", "override": True}


def _that_records(tag: str) -> dict[str, Any]:
    return {
        "name": f"Provider {tag}",
        "features": {"smart_rooms": True, "auto_record": True},
        "centre": {"name": f"Centre {tag}", "nation": "wales"},
        "admin": {
            "given_name": "Siân",
            "family_name": "Owen",
            "user_name": f"admin.{tag}",
            "initial_password": PASSWORD,
        },
    }

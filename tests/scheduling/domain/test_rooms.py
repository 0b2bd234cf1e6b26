"""Which Smart Rooms are tried for a session, and in which order."""

from collections import Counter

import pytest

from services.scheduling.domain.errors import NoSmartRoomLargeEnough
from services.scheduling.domain.rooms import free_rooms, order_of_rooms
from services.scheduling.domain.slot import Resource
from tests.scheduling.domain.builders import a_room, busy, hours_of

ROOMS = [
    a_room("theirs", centre_id="south"),
    a_room("shared", centre_id=None),
    a_room("ours", centre_id="north"),
    a_room("closed", active=False),
    a_room("small", capacity=2),
]
SLOT = hours_of("2026-10-05 09:00", "2026-10-05 10:00")


def tried(session_id: str = "session", **changes: object) -> list[str]:
    wanted: dict[str, object] = {"centre_ids": {"north"}, "seats": 5}
    return [room.id for room in order_of_rooms(session_id, ROOMS, **wanted | changes)]  # type: ignore[arg-type]


def test_the_centre_of_the_booker_comes_before_the_provider() -> None:
    assert tried() == ["ours", "shared"]


def test_a_booker_without_a_centre_uses_the_rooms_of_the_provider() -> None:
    assert tried(centre_ids=()) == ["shared"]


def test_a_room_with_too_few_seats_is_not_tried() -> None:
    assert "small" in tried(seats=2)
    assert "small" not in tried(seats=3)


def test_a_moved_session_tries_the_room_it_has_first() -> None:
    assert tried(keep=a_room("theirs").ref) == ["theirs", "ours", "shared"]
    assert tried(keep=a_room("closed").ref) == ["ours", "shared"]


def test_no_room_with_enough_seats_is_said_with_the_largest() -> None:
    with pytest.raises(NoSmartRoomLargeEnough) as refused:
        tried(seats=41)
    assert refused.value.facts == {"seats": 41, "largest": 40}

    with pytest.raises(NoSmartRoomLargeEnough, match="there is none you can use"):
        order_of_rooms("session", [], centre_ids={"north"}, seats=2)


def test_the_order_is_the_same_on_every_run_and_spreads_sessions_over_the_rooms() -> None:
    rooms = [a_room(f"room-{n}") for n in range(4)]
    firsts = Counter(order_of_rooms(f"session-{n}", rooms, centre_ids=(), seats=2)[0].id for n in range(400))

    assert [room.id for room in order_of_rooms("session", rooms, centre_ids=(), seats=2)] == [
        room.id for room in order_of_rooms("session", rooms[::-1], centre_ids=(), seats=2)
    ]
    assert all(70 <= firsts[room.id] <= 130 for room in rooms)


def test_a_room_is_free_unless_another_session_holds_it_then() -> None:
    rooms = [a_room("blue"), a_room("red"), a_room("green")]
    calendars = [
        busy(Resource.room("blue"), "2026-10-05 09:59", "2026-10-05 11:00"),
        busy(Resource.room("red"), "2026-10-05 10:00", "2026-10-05 11:00"),
        busy(Resource.room("green"), "2026-10-05 09:00", "2026-10-05 10:00", session_id="moving"),
        busy(Resource.person("red"), "2026-10-05 09:00", "2026-10-05 10:00"),
    ]

    assert [room.id for room in free_rooms(rooms, SLOT, calendars)] == ["red"]
    assert [room.id for room in free_rooms(rooms, SLOT, calendars, ignoring={"moving"})] == ["red", "green"]

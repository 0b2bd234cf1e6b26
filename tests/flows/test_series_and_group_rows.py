"""Groups and repeats: places, clashes named, whole or in part (S1:53, 57-58, 65)."""

import pytest

from tests.flows.team import GROUP, Team, clashing_names, refusal
from tests.platform import Provider

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WEEKLY = {"frequency": "weekly", "count": 4}
WEEKS = ["2032-03-01", "2032-03-08", "2032-03-15", "2032-03-22"]
SPRING = {"from": "2032-03-01T00:00:00Z", "to": "2032-04-30T00:00:00Z"}


@pytest.mark.req("SB-26")
async def test_a_group_has_thirty_places(provider: Provider) -> None:
    names = [f"Learner {first}{second}" for first in "AB" for second in ALPHABET][:31]
    team = await Team.of(provider, *names)

    refused = await refusal(team.book())
    session = await team.book(learner_ids=list(team.learner_ids[:30]))

    assert (refused.status, refused.problem["field"]) == (422, "learner_ids")
    assert "30 places" in refused.problem["detail"]
    assert session["places_taken"] == 30


@pytest.mark.req("SB-30")
@pytest.mark.parametrize(
    ("repeat", "days"),
    [
        ({"frequency": "daily", "count": 3}, ["2032-03-01", "2032-03-02", "2032-03-03"]),
        (WEEKLY, WEEKS),
        ({"frequency": "fortnightly", "until": "2032-03-31"}, ["2032-03-01", "2032-03-15", "2032-03-29"]),
        ({"frequency": "monthly", "count": 3}, ["2032-03-01", "2032-04-01", "2032-05-01"]),
    ],
    ids=["daily", "weekly", "fortnightly", "monthly"],
)
async def test_a_repeat_makes_one_series_at_the_same_local_time(
    team: Team, repeat: dict[str, object], days: list[str]
) -> None:
    sessions = await team.book_series(repeat=repeat, override=True)

    assert [one["local_start"][:16] for one in sessions] == [f"{day}T10:00" for day in days]
    assert [one["series"]["index"] for one in sessions] == list(range(1, len(days) + 1))
    assert {one["series"]["count"] for one in sessions} == {len(days)}
    (series_id,) = {one["series"]["id"] for one in sessions}
    stored = await team.assessor.get(
        "/sessions", **{"from": "2032-03-01T00:00:00Z", "to": "2032-06-01T00:00:00Z"}, series_id=series_id
    )
    assert stored["items"] == sessions


@pytest.mark.req("SB-37")
async def test_a_busy_learner_of_a_group_is_listed_and_the_others_can_be_booked(provider: Provider) -> None:
    team = await Team.of(provider, *GROUP)
    other = await Team.of(provider, assessor="Gwen Hughes")
    *others, busy = team.learner_ids
    await provider.admin.post("/sessions", other.a_booking(learner_ids=[busy]))

    refused = await refusal(team.book())
    none_yet = (await team.assessor.get("/sessions", **SPRING))["items"]
    session = await team.book(learner_ids=others)
    nearest = refused.problem["alternatives"][0]
    all_four = await team.book(local_start=nearest["local_start"])

    assert clashing_names(refused) == ["Efa Morgan"]
    assert [(clash["kind"], clash["id"]) for clash in refused.problem["clashes"]] == [("learner", busy)]
    assert none_yet == []
    assert {one["learner_id"] for one in session["participants"]} == set(others)
    assert all_four["places_taken"] == 4


@pytest.mark.req("SB-39")
async def test_a_series_that_clashes_names_the_occurrence_and_books_the_rest_only_when_asked(
    provider: Provider,
) -> None:
    team = await Team.of(provider, "Aled Jones")
    other = await Team.of(provider, assessor="Gwen Hughes")
    busy = other.a_booking(learner_ids=list(team.learner_ids), local_start="2032-03-15T10:00")
    await provider.admin.post("/sessions", busy)

    refused = await refusal(team.book_series(repeat=WEEKLY))
    none_yet = (await team.assessor.get("/sessions", **SPRING))["items"]
    sessions = await team.book_series(repeat=WEEKLY, skip_conflicts=True)

    assert clashing_names(refused) == ["Aled Jones"]
    assert [clash["occurrence"] for clash in refused.problem["clashes"]] == [3]
    assert "Mon 15 Mar 2032, 10:00 to 11:00 (occurrence 3)" in refused.problem["detail"]
    assert none_yet == []
    assert [one["local_start"][:10] for one in sessions] == [WEEKS[0], WEEKS[1], WEEKS[3]]


@pytest.mark.req("SB-39")
async def test_a_series_without_a_room_once_says_so_and_books_the_rest_only_when_asked(
    provider: Provider,
) -> None:
    await provider.room()
    team = await Team.of(provider, "Aled Jones")
    other = await Team.of(provider, "Huw Lewis", assessor="Gwen Hughes")
    await other.book(method="smart_session", local_start="2032-03-15T10:00")

    refused = await refusal(team.book_series(method="smart_session", repeat=WEEKLY))
    none_yet = (await team.assessor.get("/sessions", **SPRING))["items"]
    sessions = await team.book_series(method="smart_session", repeat=WEEKLY, skip_conflicts=True)

    assert (refused.status, refused.code) == (409, "no_smart_room_free")
    assert [one["occurrence"] for one in refused.problem["occurrences"]] == [3]
    assert none_yet == []
    assert [one["local_start"][:10] for one in sessions] == [WEEKS[0], WEEKS[1], WEEKS[3]]


@pytest.mark.req("SB-39")
async def test_each_occurrence_holds_a_room_of_its_own(provider: Provider) -> None:
    rooms = {await provider.room(name) for name in ("Room 1", "Room 2")}
    team = await Team.of(provider, "Aled Jones")
    other = await Team.of(provider, "Huw Lewis", assessor="Gwen Hughes")
    taken = await other.book(method="smart_session", local_start="2032-03-15T10:00")

    sessions = await team.book_series(method="smart_session", repeat=WEEKLY)

    assert {sessions[2]["room"]["id"]} == rooms - {taken["room"]["id"]}
    for session in (sessions[0], sessions[1], sessions[3]):
        free = await team.assessor.get(
            "/smart-rooms", free_from=session["starts_at"], free_to=session["ends_at"]
        )
        assert {room["id"] for room in free["items"]} == rooms - {session["room"]["id"]}

"""Booking over HTTP, on the real store."""

from chassis.ids import fresh_id
from tests.scheduling.conftest import Provider


async def test_a_booked_session_can_be_read(provider: Provider) -> None:
    booked = await provider.assessor.post(
        "/sessions", json=provider.a_booking(planning_notes="Bring your folder.")
    )
    assert booked.status_code == 201, booked.text
    session = booked.json()["sessions"][0]
    read = await provider.assessor.get(f"/sessions/{session['id']}")
    assert read.json() == session
    assert read.headers["etag"] == '"1"'
    assert session["starts_at"] == "2032-03-01T10:00:00Z"


async def test_a_learner_who_is_busy_is_named_and_an_alternative_can_be_booked(provider: Provider) -> None:
    await provider.assessor.post("/sessions", json=provider.a_booking())
    other = await provider.second_assessor()
    refused = await other.post("/sessions", json=provider.a_booking(local_start="2032-03-01T10:30"))
    assert refused.status_code == 409
    problem = refused.json()
    assert problem["code"] == "double_booked"
    assert problem["clashes"][0]["name"] == "Aled Jones"
    offered = problem["alternatives"][0]
    again = await other.post("/sessions", json=provider.a_booking(local_start=offered["local_start"]))
    assert again.status_code == 201, again.text


async def test_a_series_is_booked_whole_or_not_at_all(provider: Provider) -> None:
    await provider.assessor.post("/sessions", json=provider.a_booking(local_start="2032-03-15T10:00"))
    weekly = provider.a_booking(repeat={"frequency": "weekly", "count": 4})
    refused = await provider.assessor.post("/sessions", json=weekly)
    assert refused.status_code == 409
    assert {clash["occurrence"] for clash in refused.json()["clashes"]} == {3}
    kept = await provider.assessor.post("/sessions", json=weekly | {"skip_conflicts": True})
    assert [one["starts_at"][:10] for one in kept.json()["sessions"]] == [
        "2032-03-01",
        "2032-03-08",
        "2032-03-22",
    ]
    assert [one["series"]["index"] for one in kept.json()["sessions"]] == [1, 2, 3]


async def test_a_repeated_request_gets_the_first_answer(provider: Provider) -> None:
    headers = {"Idempotency-Key": fresh_id()}
    first = await provider.assessor.post("/sessions", json=provider.a_booking(), headers=headers)
    again = await provider.assessor.post("/sessions", json=provider.a_booking(), headers=headers)
    assert again.status_code == 201
    assert again.content == first.content
    assert again.headers["idempotent-replayed"] == "true"
    other_body = await provider.assessor.post(
        "/sessions", json=provider.a_booking(minutes=30), headers=headers
    )
    assert other_body.status_code == 422
    assert other_body.json()["code"] == "idempotency_key_reused"


async def test_the_last_smart_room_is_given_once_and_freed_by_cancelling(provider: Provider) -> None:
    await provider.room()
    smart = provider.a_booking(method="smart_session")
    first = await provider.assessor.post("/sessions", json=smart)
    assert first.json()["sessions"][0]["room"]["name"] == "Room 1"
    colleague = await provider.second_assessor()
    own = smart | {"learner_ids": provider.learner_ids[-1:]}
    refused = await colleague.post("/sessions", json=own)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_smart_room_free")
    session = first.json()["sessions"][0]
    cancelled = await provider.assessor.post(
        f"/sessions/{session['id']}/cancellation",
        json={"outcome": "cancelled_by_learner", "reason": "Ill."},
        headers={"If-Match": '"1"'},
    )
    assert cancelled.json()["state"] == "cancelled"
    assert (await colleague.post("/sessions", json=own)).status_code == 201


async def test_a_moved_session_gives_its_old_time_back(provider: Provider) -> None:
    session = (await provider.assessor.post("/sessions", json=provider.a_booking())).json()["sessions"][0]
    moved = await provider.assessor.post(
        f"/sessions/{session['id']}/rescheduling",
        json={"local_start": "2032-03-01T10:30"},
        headers={"If-Match": '"1"'},
    )
    assert moved.status_code == 200, moved.text
    assert (moved.json()["version"], moved.headers["etag"]) == (2, '"2"')
    earlier = provider.a_booking(local_start="2032-03-01T09:30")
    assert (await provider.assessor.post("/sessions", json=earlier)).status_code == 201


async def test_who_stays_where_they_were_is_not_in_the_way_of_a_change(provider: Provider) -> None:
    """The assessor has fallen ill since; a learner may leave the group all the same, and another join it."""
    group = provider.a_booking(learner_ids=provider.learner_ids[:2])
    booked = (await provider.assessor.post("/sessions", json=group)).json()["sessions"][0]
    ill = {"first": "2032-03-01", "last": "2032-03-01", "kind": "sickness"}
    assert (await provider.assessor.post("/absences", json=ill)).status_code == 201
    body = {
        "leaving": [
            {"learner_id": provider.learner_ids[0], "outcome": "cancelled_by_learner", "reason": "Busy."}
        ],
        "joining": [provider.learner_ids[2]],
    }
    changed = await provider.assessor.post(
        f"/sessions/{booked['id']}/participants", json=body, headers={"If-Match": '"1"'}
    )
    assert changed.status_code == 200, changed.text
    again = {"local_start": "2032-03-01T10:30"}
    refused = await provider.assessor.post(
        f"/sessions/{booked['id']}/rescheduling", json=again, headers={"If-Match": '"2"'}
    )
    assert refused.json()["code"] == "double_booked"

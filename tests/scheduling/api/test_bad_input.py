"""What does not fit is refused with a code, the field and a sentence; nothing is half-written."""

import json
from typing import Any

import pytest

from chassis.testing.service import ServiceUnderTest
from contracts.words import Role
from tests.scheduling.conftest import Provider

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"colour": "red"}, "invalid_input", "colour"),
        ({"minutes": "an hour"}, "invalid_input", "minutes"),
        ({"minutes": 0}, "bad_duration", "minutes"),
        ({"minutes": 61}, "bad_duration", "minutes"),
        ({"method": "zoom"}, "invalid_input", "method"),
        ({"type": "choc"}, "invalid_input", "type"),
        ({"learner_ids": []}, "no_participants", "learner_ids"),
        ({"learner_ids": None}, "invalid_input", "learner_ids"),
        ({"learner_ids": ["no-such-learner"]}, "not_found", "learner_ids"),
        ({"qualification_ids": []}, "no_qualification_linked", "qualification_ids"),
        ({"qualification_ids": ["another"]}, "learners_not_enrolled", "learner_ids"),
        ({"local_start": None}, "invalid_input", "local_start"),
        ({"local_start": "2032-03-01T10:00:00Z"}, "invalid_input", "local_start"),
        ({"local_start": "2020-03-02T10:00"}, "late_record_needs_a_reason", "afterwards_reason"),
        ({"local_start": "2032-03-28T01:30"}, "local_time_does_not_exist", "local_start"),
        ({"local_start": "2032-10-31T01:30"}, "local_time_is_ambiguous", "offset_minutes"),
        ({"time_zone": "Mars/Olympus"}, "unknown_time_zone", "time_zone"),
        ({"planning_notes": "half a character: \ud800"}, "invalid_input", "planning_notes"),
        ({"planning_notes": "nul: \x00"}, "invalid_input", "planning_notes"),
        ({"planning_notes": "x" * 3001}, "invalid_input", "planning_notes"),
        ({"type": "formal_review"}, "location_missing", "location"),
        (
            {"type": "formal_review", "kind": "assessment", "location": "Unit 4"},
            "kind_does_not_fit_type",
            "kind",
        ),
        ({"auto_record": True}, "auto_record_needs_a_smart_session", "auto_record"),
        ({"repeat": {"frequency": "hourly", "count": 2}}, "invalid_input", "repeat.frequency"),
        ({"repeat": {"frequency": "weekly"}}, "bad_repeat", "repeat"),
        ({"repeat": {"frequency": "weekly", "count": 27}}, "too_many_occurrences", "repeat"),
    ],
)
async def test_a_booking_that_does_not_fit_is_refused_with_its_field(
    provider: Provider, change: dict[str, Any], code: str, field: str
) -> None:
    escaped = json.dumps(provider.a_booking(**change))
    answer = await provider.assessor.post("/sessions", content=escaped, headers=JSON)
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (problem["code"], problem["field"]) == (code, field), problem
    assert problem["detail"].endswith(".")
    assert 400 <= answer.status_code < 500
    everybody = provider.as_role("master_admin", everywhere=True)
    stored = await everybody.get("/sessions", params={"from": "2020-01-01T00:00Z", "to": "2040-01-01T00:00Z"})
    assert stored.json()["items"] == []


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"a": "\xff"}', b"\xff\xfe", b"null", b"1e999"])
async def test_a_body_that_is_no_json_object_is_refused(provider: Provider, body: bytes) -> None:
    answer = await provider.assessor.post("/sessions", content=body, headers=JSON)
    assert answer.status_code in (400, 422)
    assert answer.json()["code"] in ("malformed_body", "invalid_input")


async def test_a_huge_body_is_cut_off(provider: Provider) -> None:
    answer = await provider.assessor.post("/sessions", json=provider.a_booking(planning_notes="x" * 300_000))
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


async def test_dollars_and_dots_are_only_text(provider: Provider) -> None:
    notes = "$where: {$gt: ''} $set.price $$NOW"
    answer = await provider.assessor.post("/sessions", json=provider.a_booking(planning_notes=notes))
    assert answer.json()["sessions"][0]["planning_notes"] == notes


async def test_a_post_without_idempotency_key_is_refused(provider: Provider) -> None:
    client = provider.assessor
    client.event_hooks = {"request": [], "response": []}
    answer = await client.post("/sessions", json=provider.a_booking())
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")


async def test_a_change_needs_the_version_it_was_read_at(provider: Provider) -> None:
    session = (await provider.assessor.post("/sessions", json=provider.a_booking())).json()["sessions"][0]
    path, body = f"/sessions/{session['id']}/rescheduling", {"local_start": "2032-03-02T10:00"}
    assert (await provider.assessor.post(path, json=body)).json()["code"] == "version_missing"
    stale = await provider.assessor.post(path, json=body, headers={"If-Match": '"7"'})
    assert (stale.status_code, stale.json()["current_version"]) == (412, 1)


async def test_a_smart_session_needs_the_feature_switched_on(provider: Provider) -> None:
    await provider.switch(smart_rooms=False, version=2)
    answer = await provider.assessor.post("/sessions", json=provider.a_booking(method="smart_session"))
    assert (answer.status_code, answer.json()["code"]) == (422, "smart_rooms_not_enabled")


async def test_a_provider_not_heard_of_yet_is_asked_to_try_again(scheduling: ServiceUnderTest) -> None:
    provider = Provider(scheduling)
    provider.assessor_id = await provider.person(Role.ASSESSOR, "Bethan Rees")
    provider.learner_ids.append(await provider.learner())
    answer = await provider.assessor.post("/sessions", json=provider.a_booking(method="smart_session"))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_known_yet")
    assert answer.headers["retry-after"] == "1"
    form = await provider.assessor.get("/booking-form")
    draft = await provider.assessor.post("/session-drafts", json={})
    assert [one.json()["code"] for one in (form, draft)] == ["not_known_yet"] * 2

"""Booking one session: who may, and what the form takes (S1)."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from chassis.ids import fresh_id
from contracts.words import Role, SessionType
from tests.flows.team import Team, comes_to, refusal
from tests.platform import Provider

BOOKERS = {
    Role.MASTER_ADMIN,
    Role.BASIC_ADMIN,
    Role.ASSESSOR,
    Role.CUSTOM_MANAGER,
    Role.CURRICULUM_MANAGER,
}
MARCH = {"from": "2032-03-01T00:00:00Z", "to": "2032-04-01T00:00:00Z"}


@pytest.mark.req("SB-02")
async def test_each_of_the_five_booking_roles_books(team: Team) -> None:
    for hour, role in enumerate(sorted(BOOKERS), start=10):
        person_id = team.assessor_id if role is Role.ASSESSOR else None
        booker = team.provider.as_role(role, person_id)
        booked = await booker.send(
            "POST",
            "/sessions",
            body=team.a_booking(local_start=f"2032-03-01T{hour}:00"),
            headers={"Idempotency-Key": fresh_id()},
        )
        assert booked.status_code == 201, (role, booked.text)


@pytest.mark.req("SB-03")
async def test_nobody_else_books_and_nothing_is_stored(team: Team) -> None:
    known = {Role.LEARNER: team.learner_ids[0]}
    for role in set(Role) - BOOKERS:
        booker = team.provider.as_role(role, known.get(role))
        refused = await refusal(booker.post("/sessions", team.a_booking()))
        assert (refused.status, refused.code) == (403, "forbidden"), role
    assert (await team.assessor.get("/sessions", **MARCH))["items"] == []
    assert (await team.book())["state"] == "planned"


@pytest.mark.req("SB-05")
async def test_an_assessor_who_starts_a_session_sees_booked_hours_as_busy_and_the_rest_free(
    team: Team,
) -> None:
    await team.book(local_start="2032-03-01T09:00")
    await team.book(local_start="2032-03-01T13:00")

    seen = await team.assessor.get("/availability", **{"from": "2032-03-01", "to": "2032-03-01"})

    assert _hours(seen["busy"]) == ["09:00-10:00", "13:00-14:00"]
    assert _hours(seen["free"]) == ["10:00-13:00", "14:00-17:00"]


@pytest.mark.req("SB-08")
async def test_an_assessor_books_for_themselves_or_another_and_an_admin_has_to_choose(team: Team) -> None:
    other_id = await team.provider.person("assessor", "Gwen Hughes")
    unsaid = team.a_booking()
    del unsaid["assessor_id"]

    own = (await team.assessor.post("/sessions", unsaid))["sessions"][0]
    others = await team.book(assessor_id=other_id, local_start="2032-03-02T10:00")
    refused = await refusal(team.provider.admin.post("/sessions", unsaid))

    assert own["assessor_id"] == team.assessor_id
    assert others["assessor_id"] == other_id
    assert (refused.status, refused.problem["field"]) == (422, "assessor_id")


@pytest.mark.req("SB-09")
async def test_a_session_without_a_learner_is_refused(team: Team) -> None:
    unsaid = team.a_booking()
    del unsaid["learner_ids"]
    for body in (unsaid, team.a_booking(learner_ids=[])):
        refused = await refusal(team.assessor.post("/sessions", body))
        assert (refused.status, refused.problem["field"]) == (422, "learner_ids")


@pytest.mark.req("SB-11")
async def test_the_method_is_traditional_or_smart_session_and_nothing_else(team: Team) -> None:
    await team.provider.room()
    traditional = await team.book(method="traditional")
    smart = await team.book(method="smart_session", local_start="2032-03-02T10:00")
    assert [one["method"] for one in (traditional, smart)] == ["traditional", "smart_session"]

    unsaid = team.a_booking(local_start="2032-03-03T10:00")
    del unsaid["method"]
    for body in (unsaid, unsaid | {"method": "Zoom"}):
        refused = await refusal(team.assessor.post("/sessions", body))
        assert (refused.status, refused.problem["field"]) == (422, "method")


@pytest.mark.req("SB-13")
async def test_a_session_needs_no_place_except_a_formal_review_and_a_smart_room_is_one(team: Team) -> None:
    await team.provider.room("Afon Wysg")

    general = await team.book()
    refused = await refusal(team.book(type="formal_review", local_start="2032-03-02T10:00"))
    review = await team.book(
        type="formal_review", local_start="2032-03-02T10:00", location="Tŷ Derw, Casnewydd"
    )
    smart = await team.book(type="formal_review", method="smart_session", local_start="2032-03-03T10:00")

    assert general["location"] is None
    assert (refused.status, refused.problem["field"]) == (422, "location")
    assert review["location"] == "Tŷ Derw, Casnewydd"
    assert smart["location"] == "Afon Wysg"


@pytest.mark.req("SB-17")
async def test_a_session_lasts_five_minutes_to_twelve_hours_in_steps_of_five(team: Team) -> None:
    for day, minutes in enumerate((5, 90, 720), start=1):
        session = await team.book(local_start=f"2032-03-0{day}T08:00", minutes=minutes, override=True)
        starts_at, ends_at = (datetime.fromisoformat(session[at]) for at in ("starts_at", "ends_at"))
        assert ends_at - starts_at == timedelta(minutes=minutes)
    for minutes in (-60, 0, 7, 725):
        refused = await refusal(team.book(local_start="2032-03-08T08:00", minutes=minutes))
        assert (refused.status, refused.problem["field"]) == (422, "minutes")


@pytest.mark.req("SB-18")
async def test_each_learner_is_linked_to_the_chosen_courses_they_are_on(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    both, one = team.learner_ids
    first = provider.qualification_id
    second = await _another_course(provider)
    await provider.link(team.assessor_id, qualification_id=second)
    second_enrolment = await provider.enrol(both, team.assessor_id, qualification_id=second)
    await comes_to(lambda: _courses(team), {both: {first, second}, one: {first}})

    linked = await team.book(qualification_ids=[first, second], local_start="2032-03-03T10:00")

    assert linked["qualification_ids"] == [first, second]
    enrolments = {one["learner_id"]: one["enrolment_ids"] for one in linked["participants"]}
    assert len(enrolments[both]) == 2
    assert second_enrolment["id"] in enrolments[both]
    assert len(enrolments[one]) == 1


@pytest.mark.req("SB-18")
async def test_a_session_needs_a_course_and_names_the_learners_who_are_on_none_of_those_chosen(
    provider: Provider,
) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    on_both, on_none = team.learner_ids
    other = await _another_course(provider)
    await provider.link(team.assessor_id, qualification_id=other)
    await provider.enrol(on_both, team.assessor_id, qualification_id=other)
    first = provider.qualification_id
    await comes_to(lambda: _courses(team), {on_both: {first, other}, on_none: {first}})

    courseless = await refusal(team.book(qualification_ids=[]))
    strangers = await refusal(team.book(qualification_ids=[other], local_start="2032-03-03T10:00"))

    assert (courseless.status, courseless.problem["field"]) == (422, "qualification_ids")
    assert (strangers.status, strangers.problem["learner_ids"]) == (422, [on_none])


@pytest.mark.req("SB-19")
async def test_there_are_exactly_eleven_session_types(team: Team) -> None:
    types = (
        "general",
        "induction",
        "formal_review",
        "telephone",
        "exit_session",
        "out_of_the_workplace",
        "tests_exams",
        "learner_support",
        "initial",
        "gateway_ready",
        "epa",
    )
    assert {type.value for type in SessionType} == set(types)
    for day, type in enumerate(types, start=1):
        session = await team.book(
            type=type, local_start=f"2032-03-{day:02}T10:00", location="Casnewydd", override=True
        )
        assert session["type"] == type
    for other in ("choc", "review", "Induction", "", None):
        refused = await refusal(team.book(type=other, local_start="2032-03-31T10:00"))
        assert (refused.status, refused.problem["field"]) == (422, "type")


@pytest.mark.req("SB-31")
async def test_pressing_create_twice_quickly_makes_one_session(team: Team) -> None:
    press = fresh_id()
    first, second = await asyncio.gather(
        *(team.assessor.post("/sessions", team.a_booking(), key=press) for _ in range(2))
    )
    assert first == second
    listed = (await team.assessor.get("/sessions", **MARCH))["items"]
    assert [one["id"] for one in listed] == [first["sessions"][0]["id"]]


async def _another_course(provider: Provider) -> str:
    course = {"number": "603/5216/4", "title": "Colouring", "level": "2", "type": "certificate"}
    return str((await provider.admin.post("/qualifications", course))["id"])


async def _courses(team: Team) -> dict[str, set[str]]:
    """The qualifications that scheduling has heard the assessor's learners are on."""
    found = (await team.assessor.get("/eligible-learners"))["items"]
    return {one["learner_id"]: set(one["qualification_ids"]) for one in found}


def _hours(slots: list[dict[str, Any]]) -> list[str]:
    return [f"{slot['starts_at'][11:16]}-{slot['ends_at'][11:16]}" for slot in slots]

"""Completing, withdrawing, breaks in learning and certificates through the gateway (CE-65, CE-66, CE-51)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from deploy.demo.client import Client, eventually
from tests.flows.team import Team, refusal
from tests.platform import Provider

TODAY = datetime.now(UTC).date()


class Course:
    """One learner's enrolment, and the centre that decides about it."""

    def __init__(self, team: Team, enrolment_id: str, index: int = 0) -> None:
        self.team = team
        self.id = enrolment_id
        self.learner_id = team.learner_ids[index]
        self.centre: Client = team.provider.as_role("centre_admin")

    @classmethod
    async def of(cls, team: Team, index: int = 0) -> "Course":
        learner_id = team.learner_ids[index]
        (enrolment,) = (await team.provider.admin.get("/enrolments", learner_id=learner_id))["items"]
        course = cls(team, enrolment["id"], index)
        await eventually(course.look, lambda seen: seen["version"] > 0)
        return course

    async def look(self) -> dict[str, Any]:
        items = (await self.centre.get(f"/learners/{self.learner_id}/training"))["items"]
        return next((one for one in items if one["enrolment_id"] == self.id), {"version": 0})

    async def decide(self, kind: str, on: date = TODAY, **more: Any) -> dict[str, Any]:
        body = {"on": on.isoformat(), "reason": "Agreed with the employer."} | more
        version = (await self.look())["version"]
        decided: dict[str, Any] = await self.centre.post(
            f"/trainings/{self.id}/{kind}", body, version=version
        )
        return decided

    async def certificate(self, status: str, **more: Any) -> dict[str, Any]:
        return await self.decide("certificate", status=status, **more)

    async def archive(self, **more: Any) -> Any:
        return await self.centre.post("/archive/enrolments", {"enrolment_ids": [self.id]} | more)


@pytest.fixture
async def course(team: Team) -> Course:
    """The team's first learner's."""
    return await Course.of(team)


async def _reviewed(team: Team, days_ago: int) -> None:
    """A review that was held so many days ago."""
    began = datetime.combine(TODAY - timedelta(days=days_ago), time(10), UTC)
    review = await team.book(
        type="formal_review",
        location="Tŷ Derw",
        time_zone="UTC",
        local_start=f"{began:%Y-%m-%dT%H:%M}",
        override=True,
        afterwards_reason="The notebook was found again.",
    )
    await team.hold(review, actual_start_at=began.isoformat())


async def _next_review(course: Course) -> tuple[date | None, bool]:
    """When the next review is due, and whether nothing is missed."""
    found = await course.centre.get(f"/learners/{course.learner_id}/next-review")
    return found["due_on"] and date.fromisoformat(found["due_on"]), found["in_time"]


@pytest.mark.req("CE-66")
async def test_who_withdraws_loses_every_session_to_come_and_can_be_archived(course: Course) -> None:
    team = course.team
    await _reviewed(team, 70)
    assert await _next_review(course) == (TODAY - timedelta(days=9), False)
    sessions = [await team.book(local_start=f"2032-03-0{day}T10:00") for day in (1, 2)]
    decided = await course.decide("withdrawal")
    assert decided["training_status"] == "withdrawn"

    async def states() -> list[str]:
        return [(await team.assessor.get(f"/sessions/{one['id']}"))["state"] for one in sessions]

    assert await eventually(states, lambda seen: seen == ["cancelled"] * 2)
    outcome = (await team.assessor.get(f"/sessions/{sessions[0]['id']}"))["participants"][0]["outcome"]
    assert outcome == "cancelled_by_provider"
    refused = await refusal(team.book(local_start="2032-03-03T10:00"))
    assert (refused.status, refused.code) == (409, "learner_has_withdrawn")
    assert await _next_review(course) == (None, True)
    await eventually(lambda: _archived(course), bool)
    seen = (await course.look())["decisions"]
    assert [(one["kind"], one["reason"]) for one in seen] == [("withdrawal", "Agreed with the employer.")]


async def _known_as_claimed(course: Course) -> None:
    """Wait until identity has heard that the certificate is claimed; without a reason nothing is archived meanwhile."""
    await eventually(lambda: refusal(course.archive()), lambda refused: refused.code == "certificate_claimed")


async def _archived(course: Course) -> bool:
    """Whether the archive takes the enrolment without a reason; identity hears of the end a moment later."""
    answer = await course.centre.http.post(
        "/archive/enrolments",
        json={"enrolment_ids": [course.id]},
        headers={"Idempotency-Key": f"archive-{datetime.now(UTC).timestamp()}"},
    )
    return answer.is_success


@pytest.mark.req("CE-66")
async def test_a_break_of_twenty_days_moves_the_planned_end_and_the_next_review_by_twenty_days(
    course: Course,
) -> None:
    await _reviewed(course.team, 65)
    due = TODAY - timedelta(days=4)
    assert await _next_review(course) == (due, False)
    days = {"starts_on": "2026-01-05", "planned_end_on": "2027-06-30"}
    version = (await course.look())["version"]
    await course.centre.put(f"/trainings/{course.id}/programme", days, version=version)
    began = TODAY - timedelta(days=20)
    broken = await course.decide("breaks", began, expected_return_on=TODAY.isoformat())
    assert (broken["training_status"], broken["end_on"]) == ("break_in_learning", "2027-06-30")
    await eventually(lambda: _next_review(course), lambda seen: seen == (None, True))
    again = await refusal(course.decide("breaks"))
    assert (again.status, again.code) == (409, "on_break_already")
    back = await course.decide("return")
    assert (back["training_status"], back["end_on"]) == ("registered", "2027-07-20")
    assert (await course.look())["planned_end_on"] == "2027-06-30"
    later = due + timedelta(days=20)
    assert await eventually(lambda: _next_review(course), lambda seen: seen[0] is not None) == (later, False)


async def test_only_the_withdrawn_learner_leaves_a_group(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    course = await Course.of(team)
    session = await team.book()
    await course.decide("withdrawal")

    async def sitting() -> list[str]:
        seen = await team.assessor.get(f"/sessions/{session['id']}")
        return [one["learner_id"] for one in seen["participants"] if one["outcome"] == "planned"]

    assert await eventually(sitting, lambda seen: len(seen) == 1) == [team.learner_ids[1]]


@pytest.mark.req("CE-65")
@pytest.mark.req("CE-51")
async def test_the_archive_waits_for_the_certificate(course: Course) -> None:
    await course.decide("completion")
    await course.certificate("claimed")
    await _known_as_claimed(course)
    claimed = await refusal(course.archive(override_reason="In a hurry."))
    assert (claimed.status, claimed.code) == (409, "certificate_claimed")
    await course.certificate("approved")
    approved = await eventually(
        lambda: refusal(course.archive()), lambda refused: refused.code == "certificate_missing"
    )
    assert approved.problem["learners"][0]["id"] == course.learner_id
    missing = await refusal(course.certificate("received"))
    assert (missing.status, missing.problem["field"]) == (422, "number")
    received = await course.certificate("received", number="HB-2027-00041")
    assert (received["training_status"], received["certificate"]["number"]) == (
        "certificated",
        "HB-2027-00041",
    )
    await eventually(lambda: _archived(course), bool)


@pytest.mark.req("CE-65")
@pytest.mark.req("CE-51")
async def test_an_approved_certificate_may_be_overridden_with_a_reason(course: Course) -> None:
    await course.decide("completion")
    await course.certificate("claimed")
    await _known_as_claimed(course)
    await course.certificate("approved")
    await eventually(lambda: refusal(course.archive()), lambda refused: refused.code == "certificate_missing")
    await course.archive(override_reason="The centre closes.")


@pytest.mark.req("CE-62")
@pytest.mark.req("CE-65")
async def test_what_the_eqa_prompts_to_archive_is_a_task_of_the_centre_until_it_is_archived(
    provider: Provider,
) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    ready, claimed = [await Course.of(team, index) for index in range(2)]
    for course in (ready, claimed):
        await course.decide("completion")
        await course.certificate("claimed")
    await ready.certificate("approved")
    await ready.certificate("received", number="HB-2027-00041")
    eqa_id, body = await provider.person("eqa", "Nia Prys"), {"centre_id": provider.centre_id}
    eqa = provider.as_role("eqa", eqa_id)
    sample = {"eqa_id": eqa_id, "until_date": "2099-12-31"}

    async def prompt() -> tuple[int, list[str]]:
        asked = await eqa.post("/archive/prompts", body)
        return asked["waiting"], [one["enrolment_id"] for one in asked["items"]]

    async def tasks(*, done: bool) -> list[str]:
        found = await ready.centre.get("/tasks", centre_id=provider.centre_id, done=done)
        return [task["title"] for task in found["items"]]

    assert await eventually(prompt, lambda found: found[0] > 0) == (1, [])
    title = "Archive / Archifo: Aled Jones (603/5953/5 Hair Professional)"
    assert await eventually(lambda: tasks(done=False), bool) == [title]
    await provider.admin.post("/samples", sample | {"enrolment_ids": [claimed.id]})
    assert await prompt() == (1, [])
    await provider.admin.post("/samples", sample | {"enrolment_ids": [ready.id]})
    assert await prompt() == (1, [ready.id])

    await ready.archive()
    assert await eventually(lambda: tasks(done=True), bool) == [title]
    assert (await tasks(done=False), await prompt()) == ([], (0, []))


async def test_steps_are_not_skipped_days_not_foreseen_and_ends_can_be_undone(course: Course) -> None:
    skipped = await refusal(course.certificate("approved"))
    assert (skipped.status, skipped.problem["possible"]) == (409, ["claimed"])
    early = await refusal(course.decide("completion", TODAY + timedelta(days=2)))
    assert (early.status, early.code, early.problem["field"]) == (422, "day_is_to_come", "on")
    await course.decide("completion")
    ended = await refusal(course.decide("withdrawal"))
    assert (ended.status, ended.code) == (409, "training_has_ended")
    assert (await course.decide("reopening"))["training_status"] == "registered"


async def test_the_learner_sees_what_was_decided_and_not_why(course: Course) -> None:
    await course.decide("breaks", expected_return_on=(TODAY + timedelta(days=30)).isoformat())
    seen = await course.team.training(lambda items: bool(items[0]["decisions"]))
    (decision,) = seen[0]["decisions"]
    assert (decision["kind"], decision["reason"]) == ("break", None)
    assert (await course.look())["decisions"][0]["reason"] == "Agreed with the employer."

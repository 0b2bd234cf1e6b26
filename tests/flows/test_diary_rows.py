"""Kinds beside types, and what stands in the diary without being a session (SB-47, DR-12, DR-36, DR-79)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from deploy.demo.client import eventually
from tests.flows.team import Team, refusal
from tests.platform import Provider

MARCH = {"from": "2032-03-01T00:00:00Z", "to": "2032-04-01T00:00:00Z"}
CHOC = {"kind": "choc", "notes": "Works four days from June on.", "local_start": "2032-03-01T10:00"}


async def note(team: Team, **changes: Any) -> dict[str, Any]:
    """An entry about the team's learners, by the assessor."""
    body = CHOC | {"learner_ids": list(team.learner_ids)} | changes
    entry: dict[str, Any] = await team.assessor.post("/diary-entries", body)
    return entry


@pytest.mark.req("SB-47")
async def test_type_and_kind_are_two_fields_and_the_diary_is_filtered_by_either(team: Team) -> None:
    review = await team.book(type="formal_review", location="Casnewydd", local_start="2032-03-01T10:00")
    skills = await team.book(kind="esq_session", local_start="2032-03-02T10:00")
    assessment = await team.book(kind="assessment", type="tests_exams", local_start="2032-03-03T10:00")
    choc = await note(team)
    action = await note(team, kind="action", notes="Send the certificate.")
    wrong = [
        await refusal(team.book(type="choc", local_start="2032-03-08T10:00")),
        await refusal(team.book(kind="choc", local_start="2032-03-08T10:00")),
        await refusal(team.book(type="formal_review", kind="assessment", location="Hwb")),
        await refusal(note(team, kind="review")),
    ]

    kinds = [review["kind"], skills["kind"], assessment["kind"], choc["kind"], action["kind"]]
    assert kinds == ["review", "esq_session", "assessment", "choc", "action"]
    assert (choc["type"], choc["qualification_ids"], choc["room"]) == (None, [], None)
    assert [(one.status, one.problem["field"]) for one in wrong] == [
        (422, "type"),
        (422, "kind"),
        (422, "kind"),
        (422, "kind"),
    ]
    for entry in (review, skills, assessment, choc, action):
        found = await team.assessor.get("/sessions", **MARCH, kind=entry["kind"])
        assert [one["id"] for one in found["items"]] == [entry["id"]]
    exams = await team.assessor.get("/sessions", **MARCH, type="tests_exams")
    assert [one["id"] for one in exams["items"]] == [assessment["id"]]


@pytest.mark.req("SB-47")
async def test_a_diary_entry_keeps_nobody_busy_and_is_neither_plan_nor_learning_time(team: Team) -> None:
    session = await team.book()
    entry = await note(team)
    later = await note(team, local_start="2032-03-01T14:00")
    afternoon = await team.book(local_start="2032-03-01T14:00")
    await team.hold(later)

    plan = await team.plan(lambda items: len(items) == 2)
    await team.hold(afternoon)
    (logged,) = await team.time_log(bool)

    assert entry["starts_at"] == session["starts_at"]
    assert [one["session_id"] for one in plan] == [session["id"], afternoon["id"]]
    assert logged["session_id"] == afternoon["id"]


@pytest.mark.req("DR-36")
async def test_a_choc_stands_in_the_diary_and_staff_has_it_to_do_until_it_is_done(team: Team) -> None:
    support = team.provider.as_role("business_support")
    entry = await note(team)

    todo = (await support.get("/diary-entries"))["items"]
    diary = (await team.assessor.get("/sessions", **MARCH))["items"]
    await support.post(
        f"/sessions/{entry['id']}/outcome",
        {"outcome": "completed", "actual_start_at": datetime.now(UTC).isoformat()},
        version=1,
    )
    wordless = await refusal(note(team, notes="  "))

    assert [(one["id"], one["planning_notes"]) for one in todo] == [(entry["id"], CHOC["notes"])]
    assert [one["id"] for one in diary] == [entry["id"]]
    assert (await support.get("/diary-entries"))["items"] == []
    assert (wordless.status, wordless.problem["field"]) == (422, "notes")


async def test_a_checker_raises_an_action_about_a_held_session_which_stays_as_it_was(
    provider: Provider,
) -> None:
    team = await Team.of(provider, "Aled Jones")
    checker = provider.as_role("iqa", await provider.person("iqa", "Ifan Pugh"))
    session = await team.hold(await team.book(type="formal_review", location="Hwb"))
    before = await team.assessor.get(f"/sessions/{session['id']}")

    body = {"kind": "action", "notes": "Send the employer an update.", "local_start": "2032-03-08T09:00"}
    action = await checker.post("/diary-entries", body | {"about_session_id": session["id"]})

    assert action["about_session_id"] == session["id"]
    assert (action["assessor_id"], action["participants"][0]["learner_id"]) == (
        team.assessor_id,
        team.learner_ids[0],
    )
    assert await team.assessor.get(f"/sessions/{session['id']}") == before
    mine = (await team.assessor.get("/diary-entries"))["items"]
    assert [one["id"] for one in mine] == [action["id"]]
    learner = team.learner()
    await team.book(local_start="2032-03-09T10:00")
    # Who is told of the session after it would have been told of the action.
    await eventually(lambda: learner.get("/notifications"), lambda found: len(found["items"]) == 2)
    assert (await learner.get("/sessions", **MARCH, kind="action"))["items"] == []
    refused = await refusal(learner.get(f"/sessions/{action['id']}"))
    assert refused.status == 403
    assert "Send the employer" not in str(await learner.get("/notifications"))

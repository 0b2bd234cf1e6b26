"""How a session ended: outcomes, cancellations with their notice, corrections (DR-13 to DR-15, DR-57 to DR-60)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.flows.team import GROUP, Team, refusal
from tests.platform import Provider

HELD = ("completed", "completed_bilingually", "completed_welsh")
CANCELLED = (
    "cancelled_by_learner",
    "cancelled_by_employer",
    "cancelled_by_assessor",
    "cancelled_by_provider",
)
MARCH = {"from": "2032-03-01T00:00:00Z", "to": "2032-04-01T00:00:00Z"}
REVIEW = {"type": "formal_review", "location": "Tŷ Derw"}


async def cancel(team: Team, session: dict[str, Any], **changes: Any) -> dict[str, Any]:
    body = {"outcome": "cancelled_by_employer", "reason": "The site is closed."} | changes
    cancelled: dict[str, Any] = await team.assessor.post(
        f"/sessions/{session['id']}/cancellation", body, version=session["version"]
    )
    return cancelled


@pytest.mark.req("DR-13")
async def test_the_actual_time_is_kept_beside_the_planned_one(team: Team) -> None:
    session = await team.book()
    came = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)

    held = await team.hold(session, actual_start_at=came.isoformat(), actual_minutes=45)

    (part,) = held["participants"]
    assert (held["starts_at"], held["minutes"]) == ("2032-03-01T10:00:00Z", 60)
    assert datetime.fromisoformat(part["actual_start_at"]) == came
    assert part["actual_minutes"] == 45


@pytest.mark.req("DR-14")
@pytest.mark.parametrize("outcome", HELD)
async def test_a_review_counts_as_held_with_the_moment_it_really_began(team: Team, outcome: str) -> None:
    session = await team.book(**REVIEW)

    unsaid = await refusal(
        team.assessor.post(f"/sessions/{session['id']}/outcome", {"outcome": outcome}, version=1)
    )
    ahead = datetime.now(UTC) + timedelta(hours=1)
    early = await refusal(team.hold(session, outcome=outcome, actual_start_at=ahead.isoformat()))
    held = await team.hold(session, outcome=outcome)

    assert (unsaid.status, unsaid.problem["field"]) == (422, "actual_start_at")
    assert (early.status, early.code) == (409, "not_held_yet")
    assert (held["state"], held["participants"][0]["outcome"]) == ("held", outcome)


@pytest.mark.req("DR-80")
@pytest.mark.parametrize("role", ["iqa", "manager"])
async def test_who_checks_reads_all_of_a_held_review(team: Team, role: str) -> None:
    planned = await team.book(**REVIEW, planning_notes="Bring the logbook.")
    await team.hold(planned, notes="Ahead of the plan.", mode="in_person")
    seen = await team.provider.as_role(role).get(f"/sessions/{planned['id']}")
    said = [seen["participants"][0][field] for field in ("outcome", "notes", "mode")]
    assert (seen["planning_notes"], said) == (
        "Bring the logbook.",
        ["completed", "Ahead of the plan.", "in_person"],
    )
    for without in ("learner", "assessor", "employer_user", "eqa"):
        stranger = team.provider.as_role(without)
        assert (await refusal(stranger.get(f"/sessions/{planned['id']}"))).status == 403, without


@pytest.mark.req("DR-15")
async def test_notes_mode_and_place_are_part_of_the_outcome_and_the_learner_reads_their_own(
    provider: Provider,
) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    session = await team.book(**REVIEW)
    by_phone = {
        "learner_id": team.learner_ids[1],
        "outcome": "completed",
        "notes": "Childcare is a barrier.",
        "mode": "telephone",
        "place": "At home",
    }
    await team.hold(session, notes="Prevent was discussed.", mode="in_person", attendance=[by_phone])

    own, others = [
        (await team.learner(index).get(f"/sessions/{session['id']}"))["participants"] for index in range(2)
    ]
    said = [[one[field] for field in ("notes", "mode", "place")] for one in own + others]

    assert said == [
        ["Prevent was discussed.", "in_person", None],
        ["Childcare is a barrier.", "telephone", "At home"],
    ]


@pytest.mark.req("DR-57")
@pytest.mark.req("DR-59")
@pytest.mark.parametrize("outcome", [*CANCELLED, "no_show"])
async def test_what_did_not_take_place_stays_in_the_diary_with_its_outcome_and_is_not_held(
    team: Team, outcome: str
) -> None:
    session = await team.book(**REVIEW)
    if outcome == "no_show":
        now = datetime.now(UTC)
        starts = (now - timedelta(minutes=10)).strftime("%Y-%m-%dT%H:%M")
        session = await team.book(**REVIEW, local_start=starts, time_zone="UTC")
        body = {"outcome": "no_show", "notes": "Nobody at the site."}
        await team.assessor.post(f"/sessions/{session['id']}/outcome", body, version=1)
    else:
        await cancel(team, session, outcome=outcome)

    begins = datetime.fromisoformat(session["starts_at"])
    month = {"from": begins.isoformat(), "to": (begins + timedelta(days=1)).isoformat()}
    (entry,) = (await team.assessor.get("/sessions", **month))["items"]
    plan = await team.plan(
        lambda items: (
            [one["own"]["outcome"] for one in items if one["session_id"] == session["id"]] == [outcome]
        )
    )
    mine = next(one for one in plan if one["session_id"] == session["id"])

    assert entry["participants"][0]["outcome"] == outcome
    assert entry["state"] == ("not_held" if outcome == "no_show" else "cancelled")
    assert mine["state"] == entry["state"]


@pytest.mark.req("DR-58")
async def test_the_moment_of_the_cancellation_shows_the_notice_given(team: Team) -> None:
    friday = (datetime.now(UTC) - timedelta(days=2)).replace(hour=10, minute=0, second=0, microsecond=0)
    thursday = friday - timedelta(hours=19)
    planned = await team.book(local_start=f"{friday:%Y-%m-%dT%H:%M}", time_zone="UTC")

    ahead = datetime.now(UTC) + timedelta(hours=1)
    refused = await refusal(cancel(team, planned, cancelled_at=ahead.isoformat()))
    await cancel(team, planned, cancelled_at=thursday.isoformat())
    read = await team.assessor.get(f"/sessions/{planned['id']}")

    assert (refused.status, refused.problem["field"]) == (422, "cancelled_at")
    assert datetime.fromisoformat(read["starts_at"]) == friday
    assert datetime.fromisoformat(read["cancellation"]["cancelled_at"]) == thursday
    assert read["cancellation"]["notice_minutes"] == 19 * 60


@pytest.mark.req("DR-60")
async def test_a_cancellation_or_a_no_show_is_explained_and_the_learner_reads_it(provider: Provider) -> None:
    team = await Team.of(provider, *GROUP[:2])
    session = await team.book()
    following = await team.book(local_start="2032-03-02T10:00")

    unsaid = await refusal(
        team.assessor.post(
            f"/sessions/{session['id']}/cancellation", {"outcome": "cancelled_by_learner"}, version=1
        )
    )
    blank = await refusal(cancel(team, session, reason="  "))
    absent = {"learner_id": team.learner_ids[1], "outcome": "no_show"}
    unexplained = await refusal(team.hold(following, notes="Worked on unit 4.", attendance=[absent]))
    await cancel(team, session, reason="Rang at nine: ill. We meet next week.")
    await team.hold(following, attendance=[absent | {"notes": "Missed the bus."}])

    for refused in (unsaid, blank):
        assert (refused.status, refused.problem["field"]) == (422, "reason")
    assert (unexplained.status, unexplained.problem["learner_ids"]) == (422, [team.learner_ids[1]])
    read = await team.learner(1).get(f"/sessions/{session['id']}")
    assert read["cancellation"]["reason"] == "Rang at nine: ill. We meet next week."
    missed = await team.learner(1).get(f"/sessions/{following['id']}")
    assert missed["participants"][0]["notes"] == "Missed the bus."
    other = await team.learner(0).get(f"/sessions/{following['id']}")
    assert "Missed the bus" not in str(other)


@pytest.mark.req("SB-01")
@pytest.mark.req("SB-21")
async def test_a_correction_to_a_no_show_withdraws_that_learners_time_and_is_kept(provider: Provider) -> None:
    team = await Team.of(provider, *GROUP)
    session = await team.book(type="out_of_the_workplace", minutes=120)
    for index in range(4):
        await team.plan(bool, index)
        assert await team.time_log(lambda items: True, index) == []
    held = await team.hold(session)
    for index in range(4):
        (entry,) = await team.time_log(bool, index)
        assert (entry["minutes"], entry["job_flag"]) == (120, "off")

    wrong = {"learner_id": team.learner_ids[3], "outcome": "no_show", "notes": "Was at the dentist."}
    body = {"reason": "Ticked the wrong name.", "attendance": [wrong]}
    path = f"/sessions/{session['id']}/outcome/correction"
    corrected = await team.assessor.post(path, body, version=held["version"])
    await team.time_log(lambda items: not items, 3)
    (kept,) = await team.time_log(bool, 0)
    history = await team.assessor.get(f"/sessions/{session['id']}/history")

    assert [one["outcome"] for one in corrected["participants"]] == ["completed"] * 3 + ["no_show"]
    assert kept["minutes"] == 120
    (correction,) = history["corrections"]
    assert (correction["by_id"], correction["reason"]) == (team.assessor_id, "Ticked the wrong name.")
    assert correction["changes"] == [
        {"learner_id": team.learner_ids[3], "before": "completed", "after": "no_show"}
    ]
    again = await refusal(
        team.assessor.post(
            f"/sessions/{session['id']}/cancellation",
            {"outcome": "cancelled_by_learner", "reason": "Ill."},
            version=3,
        )
    )
    assert (again.status, again.code) == (409, "session_is_over")


@pytest.mark.req("SB-46")
async def test_what_follows_from_a_group_follows_for_each_learner_from_their_own_outcome(
    provider: Provider,
) -> None:
    team = await Team.of(provider, *GROUP)
    # What follows for one participant follows after what follows for those before them.
    absent = {"learner_id": team.learner_ids[0], "outcome": "no_show", "notes": "Was at the dentist."}
    induction = await team.book(type="induction")
    review = await team.book(type="formal_review", location="Newport", local_start="2032-03-02T10:00")
    for session in (induction, review):
        await team.hold(session, attendance=[absent])

    for index in range(1, 4):
        logged = await team.time_log(lambda items: len(items) == 2, index)
        assert {one["session_id"] for one in logged} == {induction["id"], review["id"]}
        await team.training(lambda items: items[0]["training_status"] == "in_training", index)
    assert await team.time_log(lambda items: True) == []
    (unmoved,) = await team.training(bool)
    assert unmoved["training_status"] == "registered"
    clocks = [
        (await team.assessor.get(f"/learners/{learner_id}/next-review"))["last_held_on"]
        for learner_id in team.learner_ids
    ]
    assert [clock is not None for clock in clocks] == [False, True, True, True]
    seen = await team.learner(1).get(f"/sessions/{review['id']}")
    assert absent["notes"] not in str(seen)

"""Booking a group in two steps: one learner first, the others ticked, Continue (SB-10, SB-25, SB-35 to SB-37)."""

from typing import Any

import pytest

from chassis.ids import fresh_id
from tests.flows.team import GROUP, Team, clashing_names, comes_to, refusal
from tests.platform import Provider

SPRING = {"from": "2032-03-01T00:00:00Z", "to": "2032-04-30T00:00:00Z"}


async def keep(team: Team, **changes: Any) -> dict[str, Any]:
    """A draft with the first learner of the team only."""
    body = team.a_booking(learner_ids=[team.learner_ids[0]], planning_notes="Bring your badge.") | changes
    draft: dict[str, Any] = await team.assessor.post("/session-drafts", body)
    return draft


async def tick(team: Team, draft: dict[str, Any], *learner_ids: str) -> dict[str, Any]:
    """The draft with these learners ticked."""
    body = draft["typed"] | {"learner_ids": list(learner_ids), "participants": draft["participants"]}
    ticked: dict[str, Any] = await team.assessor.put(
        f"/session-drafts/{draft['id']}", body, version=draft["version"]
    )
    return ticked


async def go_on(team: Team, draft: dict[str, Any], **body: Any) -> list[dict[str, Any]]:
    """The sessions that Continue booked. Raises `Refused`."""
    path = f"/session-drafts/{draft['id']}/booking"
    booked = await team.assessor.post(path, body, version=draft["version"])
    sessions: list[dict[str, Any]] = booked["sessions"]
    return sessions


@pytest.mark.req("SB-10")
async def test_a_draft_awaits_participants_and_no_session_is_visible_yet(provider: Provider) -> None:
    team = await Team.of(provider, *GROUP)
    other = await Team.of(provider, assessor="Gwen Hughes")
    draft = await keep(team, participants=5)

    read = await team.assessor.get(f"/session-drafts/{draft['id']}")
    listed = (await team.assessor.get("/session-drafts"))["items"]
    hidden = await refusal(other.assessor.get(f"/session-drafts/{draft['id']}"))
    unfinished = {"planning_notes": "Only this so far."}
    bare = await team.assessor.post("/session-drafts", unfinished)
    incomplete = await refusal(go_on(team, bare))

    assert (read, listed) == (draft, [draft])
    assert (draft["still_to_choose"], draft["session_ids"]) == (3, [])
    assert draft["typed"]["planning_notes"] == "Bring your badge."
    assert draft["typed"]["local_start"] == "2032-03-01T10:00:00"
    assert bare["typed"] == unfinished
    assert hidden.status == 404
    assert incomplete.status == 422
    assert (await team.assessor.get("/sessions", **SPRING))["items"] == []
    busy = await team.assessor.get("/availability", **{"from": "2032-03-01", "to": "2032-03-01"})
    assert busy["busy"] == []


@pytest.mark.req("SB-25")
async def test_three_participants_more_ask_for_three_learners_more(team: Team) -> None:
    base = (await keep(team))["base"]
    draft = await keep(team, participants=base + 3)
    too_many = await refusal(keep(team, participants=base + 30))

    assert (base, draft["more_learners"], draft["still_to_choose"]) == (2, 3, 3)
    assert (too_many.status, too_many.problem["field"]) == (422, "participants")


@pytest.mark.req("SB-36")
async def test_learners_are_filtered_by_course_and_continue_books_for_all_that_are_ticked(
    provider: Provider,
) -> None:
    team = await Team.of(provider, *GROUP)
    course = {"number": "603/5216/4", "title": "Colouring", "level": "2", "type": "certificate"}
    other_course = str((await provider.admin.post("/qualifications", course))["id"])
    await provider.link(team.assessor_id, qualification_id=other_course)
    elsewhere = await provider.learner(team.assessor_id, "Huw Lewis", qualification_id=other_course)

    async def eligible(**filter: str) -> list[str]:
        return [
            one["learner_id"] for one in (await team.assessor.get("/eligible-learners", **filter))["items"]
        ]

    await comes_to(eligible, [*team.learner_ids, elsewhere])
    assert await eligible(qualification_id=other_course) == [elsewhere]
    first_course = await eligible(qualification_id=provider.qualification_id)
    stranger = await Team.of(provider, assessor="Gwen Hughes")
    draft = await tick(team, await keep(team, participants=3), *team.learner_ids)
    (session,) = await go_on(team, draft)
    again = await refusal(go_on(team, draft))

    assert first_course == list(team.learner_ids)
    assert await eligible(centre_id=provider.centre_id) == [*team.learner_ids, elsewhere]
    assert await eligible(centre_id=provider.id) == []
    assert (await stranger.assessor.get("/eligible-learners"))["items"] == []
    assert [one["learner_id"] for one in session["participants"]] == list(team.learner_ids)
    assert session["planning_notes"] == "Bring your badge."
    booked = await team.assessor.get(f"/session-drafts/{draft['id']}")
    assert booked["session_ids"] == [session["id"]]
    assert again.status == 412


@pytest.mark.req("SB-37")
async def test_continue_checks_again_and_keeps_the_ticks_of_a_draft_it_refuses(provider: Provider) -> None:
    await provider.room("Room 1", capacity=3)
    team = await Team.of(provider, *GROUP)
    other = await Team.of(provider, assessor="Gwen Hughes")
    *others, busy = team.learner_ids
    draft = await tick(team, await keep(team, participants=5), *team.learner_ids)
    await provider.admin.post("/sessions", other.a_booking(learner_ids=[busy]))

    refused = await refusal(go_on(team, draft))
    kept = await team.assessor.get(f"/session-drafts/{draft['id']}")
    offered = refused.problem
    (session,) = await go_on(team, kept, learner_ids=offered["bookable_learner_ids"])
    nearest = await team.book(local_start=offered["alternatives"][0]["local_start"])

    assert clashing_names(refused) == ["Efa Morgan"]
    assert offered["bookable_learner_ids"] == others
    assert kept == draft
    assert [one["learner_id"] for one in session["participants"]] == others
    assert nearest["places_taken"] == 4


async def test_pressing_continue_twice_quickly_books_once(team: Team) -> None:
    draft, press = await keep(team), fresh_id()
    path = f"/session-drafts/{draft['id']}/booking"
    first = await team.assessor.post(path, {}, key=press, version=1)
    second = await team.assessor.post(path, {}, key=press, version=1)

    assert first == second
    assert len((await team.assessor.get("/sessions", **SPRING))["items"]) == 1

"""Events and tasks of a centre."""

import pytest

from deploy.demo.client import Client
from tests.flows.team import Team, refusal, status_of
from tests.platform import Provider

FEBRUARY = {"from": "2032-02-01", "to": "2032-02-28"}


@pytest.mark.req("CE-09")
async def test_an_event_is_seen_by_the_invited_and_the_centre_and_by_nobody_else(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    aled, carys = team.learner_ids
    office = provider.as_role("centre_admin")
    other_centre = await provider.centre()
    far = provider.as_role("centre_admin", centre_ids=[other_centre])
    meeting = {
        "centre_id": provider.centre_id,
        "title": "Standardisation",
        "local_start": "2032-02-19T10:00",
        "place": "Newport",
        "invited_ids": [team.assessor_id, aled],
    }

    event = await office.post("/events", meeting)
    for who in (team.assessor, team.learner(0), office, provider.admin):
        (seen,) = (await who.get("/events", **FEBRUARY))["items"]
        assert (seen["title"], seen["local_start"]) == ("Standardisation", "2032-02-19T10:00:00")
        assert await who.get(f"/events/{event['id']}") == event
    others = (team.learner(1), provider.as_role("assessor"), provider.as_role("iqa"), far)
    for who in others:
        assert (await who.get("/events", **FEBRUARY))["items"] == []
        assert await status_of(who, f"/events/{event['id']}") == 404
    stranger = await provider.person("learner", centre_id=other_centre)
    refused = await refusal(office.post("/events", meeting | {"invited_ids": [stranger]}))
    assert (refused.status, refused.code) == (422, "not_invitable")

    edited = await office.put(
        f"/events/{event['id']}",
        {"title": "Moderation", "local_start": "2032-02-20T10:00", "invited_ids": [team.assessor_id, carys]},
        version=event["version"],
    )
    assert (await team.learner(0).get("/events", **FEBRUARY))["items"] == []
    assert (await team.learner(1).get("/events", **FEBRUARY))["items"] == [edited]
    await office.post(f"/events/{event['id']}/cancellation", None, version=edited["version"])
    assert (await team.assessor.get("/events", **FEBRUARY))["items"] == []


@pytest.mark.req("CE-09")
async def test_an_event_warns_who_books_the_invited_and_refuses_nothing(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones")
    meeting = {
        "title": "Standardisation",
        "local_start": "2032-03-01T10:00",
        "invited_ids": [team.assessor_id, *team.learner_ids],
    }
    event = await provider.admin.post("/events", meeting | {"centre_id": provider.centre_id})

    warned = (await team.assessor.send("POST", "/session-checks", body=team.a_booking())).json()
    session = await team.book()
    seen = await team.assessor.get("/availability", **{"from": "2032-03-01", "to": "2032-03-01"})
    month = await team.assessor.get("/calendar", **{"from": "2032-03-01", "to": "2032-03-01"})
    await provider.admin.put(
        f"/events/{event['id']}",
        meeting | {"local_start": "2032-03-02T10:00"},
        version=event["version"],
    )
    later = (
        await team.assessor.send(
            "POST", "/session-checks", body=team.a_booking(local_start="2032-03-01T11:00", minutes=30)
        )
    ).json()

    assert warned["bookable"]
    assert [one["starts_at"] for one in seen["events"]] == ["2032-03-01T10:00:00Z"]
    assert {(one["reason"], one["person_id"]) for one in warned["warnings"]} == {
        ("event", team.assessor_id),
        ("event", team.learner_ids[0]),
    }
    assert [one["id"] for one in month["events"]] == [event["id"]]
    assert [one["id"] for one in month["sessions"]] == [session["id"]]
    assert later["warnings"] == []

    await team.assessor.post("/absences", {"first": "2032-03-03", "last": "2032-03-03"})
    away = await refusal(team.book(local_start="2032-03-03T10:00"))
    assert (away.status, away.code) == (409, "double_booked")


@pytest.mark.req("CE-10")
async def test_a_task_is_added_edited_and_done_and_no_other_centre_sees_it(provider: Provider) -> None:
    office = provider.as_role("centre_admin")
    other_centre = await provider.centre()
    far = provider.as_role("centre_admin", centre_ids=[other_centre])

    task = await office.post("/tasks", {"centre_id": provider.centre_id, "title": "Order certificates"})
    path = f"/tasks/{task['id']}"
    edited = await office.put(
        path, {"title": "Order 12 certificates", "due_on": "2032-03-01"}, version=task["version"]
    )
    assert await _titles(office) == ["Order 12 certificates"]
    assert await _titles(far) == []
    assert await status_of(far, f"/tasks?centre_id={provider.centre_id}") == 404
    foreign = await refusal(far.put(path, {"title": "Mine"}, version=edited["version"]))
    stale = await refusal(office.put(path, {"title": "Late"}, version=task["version"]))
    assert (foreign.status, stale.status) == (404, 412)

    sooner = {"centre_id": provider.centre_id, "title": "Ring the awarding body", "due_on": "2032-02-01"}
    await office.post("/tasks", sooner)
    assert await _titles(office) == ["Ring the awarding body", "Order 12 certificates"]
    done = await office.put(path, {"title": edited["title"], "done": True}, version=edited["version"])
    assert done["done"]
    assert await _titles(office, done=False) == ["Ring the awarding body"]


async def _titles(office: Client, **about: object) -> list[str]:
    return [task["title"] for task in (await office.get("/tasks", **about))["items"]]

"""One of several centres is looked at: every list that spans centres takes it as a filter, within one's own."""

from typing import Any

import pytest

from deploy.demo.client import Client
from tests.flows.team import Team
from tests.platform import Provider

MARCH = {"from": "2032-03-01", "to": "2032-03-31", "time_zone": "Europe/London"}
MOMENTS = {"from": "2032-03-01T00:00:00Z", "to": "2032-03-31T00:00:00Z"}


@pytest.mark.req("CE-64")
async def test_lists_show_all_ones_centres_or_the_chosen_one_and_never_another(provider: Provider) -> None:
    second, strange = await provider.centre(), await provider.centre()
    here = provider.centre_id
    roles = [{"role": "assessor", "centre_ids": [here, second]}]
    assessor = await provider.admin.post(
        "/people", {"given_name": "Bethan", "family_name": "Rees", "roles": roles}
    )
    await provider.link(assessor["id"])
    near = await provider.learner(assessor["id"])
    far = await provider.learner(assessor["id"], "Nia Parry", centre_id=second)
    client = provider.as_role("assessor", assessor["id"], centre_ids=[here, second])
    team = Team(provider, assessor["id"], client, (near,))
    await team.book()
    await team.assessor.post("/sessions", team.a_booking(learner_ids=[far], local_start="2032-03-02T10:00"))
    for centre, title in ((here, "Here"), (second, "There")):
        meeting = {"title": title, "local_start": "2032-03-03T10:00", "invited_ids": [team.assessor_id]}
        if centre == second:
            meeting["invited_ids"] = [far]
        await provider.admin.post("/events", meeting | {"centre_id": centre})
        await provider.admin.post("/tasks", {"centre_id": centre, "title": title})
        await provider.room(f"Room {title}", centre_id=centre)
    both = provider.as_role("centre_admin", centre_ids=[here, second])
    questions: dict[str, dict[str, str]] = {
        "/sessions": MOMENTS,
        "/events": MARCH,
        "/tasks": {},
        "/smart-rooms": {},
        "/archive": {},
        "/enrolments": {},
    }

    async def counted(client: Client, **centre: str) -> dict[str, int]:
        return {
            path: len((await client.get(path, **(query | centre)))["items"])
            for path, query in questions.items()
        }

    assert await counted(both) == dict.fromkeys(questions, 2)
    assert await counted(both, centre_id=here) == dict.fromkeys(questions, 1)
    assert await counted(both, centre_id=second) == dict.fromkeys(questions, 1)
    only_here = provider.as_role("centre_admin")
    del questions["/tasks"]  # it says that there is no such centre
    assert await counted(only_here, centre_id=second) == dict.fromkeys(questions, 0)
    assert await counted(both, centre_id=strange) == dict.fromkeys(questions, 0)

    for centre in (here, second):
        newcomer = await provider.person("learner", centre_id=centre)
        await provider.enrol(newcomer, assessor["id"], centre_id=centre, waits=True)
    waiting = [await both.get("/allocations/waiting", **chosen) for chosen in ({}, {"centre_id": second})]
    assert [one["learners"] for one in waiting] == [2, 1]
    month: dict[str, Any] = await team.assessor.get("/calendar", **MARCH, centre_id=second)
    (session,) = month["sessions"]
    assert session["centre_ids"] == [second]
    whole = await team.assessor.get("/calendar", **MARCH)
    assert (len(whole["sessions"]), month["free"]) == (2, whole["free"])

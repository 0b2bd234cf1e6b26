"""Writing to the assessor (SA-34, SA-68), and what waits for whom (PT-37)."""

from typing import Any

import pytest

from chassis.ids import fresh_id
from deploy.demo.client import Client
from tests.conftest import Servers
from tests.flows.letter_box import letters
from tests.flows.team import Team, refusal, status_of
from tests.platform import Provider

HELP = {"subject": "Unit 3", "text": "I am stuck with the evidence.\nCould you help me?"}


async def enrolment_of(team: Team) -> str:
    found = await team.provider.admin.get("/enrolments", learner_id=team.learner_ids[0])
    return str(found["items"][0]["id"])


async def address_of(provider: Provider, person_id: str) -> str:
    return str((await provider.admin.get(f"/people/{person_id}"))["email"])


async def sent(by: Client, body: dict[str, Any]) -> str:
    """The conversation a message went into."""
    return str((await by.post("/messages", body))["conversation_id"])


@pytest.mark.req("SA-34", "SA-68")
async def test_a_learners_message_reaches_the_assessor_of_that_component_as_one_mail(
    provider: Provider, servers: Servers
) -> None:
    team = await Team.of(provider, "Aled Jones")
    other = await Team.of(provider, assessor="Gwen Hughes")
    maths = await provider.admin.post(
        "/qualifications",
        {"number": "600/1111/1", "title": "Numeracy", "level": "1", "type": "skills_qualification"},
    )
    await provider.link(other.assessor_id, qualification_id=maths["id"])
    await provider.enrol(team.learner_ids[0], other.assessor_id, qualification_id=maths["id"])
    learner, enrolment_id = team.learner(), await enrolment_of(team)

    conversation = await sent(learner, HELP | {"enrolment_id": enrolment_id})

    bethan, gwen = [await address_of(provider, team_.assessor_id) for team_ in (team, other)]
    (mail,) = await letters(servers.maildir, bethan, count=1, links=False)
    assert mail["Subject"] == "Unit 3"
    body = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Aled Jones has written to you:" in body
    assert "Could you help me?" in body
    learners_own = await address_of(provider, team.learner_ids[0])
    assert learners_own not in str(mail)
    assert mail["Reply-To"] is None
    (received,) = (await team.assessor.get("/messages"))["items"]
    assert (received["with_name"], received["unread"], received["last_own"]) == ("Aled Jones", 1, False)
    waiting = await team.assessor.get("/inbox")
    assert (waiting["messages"], waiting["to_do"]) == (1, 1)
    assert [section["duty"] for section in waiting["sections"]] == ["answer_message"]
    assert (await other.assessor.get("/messages"))["items"] == []

    with_file = {"enrolment_id": enrolment_id, "attachment": "cv.pdf"} | HELP
    refused = await refusal(learner.post("/messages", with_file))
    assert (refused.status, refused.code) == (422, "messages_carry_no_files")
    assert "Upload Work" in refused.problem["detail"]
    form = await learner.http.post(
        "/messages", files={"file": ("cv.pdf", b"%PDF")}, data=HELP, headers={"Idempotency-Key": fresh_id()}
    )
    assert (form.status_code, form.json()["code"]) == (422, "messages_carry_no_files")

    await team.assessor.post("/messages", {"conversation_id": conversation, "text": "Tomorrow at ten?"})
    (answer,) = await letters(servers.maildir, learners_own, count=1, links=False)
    assert (answer["Subject"], bethan in str(answer)) == ("Unit 3", False)
    seen = await learner.get(f"/messages/{conversation}")
    assert [(one["own"], one["text"]) for one in seen["items"]] == [
        (False, "Tomorrow at ten?"),
        (True, HELP["text"]),
    ]
    assert (await team.assessor.get("/inbox"))["to_do"] == 0
    assert (await learner.get("/inbox"))["messages"] == 1
    count = seen["conversation"]["count"]
    assert await learner.put(f"/messages/{conversation}/read", {"seen": count}) == {
        "id": conversation,
        "unread": 0,
    }
    assert (await learner.get("/inbox"))["messages"] == 0
    assert len(await letters(servers.maildir, bethan, count=1, links=False)) == 1
    assert await letters(servers.maildir, gwen, count=0, links=False) == []

    stranger = provider.as_role("learner")
    assert (await refusal(stranger.get(f"/messages/{conversation}"))).status == 404
    assert (await refusal(stranger.post("/messages", HELP | {"enrolment_id": enrolment_id}))).status == 403


@pytest.mark.req("PT-44")
async def test_what_stands_behind_a_learners_words_is_closed_to_another_learner(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    aled, other = team.learner_ids[0], team.learner(1)
    session = await team.book(learner_ids=[aled])
    await team.plan(lambda items: len(items) == 1)
    conversation = await sent(team.learner(), HELP | {"enrolment_id": await enrolment_of(team)})

    closed = (
        f"/learners/{aled}/evidence",
        f"/learners/{aled}/plan",
        f"/learners/{aled}/supervisors",
        f"/people/{aled}",
        f"/sessions/{session['id']}",
        f"/messages/{conversation}",
    )
    assert [await status_of(team.learner(), path) for path in closed] == [200] * len(closed)
    assert {await status_of(other, path) for path in closed} <= {403, 404}
    for path in ("/sessions", "/messages", "/notifications"):
        assert (await other.get(path))["items"] == []
    assert (await other.get("/enrolments", learner_id=aled))["items"] == []
    assert (await other.get("/inbox"))["messages"] == 0


async def test_an_employer_writes_about_an_own_apprentice_only(provider: Provider) -> None:
    employer_id = await provider.person("employer_user", "Huw Prosser")
    assessor_id = await provider.person("assessor")
    learner_id = await provider.learner(assessor_id, employer_id=employer_id)
    enrolment = (await provider.admin.get("/enrolments", learner_id=learner_id))["items"][0]
    body = HELP | {"enrolment_id": enrolment["id"]}

    await sent(provider.as_role("employer_user", employer_id), body)

    (received,) = (await provider.as_role("assessor", assessor_id).get("/messages"))["items"]
    assert (received["with_name"], received["learner_name"]) == ("Huw Prosser", "Aled Jones")
    assert (await provider.as_role("learner", learner_id).get("/messages"))["items"] == []
    assert (await refusal(provider.as_role("employer_user").post("/messages", body))).status == 403

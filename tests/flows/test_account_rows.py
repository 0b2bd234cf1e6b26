"""Accounts through the gateway: invitations and forgotten passwords."""

import time
from typing import Any

import httpx
import pytest

from chassis.ids import fresh_id
from deploy.demo.client import Client, eventually
from tests.flows.letter_box import letters, token_in
from tests.flows.team import Team, refusal
from tests.platform import PASSWORD, PURPOSES, Provider

NEW_PASSWORD = "nine slow herons over Conwy"


@pytest.mark.req("SA-01")
async def test_the_right_password_opens_and_a_wrong_one_tells_nothing(provider: Provider) -> None:
    learner = await _learner(provider, user_name=f"efa.{fresh_id()}", initial_password=PASSWORD)
    async with _nobody(provider) as nobody:
        wrong = await refusal(nobody.sign_in(learner["user_name"], NEW_PASSWORD))
        stranger = await refusal(nobody.sign_in(f"nobody.{fresh_id()}", PASSWORD))
        said = [
            {name: refused.problem.get(name) for name in ("status", "code", "title", "detail", "field")}
            for refused in (wrong, stranger)
        ]
        assert said[0] == said[1]
        assert (wrong.status, wrong.code, said[0]["field"]) == (401, "sign_in_refused", None)
        signed_in = await nobody.sign_in(learner["user_name"], PASSWORD)
        assert signed_in["access_token"]
        assert (await nobody.get("/me"))["person"]["id"] == learner["id"]


@pytest.mark.req("SA-02")
async def test_a_new_learner_gets_one_invitation_and_a_resent_link_replaces_the_first(
    provider: Provider,
) -> None:
    learner = await _learner(provider)
    invited = await _invite(provider, learner)
    (first,) = await letters(provider.platform.servers.maildir, learner["email"], count=1)
    assert "password" in first["Subject"]
    assert PASSWORD not in first.as_string()

    await _invite(provider, learner)
    both = await letters(provider.platform.servers.maildir, learner["email"], count=2)
    (second,) = (letter for letter in both if token_in(letter) != token_in(first))

    async with _nobody(provider) as nobody:
        replaced = await refusal(_choose(nobody, "invitations", token_in(first)))
        assert (replaced.status, replaced.code) == (410, "link_spent")
        chosen = await _choose(nobody, "invitations", token_in(second))
        assert chosen["user_name"] == invited["user_name"] == learner["email"]
        signed_in = await nobody.sign_in(chosen["user_name"], NEW_PASSWORD)
    assert signed_in["person"]["id"] == learner["id"]


async def test_the_invitation_of_a_welsh_reader_is_in_welsh(provider: Provider) -> None:
    learner = await _learner(provider, language="cy")
    await _invite(provider, learner)
    (letter,) = await letters(provider.platform.servers.maildir, learner["email"], count=1)
    assert "dewiswch eich cyfrinair" in letter["Subject"]
    assert letter["Content-Language"] == "cy"


async def test_who_chooses_welsh_is_written_to_in_welsh_from_then_on(team: Team) -> None:
    learner, (learner_id,) = team.learner(), team.learner_ids
    maildir = team.provider.platform.servers.maildir
    address = (await team.provider.admin.get(f"/people/{learner_id}"))["email"]

    async def titles() -> list[str]:
        return [str(one["title"]) for one in (await learner.get("/notifications"))["items"]]

    await team.book()
    await letters(maildir, address, count=1, links=False)
    assert await learner.put("/me/language", {"language": "cy"}) == {"language": "cy"}
    assert (await learner.get("/me"))["person"]["language"] == "cy"
    await eventually(titles, lambda found: [one.partition(":")[0] for one in found] == ["Trefnwyd"])
    await team.book(local_start="2032-03-02T10:00")
    both = await letters(maildir, address, count=2, links=False)
    assert sorted(letter["Content-Language"] for letter in both) == ["cy", "en"]
    unknown = await refusal(learner.put("/me/language", {"language": "fr"}))
    assert (unknown.status, unknown.problem["field"]) == (422, "language")


async def test_a_link_is_good_for_one_use_and_a_weak_password_does_not_use_it_up(provider: Provider) -> None:
    learner = await _learner(provider)
    await _invite(provider, learner)
    (letter,) = await letters(provider.platform.servers.maildir, learner["email"], count=1)
    token = token_in(letter)
    async with _nobody(provider) as nobody:
        weak = await refusal(_choose(nobody, "invitations", token, password="short"))
        assert (weak.status, weak.code, weak.problem["field"]) == (422, "password_too_short", "password")
        await _choose(nobody, "invitations", token)
        again = await refusal(_choose(nobody, "invitations", token))
        elsewhere = await refusal(_choose(nobody, "password-resets", token))
        never = await refusal(_choose(nobody, "invitations", "made-up"))
    assert {(no.status, no.code) for no in (again, elsewhere, never)} == {(410, "link_spent")}


async def test_a_pending_person_comes_in_only_after_choosing_a_password(provider: Provider) -> None:
    learner = await _learner(provider)
    await _invite(provider, learner)
    async with _nobody(provider) as nobody:
        refused = await refusal(nobody.sign_in(learner["email"], NEW_PASSWORD))
    assert (refused.status, refused.code) == (401, "sign_in_refused")


async def test_a_forgotten_password_is_reset_by_a_link_and_every_session_ends(provider: Provider) -> None:
    learner = await _learner(provider, user_name=f"efa.{fresh_id()}", initial_password=PASSWORD)
    async with _nobody(provider) as nobody:
        before = await nobody.sign_in(learner["user_name"], PASSWORD)
        known = await _ask(nobody, learner["user_name"])
        unknown = await _ask(nobody, f"nobody.{fresh_id()}")
        assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
        assert known.status_code == 202

        (letter,) = await letters(provider.platform.servers.maildir, learner["email"], count=1)
        await _choose(nobody, "password-resets", token_in(letter))

        over = await refusal(nobody.post("/token", {"refresh_token": before["refresh_token"]}))
        old = await refusal(nobody.sign_in(learner["user_name"], PASSWORD))
        await nobody.sign_in(learner["user_name"], NEW_PASSWORD)
    assert (over.status, over.code) == (401, "session_ended")
    assert (old.status, old.code) == (401, "sign_in_refused")


async def test_asking_again_at_once_sends_no_second_mail(provider: Provider) -> None:
    learner = await _learner(provider, user_name=f"efa.{fresh_id()}", initial_password=PASSWORD)
    other = await _learner(provider, user_name=f"aled.{fresh_id()}", initial_password=PASSWORD)
    async with _nobody(provider) as nobody:
        for _ in range(3):
            await _ask(nobody, learner["user_name"])
        await _ask(nobody, other["user_name"])
    maildir = provider.platform.servers.maildir
    await letters(maildir, other["email"], count=1)
    assert len(await letters(maildir, learner["email"], count=1)) == 1


async def test_who_has_a_password_or_no_address_is_not_invited(provider: Provider) -> None:
    has_one = await _learner(provider, user_name=f"efa.{fresh_id()}", initial_password=PASSWORD)
    unreachable = await _learner(provider, email=None)
    exists = await refusal(_invite(provider, has_one))
    nowhere = await refusal(_invite(provider, unreachable))
    assert (exists.status, exists.code) == (409, "account_exists")
    assert (nowhere.status, nowhere.code) == (409, "no_address")


async def test_nobody_invites_somebody_whose_role_they_could_not_give(provider: Provider) -> None:
    manager = {"id": await provider.person("manager")}
    basic_admin = provider.as_role("basic_admin")
    refused = await refusal(basic_admin.post(f"/people/{manager['id']}/invitation", {}))
    assert (refused.status, refused.code) == (403, "role_not_grantable")


async def _learner(provider: Provider, **changes: Any) -> dict[str, Any]:
    body = {
        "given_name": "Efa",
        "family_name": "Llwyd",
        "email": f"{fresh_id()}@example.org",
        "roles": [{"role": "learner", "centre_ids": [provider.centre_id]}],
    } | changes
    added: dict[str, Any] = await provider.admin.post("/people", body)
    return body | added


async def _invite(provider: Provider, person: dict[str, Any]) -> dict[str, Any]:
    invited: dict[str, Any] = await provider.admin.post(f"/people/{person['id']}/invitation", {})
    return invited


def _nobody(provider: Provider) -> Client:
    return Client(provider.platform.servers.gateway_url)


async def _choose(nobody: Client, page: str, token: str, password: str = NEW_PASSWORD) -> dict[str, Any]:
    chosen: dict[str, Any] = await nobody.post(f"/{page}/{token}", {"password": password})
    return chosen


async def _ask(nobody: Client, user_name: str) -> httpx.Response:
    return await nobody.send("POST", "/password-resets", body={"user_name": user_name})


@pytest.mark.req("SA-03")
async def test_nothing_opens_before_the_disclaimer_is_accepted_and_it_shows_once_per_version(
    provider: Provider,
) -> None:
    learner = await _learner(provider, user_name=f"efa.{fresh_id()}", initial_password=PASSWORD)
    words = {"replaces": 0, "english": "Be kind.", "welsh": "Byddwch yn garedig."}
    await provider.admin.put("/provider/disclaimer", words)
    async with _nobody(provider) as efa:
        first = await efa.sign_in(learner["user_name"], PASSWORD)
        assert (first["disclaimer"]["number"], first["disclaimer"]["welsh"]) == (1, "Byddwch yn garedig.")
        for path in ("/me", "/notifications", f"/learners/{learner['id']}/plan", "/sessions"):
            refused = await refusal(efa.get(path))
            assert (refused.status, refused.code) == (403, "disclaimer_required"), path
        renewed = await efa.post("/token", {"refresh_token": first["refresh_token"]})
        assert renewed["disclaimer"]["number"] == 1

        accepted = await _accept(efa, renewed, number=1)
        assert accepted["disclaimer"] is None
        assert (await efa.get("/me"))["person"]["id"] == learner["id"]
        assert (await efa.sign_in(learner["user_name"], PASSWORD))["disclaimer"] is None

        await provider.admin.put("/provider/disclaimer", words | {"replaces": 1, "english": "Be kinder."})
        again = await efa.sign_in(learner["user_name"], PASSWORD)
        assert again["disclaimer"]["number"] == 2
        late = await refusal(_accept(efa, again, number=1))
        assert (late.status, late.code, late.problem["current"]) == (409, "disclaimer_outdated", 2)
        await _accept(efa, again, number=2)
        assert (await efa.sign_in(learner["user_name"], PASSWORD))["disclaimer"] is None


async def test_the_same_words_are_the_same_version_and_only_a_master_admin_sets_them(
    provider: Provider,
) -> None:
    words = {"replaces": 0, "english": "Be kind.", "welsh": "Byddwch yn garedig."}
    first = await provider.admin.put("/provider/disclaimer", words)
    again = await provider.admin.put("/provider/disclaimer", words | {"replaces": 1})
    assert (first["number"], again["number"], first["since"]) == (1, 1, again["since"])
    assert await provider.as_role("learner").get("/provider/disclaimer") == first
    stale = await refusal(provider.admin.put("/provider/disclaimer", words))
    assert (stale.status, stale.code) == (409, "disclaimer_outdated")


async def _accept(client: Client, signed_in: dict[str, Any], *, number: int) -> dict[str, Any]:
    body = {"refresh_token": signed_in["refresh_token"], "number": number}
    accepted: dict[str, Any] = await client.post("/sign-in/acceptance", body)
    client.http.headers["Authorization"] = f"Bearer {accepted['access_token']}"
    return accepted


@pytest.mark.req("CE-29")
async def test_a_new_assessor_gets_an_account_with_the_first_learner(provider: Provider) -> None:
    assessor = await _somebody(provider, "assessor")
    learner, iqa = await _learner(provider), await _somebody(provider, "iqa")
    maildir = provider.platform.servers.maildir
    enrolment = await provider.enrol(learner["id"], assessor["id"], waits=True)
    await _invite(provider, marker := await _learner(provider))
    await letters(maildir, marker["email"], count=1)
    assert await letters(maildir, assessor["email"], count=0) == []

    body = {"assessor_id": assessor["id"], "iqa_id": iqa["id"]}
    await provider.admin.put(f"/enrolments/{enrolment['id']}/allocation", body, version=enrolment["version"])

    for person in (assessor, learner, iqa):
        (letter,) = await letters(maildir, person["email"], count=1)
        async with _nobody(provider) as nobody:
            chosen = await _choose(nobody, "invitations", token_in(letter))
            signed_in = await nobody.sign_in(chosen["user_name"], NEW_PASSWORD)
        assert signed_in["person"]["id"] == person["id"]


@pytest.mark.req("CE-15")
async def test_an_account_comes_within_a_minute_of_the_allocation(provider: Provider) -> None:
    assessor, iqa, learner = [await _somebody(provider, role) for role in ("assessor", "iqa", "learner")]
    enrolment = await provider.enrol(learner["id"], assessor["id"], waits=True)
    body = {"assessor_id": assessor["id"], "iqa_id": iqa["id"]}
    allocated_at = time.monotonic()
    await provider.admin.put(f"/enrolments/{enrolment['id']}/allocation", body, version=enrolment["version"])
    (letter,) = await letters(provider.platform.servers.maildir, learner["email"], count=1)
    assert time.monotonic() - allocated_at < 60
    async with _nobody(provider) as nobody:
        chosen = await _choose(nobody, "invitations", token_in(letter))
    assert chosen["user_name"] == learner["email"]


@pytest.mark.req("CE-28")
async def test_learners_get_one_account_and_one_mail_when_both_places_are_filled(provider: Provider) -> None:
    iqa, assessor = await _somebody(provider, "iqa"), await _somebody(provider, "assessor")
    maildir = provider.platform.servers.maildir
    learners = [await _learner(provider) for _ in range(2)]
    body = {"centre_id": provider.centre_id, "qualification_id": provider.qualification_id}
    enrolments = [
        await provider.admin.post("/enrolments", body | {"learner_id": one["id"], "iqa_id": iqa["id"]})
        for one in learners
    ]
    await _invite(provider, marker := await _learner(provider))
    await letters(maildir, marker["email"], count=1)
    for one in learners:
        assert await letters(maildir, one["email"], count=0) == []

    both = {"enrolment_ids": [one["id"] for one in enrolments], "qualification_id": provider.qualification_id}
    places = {"assessor_id": assessor["id"], "iqa_id": iqa["id"]}
    await provider.admin.post("/allocations", both | places)
    first = [(await letters(maildir, one["email"], count=1))[0] for one in learners]

    # A later state of the same enrolment says again that both places are filled.
    other = await _somebody(provider, "iqa")
    changes = {"place": "iqa", "from_person_id": iqa["id"], "to_person_id": other["id"]}
    await provider.admin.post("/allocations/changes", both | changes)
    await letters(maildir, other["email"], count=1)
    for one, letter in zip(learners, first, strict=True):
        assert len(await letters(maildir, one["email"], count=1)) == 1
        async with _nobody(provider) as nobody:
            chosen = await _choose(nobody, "invitations", token_in(letter))
            assert (await nobody.sign_in(chosen["user_name"], NEW_PASSWORD))["person"]["id"] == one["id"]


async def test_a_second_learner_invites_the_assessor_no_second_time(provider: Provider) -> None:
    assessor, iqa = await _somebody(provider, "assessor"), await _somebody(provider, "iqa")
    maildir = provider.platform.servers.maildir
    for _ in range(2):
        learner = await _learner(provider)
        enrolment = await provider.enrol(learner["id"], assessor["id"], waits=True)
        body = {"assessor_id": assessor["id"], "iqa_id": iqa["id"]}
        await provider.admin.put(
            f"/enrolments/{enrolment['id']}/allocation", body, version=enrolment["version"]
        )
        assert len(await letters(maildir, learner["email"], count=1)) == 1
    assert len(await letters(maildir, assessor["email"], count=1)) == 1


async def _somebody(provider: Provider, role: str) -> dict[str, Any]:
    person = await _learner(provider, roles=[{"role": role, "centre_ids": [provider.centre_id]}])
    if role in PURPOSES:
        await provider.link(person["id"], PURPOSES[role])
    return person


async def test_a_person_sees_where_they_are_signed_in_and_ends_another_sign_in(provider: Provider) -> None:
    learner = await _learner(provider, user_name=f"efa.{fresh_id()}", initial_password=PASSWORD)
    async with _nobody(provider) as phone, _nobody(provider) as desk:
        on_phone = await phone.sign_in(learner["user_name"], PASSWORD)
        await desk.sign_in(learner["user_name"], PASSWORD)
        listed = (await desk.get("/sign-ins"))["items"]
        assert [one["current"] for one in listed] == [True, False]

        await desk.send("DELETE", f"/sign-ins/{listed[1]['id']}")
        await eventually(lambda: _code_of(phone), lambda code: code == "token_revoked")

        assert len((await desk.get("/sign-ins"))["items"]) == 1
        over = await refusal(phone.post("/token", {"refresh_token": on_phone["refresh_token"]}))
        assert (over.status, over.code) == (401, "session_ended")
    stranger = provider.as_role("learner")
    refused = await refusal(stranger.send("DELETE", f"/sign-ins/{listed[0]['id']}"))
    assert (refused.status, refused.code) == (404, "sign_in_not_found")


async def test_changing_the_password_ends_every_other_sign_in(provider: Provider) -> None:
    learner = await _learner(provider, user_name=f"efa.{fresh_id()}", initial_password=PASSWORD)
    async with _nobody(provider) as phone, _nobody(provider) as desk:
        on_phone = await phone.sign_in(learner["user_name"], PASSWORD)
        at_desk = await desk.sign_in(learner["user_name"], PASSWORD)
        wrong = await refusal(desk.put("/password", _change("not the present one")))
        assert (wrong.status, wrong.code) == (403, "password_wrong")
        weak = await refusal(desk.put("/password", _change(PASSWORD, "short")))
        assert (weak.status, weak.problem["field"]) == (422, "password")

        known = await refusal(desk.put("/password", _change(PASSWORD, "PasswordStandard")))
        assert (known.code, known.problem["field"]) == ("password_breached", "password")

        await desk.put("/password", _change(PASSWORD))
        await eventually(lambda: _code_of(phone), lambda code: code == "token_revoked")
        assert (await desk.get("/me"))["person"]["id"] == learner["id"]

        over = await refusal(phone.post("/token", {"refresh_token": on_phone["refresh_token"]}))
        assert (over.status, over.code) == (401, "session_ended")
        await desk.post("/token", {"refresh_token": at_desk["refresh_token"]})
        await phone.sign_in(learner["user_name"], NEW_PASSWORD)


async def test_signing_out_ends_the_access_token_too(provider: Provider) -> None:
    learner = await _learner(provider, user_name=f"efa.{fresh_id()}", initial_password=PASSWORD)
    async with _nobody(provider) as efa:
        await efa.sign_in(learner["user_name"], PASSWORD)
        await efa.send("DELETE", "/sign-in")
        await eventually(lambda: _code_of(efa), lambda code: code == "token_revoked")
        await efa.sign_in(learner["user_name"], PASSWORD)
        assert (await efa.get("/me"))["person"]["id"] == learner["id"]


async def _code_of(client: Client) -> str | None:
    answer = await client.http.get("/me")
    return None if answer.is_success else str(answer.json()["code"])


async def test_staff_see_when_a_learner_of_theirs_was_last_here(provider: Provider) -> None:
    learner = await _learner(provider, user_name=f"efa.{fresh_id()}", initial_password=PASSWORD)
    path = f"/people/{learner['id']}/last-sign-in"
    assert (await provider.admin.get(path))["at"] is None
    async with _nobody(provider) as efa:
        await efa.sign_in(learner["user_name"], PASSWORD)
        own = await efa.get(path)
    assert own["at"] is not None
    assert await provider.as_role("centre_admin").get(path) == own
    refused = await refusal(provider.as_role("assessor").get(path))
    assert (refused.status, refused.code) == (403, "forbidden")


def _change(current: str, password: str = NEW_PASSWORD) -> dict[str, str]:
    return {"current_password": current, "password": password}

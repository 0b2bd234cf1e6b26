"""Who is kept out, by whom, and how they come in again (S2:84, 180-199)."""

from dataclasses import dataclass
from functools import partial

import pytest

from chassis.ids import fresh_id
from deploy.demo.client import Client, eventually
from tests.flows.team import Team, refusal, status_of
from tests.platform import PASSWORD, Provider

REASON = {"reason": "Did not come for six weeks."}


@dataclass(frozen=True)
class Member:
    """Somebody with a login."""

    id: str
    user_name: str
    url: str

    async def comes_in(self) -> int:
        """200 when they sign in, else the status of the refusal."""
        async with Client(self.url) as client:
            try:
                await client.sign_in(self.user_name, PASSWORD)
            except Exception as refused:
                return int(getattr(refused, "status", 0))
            return 200


async def member(provider: Provider, role: str) -> Member:
    """A new person of the provider who can sign in."""
    user_name = f"nia.{fresh_id()}"
    body = {
        "given_name": "Nia",
        "family_name": "Bowen",
        "user_name": user_name,
        "initial_password": PASSWORD,
        "roles": [{"role": role, "centre_ids": [provider.centre_id]}],
    }
    person = await provider.admin.post("/people", body)
    return Member(person["id"], user_name, provider.platform.servers.gateway_url)


@pytest.mark.req("CE-23")
@pytest.mark.parametrize("role", ["assessor", "iqa"])
async def test_blocked_staff_come_in_after_activation_only(provider: Provider, role: str) -> None:
    staff, centre = await member(provider, role), provider.as_role("centre_admin")
    assert await staff.comes_in() == 200
    await centre.post(f"/people/{staff.id}/block", REASON)
    assert await staff.comes_in() == 403
    await centre.post(f"/people/{staff.id}/activation", None)
    assert await staff.comes_in() == 200


@pytest.mark.req("CE-31")
async def test_a_blocked_learner_is_listed_and_comes_in_after_activation(provider: Provider) -> None:
    learner, centre = await member(provider, "learner"), provider.as_role("centre_admin")
    none = await centre.get("/people", role="learner", state="blocked")
    await centre.post(f"/people/{learner.id}/block", REASON)
    one = await centre.get("/people", role="learner", state="blocked")
    assert (none["items"], [person["id"] for person in one["items"]]) == ([], [learner.id])
    assert (await centre.get(f"/people/{learner.id}/block"))["reason"] == REASON["reason"]
    assert await learner.comes_in() == 403
    await centre.post(f"/people/{learner.id}/activation", None)
    assert await learner.comes_in() == 200


@pytest.mark.req("CE-33")
async def test_whoever_is_blocked_is_out_within_a_minute_and_their_data_stay_with_a_mark(team: Team) -> None:
    provider, learner = team.provider, await member(team.provider, "learner")
    await provider.enrol(learner.id, team.assessor_id)
    booking = {"learner_ids": [learner.id], "local_start": "2032-03-01T10:00"}
    await eventually(
        lambda: status_of(team.assessor, f"/learners/{learner.id}/plan"), lambda found: found == 200
    )
    session = await team.book(**booking)
    async with Client(learner.url) as client:
        await client.sign_in(learner.user_name, PASSWORD)
        assert await status_of(client, "/me") == 200
        await team.assessor.post(f"/people/{learner.id}/block", REASON)
        refused = await eventually(lambda: status_of(client, "/me"), lambda found: found != 200, patience=60)
    assert refused == 401
    assert await learner.comes_in() == 403

    for staff in (team.assessor, provider.as_role("centre_admin")):
        assert (await staff.get(f"/people/{learner.id}"))["state"] == "blocked"
        plan = await eventually(
            partial(staff.get, f"/learners/{learner.id}/plan"), lambda seen: bool(seen["items"])
        )
        assert [item["session_id"] for item in plan["items"]] == [session["id"]]

    async def book_another() -> str:
        return (await refusal(team.book(**booking | {"local_start": "2032-03-02T10:00", "minutes": 0}))).code

    await eventually(book_another, lambda code: code == "person_is_blocked")


async def test_a_blocked_persons_refresh_token_is_worth_nothing(provider: Provider) -> None:
    learner = await member(provider, "learner")
    async with Client(learner.url) as client:
        signed_in = await client.sign_in(learner.user_name, PASSWORD)
        await provider.admin.post(f"/people/{learner.id}/block", REASON)
        refused = await refusal(client.post("/token", {"refresh_token": signed_in["refresh_token"]}))
    assert (refused.status, refused.code) == (401, "session_ended")


@pytest.mark.req("CE-32")
async def test_an_assessor_blocks_the_own_learners_only(team: Team) -> None:
    (own,) = team.learner_ids
    stranger = await team.provider.person("learner", "Carys Evans")
    await team.assessor.post(f"/people/{own}/block", REASON)
    await team.assessor.post(f"/people/{own}/activation", None)
    refused = await refusal(team.assessor.post(f"/people/{stranger}/block", REASON))
    assert (refused.status, refused.code) == (403, "forbidden")


async def test_an_assessor_does_not_lift_the_centres_block(team: Team) -> None:
    (own,) = team.learner_ids
    await team.provider.admin.post(f"/people/{own}/block", REASON)
    refused = await refusal(team.assessor.post(f"/people/{own}/activation", None))
    assert (refused.status, refused.code) == (403, "blocked_by_centre")


async def test_nothing_new_is_booked_with_a_blocked_learner(team: Team) -> None:
    (own,) = team.learner_ids
    path = f"/learners/{own}/plan"
    await eventually(lambda: status_of(team.assessor, path), lambda status: status == 200)
    await team.provider.admin.post(f"/people/{own}/block", REASON)

    async def booking() -> str:
        refused = await refusal(team.book(local_start="2032-03-01T10:00", minutes=0))
        return refused.code

    await eventually(booking, lambda code: code == "person_is_blocked")
    assert await status_of(team.assessor, path) == 200

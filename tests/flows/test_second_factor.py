"""The second factor through the gateway (G12): set up, shown, replayed, guessed, lost and reset."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pyotp
import pytest

from chassis.ids import fresh_id
from deploy.demo.client import Client, eventually
from tests.flows.browser import Browser, a_browser
from tests.flows.team import refusal, status_of
from tests.platform import PASSWORD, Platform, Provider

SHORT = "teal-owl"


def later_code(secret: str, steps: int) -> str:
    """The app's code so many half minutes from now; one is still within what a wrong clock is allowed."""
    totp = pyotp.TOTP(secret)
    return totp.at(int(time.time()) + 30 * steps)


@asynccontextmanager
async def nobody(provider: Provider) -> AsyncIterator[Client]:
    async with Client(provider.platform.servers.gateway_url) as client:
        yield client


async def somebody(provider: Provider, role: str = "assessor") -> dict[str, Any]:
    """A person with a password and no second factor."""
    body = {
        "given_name": "Efa",
        "family_name": "Llwyd",
        "roles": [{"role": role, "centre_ids": [provider.centre_id]}],
        "user_name": f"efa.{fresh_id()}",
        "initial_password": PASSWORD,
    }
    person: dict[str, Any] = await provider.admin.post("/people", body)
    return person | {"user_name": body["user_name"]}


async def set_up(client: Client) -> tuple[str, list[str]]:
    """Set a factor up as whoever is signed in; its secret and the recovery codes."""
    key = await client.post("/second-factor", {"current_password": PASSWORD})
    assert key["uri"].startswith("otpauth://totp/")
    confirmed = await client.post("/second-factor/confirmation", {"code": pyotp.TOTP(key["secret"]).now()})
    return key["secret"], confirmed["recovery_codes"]


async def show(client: Client, signed_in: dict[str, Any], code: str) -> dict[str, Any]:
    """Show a code at the sign-in and go on with the tokens it gives."""
    body = {"refresh_token": signed_in["refresh_token"], "code": code}
    shown: dict[str, Any] = await client.post("/sign-in/second-factor", body)
    client.http.headers["Authorization"] = f"Bearer {shown['access_token']}"
    return shown


async def test_a_password_is_not_enough_any_more_and_a_code_is_good_once(provider: Provider) -> None:
    person = await somebody(provider)
    async with nobody(provider) as client, nobody(provider) as thief:
        await client.sign_in(person["user_name"], PASSWORD)
        secret, _ = await set_up(client)
        assert (await client.get("/second-factor"))["set_up"] is True

        first = await client.sign_in(person["user_name"], PASSWORD)
        assert first["pending"] == "second_factor"
        refused = await refusal(client.get("/me"))
        assert (refused.status, refused.code) == (403, "second_factor_required")
        renewed = await client.post("/token", {"refresh_token": first["refresh_token"]})
        assert renewed["pending"] == "second_factor"

        code = later_code(secret, 1)
        assert (await show(client, renewed, code))["pending"] is None
        assert (await client.get("/me"))["person"]["id"] == person["id"]
        stolen = await thief.sign_in(person["user_name"], PASSWORD)
        replayed = await refusal(show(thief, stolen, code))
        assert (replayed.status, replayed.code, replayed.problem["field"]) == (422, "code_used", "code")


async def test_a_recovery_code_opens_once(provider: Provider) -> None:
    person = await somebody(provider)
    async with nobody(provider) as client:
        await client.sign_in(person["user_name"], PASSWORD)
        _, codes = await set_up(client)
        assert len({*codes}) == 10
        signed_in = await client.sign_in(person["user_name"], PASSWORD)
        await show(client, signed_in, codes[0].lower().replace("-", " "))
        assert (await client.get("/second-factor"))["recovery_codes_left"] == 9
        again = await client.sign_in(person["user_name"], PASSWORD)
        assert (await refusal(show(client, again, codes[0]))).code == "code_wrong"


async def test_guessing_codes_is_slowed_down_and_the_right_password_forgives_nothing(
    provider: Provider,
) -> None:
    person = await somebody(provider)
    async with nobody(provider) as client:
        await client.sign_in(person["user_name"], PASSWORD)
        secret, _ = await set_up(client)
        *five, sixth = [await client.sign_in(person["user_name"], PASSWORD) for _ in range(6)]
        for signed_in in five:
            assert (await refusal(show(client, signed_in, "000000"))).code == "code_wrong"
        slowed = await refusal(show(client, sixth, later_code(secret, 1)))
        assert (slowed.status, slowed.code) == (429, "too_many_tries")


async def test_setting_up_asks_for_the_password_and_for_a_right_code(provider: Provider) -> None:
    person = await somebody(provider)
    async with nobody(provider) as client:
        await client.sign_in(person["user_name"], PASSWORD)
        wrong = await refusal(client.post("/second-factor", {"current_password": "three quiet red foxes"}))
        assert (wrong.status, wrong.code) == (403, "password_wrong")
        early = await refusal(client.post("/second-factor/confirmation", {"code": "123456"}))
        assert (early.status, early.code) == (409, "second_factor_not_begun")
        await client.post("/second-factor", {"current_password": PASSWORD})
        guessed = await refusal(client.post("/second-factor/confirmation", {"code": "000000"}))
        assert (guessed.status, guessed.code) == (422, "code_wrong")
        assert (await client.sign_in(person["user_name"], PASSWORD))["pending"] is None


async def test_eight_characters_are_enough_beside_a_second_factor_and_not_alone(provider: Provider) -> None:
    person = await somebody(provider)
    async with nobody(provider) as client:
        await client.sign_in(person["user_name"], PASSWORD)
        short = {"current_password": PASSWORD, "password": SHORT}
        assert (await refusal(client.put("/password", short))).code == "password_too_short"
        secret, codes = await set_up(client)
        await client.put("/password", short)
        removal = {"current_password": SHORT, "code": codes[0]}
        refused = await refusal(client.post("/second-factor/removal", removal))
        assert (refused.status, refused.code) == (409, "password_too_short_alone")
        await client.put("/password", {"current_password": SHORT, "password": PASSWORD})
        removal = {"current_password": PASSWORD, "code": later_code(secret, 1)}
        await client.send(
            "POST", "/second-factor/removal", body=removal, headers={"Idempotency-Key": fresh_id()}
        )
        assert (await client.sign_in(person["user_name"], PASSWORD))["pending"] is None


@pytest.fixture
async def strict_provider(platform: Platform) -> AsyncIterator[Provider]:
    """A provider whose staff come in only with a second factor."""
    provider = await platform.provider(staff_second_factor=True)
    yield provider
    await provider.close()


async def test_where_staff_need_one_it_is_set_up_at_the_sign_in(strict_provider: Provider) -> None:
    provider = strict_provider
    staff, learner = await somebody(provider), await somebody(provider, "learner")
    async with nobody(provider) as client:
        assert (await client.sign_in(learner["user_name"], PASSWORD))["pending"] is None
        signed_in = await client.sign_in(staff["user_name"], PASSWORD)
        assert signed_in["pending"] == "second_factor_setup"
        refused = await refusal(client.get("/me"))
        assert (refused.status, refused.code) == (403, "second_factor_setup_required")
        waiting = {"refresh_token": signed_in["refresh_token"]}
        key = await client.post("/sign-in/second-factor/setup", waiting)
        code = {"code": pyotp.TOTP(key["secret"]).now()}
        confirmed = await client.post("/sign-in/second-factor/confirmation", waiting | code)
        assert len(confirmed["recovery_codes"]) == 10
        opened = await client.post("/token", waiting)
        assert opened["pending"] is None
        client.http.headers["Authorization"] = f"Bearer {opened['access_token']}"
        removal = {"current_password": PASSWORD, "code": confirmed["recovery_codes"][0]}
        kept = await refusal(client.post("/second-factor/removal", removal))
        assert (kept.status, kept.code) == (409, "second_factor_needed")


async def test_the_administration_resets_a_lost_factor_and_every_session_ends(provider: Provider) -> None:
    person = await somebody(provider)
    path = f"/people/{person['id']}/second-factor/reset"
    key = {"Idempotency-Key": fresh_id()}
    async with nobody(provider) as client:
        await client.sign_in(person["user_name"], PASSWORD)
        await set_up(client)
        refused = await refusal(provider.as_role("basic_admin").send("POST", path, headers=key))
        assert (refused.status, refused.code) == (403, "forbidden")
        await provider.admin.send("POST", path, headers=key)
        await eventually(lambda: status_of(client, "/me"), lambda status: status == 401)
        assert (await refusal(client.get("/me"))).code == "token_revoked"
        assert (await client.sign_in(person["user_name"], PASSWORD))["pending"] is None


@pytest.fixture
async def browser(provider: Provider) -> AsyncIterator[Browser]:
    async with a_browser(provider.platform.servers) as found:
        yield found


async def test_a_browser_accepts_the_disclaimer_and_goes_on(provider: Provider, browser: Browser) -> None:
    words = {"replaces": 0, "english": "Be kind.", "welsh": "Byddwch yn garedig."}
    await provider.admin.put("/provider/disclaimer", words)
    signed_in = await browser.sign_in(provider.admin_user)
    assert (signed_in["pending"], signed_in["disclaimer"]["english"]) == ("disclaimer", "Be kind.")
    assert (await browser.ask("GET", "/me")).json()["code"] == "disclaimer_required"
    late = await browser.ask("POST", "/browser-session/acceptance", json={"number": 7})
    assert (late.status_code, late.json()["code"]) == (409, "disclaimer_outdated")
    accepted = await browser.ask("POST", "/browser-session/acceptance", json={"number": 1})
    assert (accepted.status_code, accepted.json()["pending"]) == (200, None)
    assert (await browser.ask("GET", "/me")).status_code == 200


async def test_a_browser_sets_up_and_shows_a_second_factor_one_step_after_the_other(
    strict_provider: Provider,
) -> None:
    async with a_browser(strict_provider.platform.servers) as browser:
        signed_in = await browser.sign_in(strict_provider.admin_user)
        assert signed_in["pending"] == "second_factor_setup"
        key = (await browser.ask("POST", "/browser-session/second-factor/setup")).json()
        path = "/browser-session/second-factor/confirmation"
        wrong = await browser.ask("POST", path, json={"code": "000000"})
        assert (wrong.status_code, wrong.json()["code"]) == (422, "code_wrong")
        done = await browser.ask("POST", path, json={"code": pyotp.TOTP(key["secret"]).now()})
        assert (len(done.json()["recovery_codes"]), done.json()["session"]["pending"]) == (10, None)
        assert (await browser.ask("GET", "/me")).status_code == 200

        signed_in = await browser.sign_in(strict_provider.admin_user)
        assert signed_in["pending"] == "second_factor"
        code = {"code": later_code(key["secret"], 1)}
        shown = await browser.ask("POST", "/browser-session/second-factor", json=code)
        assert (shown.status_code, shown.json()["pending"]) == (200, None)
        assert (await browser.ask("GET", "/me")).status_code == 200

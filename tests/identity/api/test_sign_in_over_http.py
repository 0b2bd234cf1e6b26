import asyncio
from typing import Any

import jwt
import pytest

from tests.identity.api.conftest import Caller, Identity, NewProvider
from tests.identity.builders import GOOD_PASSWORD


def claims(answer: dict[str, Any]) -> dict[str, Any]:
    decoded: dict[str, Any] = jwt.decode(answer["access_token"], options={"verify_signature": False})
    return decoded


async def test_somebody_signs_in_and_hears_who_they_are(identity: Identity, provider: NewProvider) -> None:
    answer = await identity.sign_in(provider.admin_user.upper())
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    body = answer.json()
    assert body["provider"] == {"id": provider.id, "name": "Severn Vale Training"}
    assert body["person"]["name"] == "Carys Morgan"
    assert (body["role"], body["roles"], body["centre_ids"]) == ("master_admin", ["master_admin"], [])
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 300)
    assert claims(body)["tid"] == provider.id


async def test_a_token_checks_against_the_published_keys(identity: Identity, provider: NewProvider) -> None:
    published = (await identity.http.get("/.well-known/jwks.json")).json()
    assert [key["alg"] for key in published["keys"]] == ["EdDSA"]
    header = jwt.get_unverified_header((await identity.sign_in(provider.admin_user)).json()["access_token"])
    assert header == {"alg": "EdDSA", "typ": "at+jwt", "kid": published["keys"][0]["kid"]}


async def test_unknown_names_and_wrong_passwords_get_the_same_answer(
    identity: Identity, provider: NewProvider
) -> None:
    wrong = await identity.sign_in(provider.admin_user, "not-the-right-password")
    unknown = await identity.sign_in("nobody.at.all.here", "not-the-right-password")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert wrong.json()["code"] == "sign_in_refused"
    assert wrong.headers.keys() == unknown.headers.keys()


async def test_guesses_at_once_all_count_against_the_next(identity: Identity, provider: NewProvider) -> None:
    guesses = [identity.sign_in(provider.admin_user, f"a guess with number {n}") for n in range(12)]
    statuses = [answer.status_code for answer in await asyncio.gather(*guesses)]
    assert statuses.count(401) + statuses.count(429) == 12
    assert statuses.count(401) >= 5
    cut_off = await identity.sign_in(provider.admin_user)
    assert (cut_off.status_code, cut_off.json()["code"]) == (429, "too_many_tries")
    assert cut_off.json()["next_try_at"].endswith("Z")
    assert "Retry-After" in cut_off.headers


async def test_one_person_signs_in_on_many_devices_at_once(identity: Identity, provider: NewProvider) -> None:
    answers = await asyncio.gather(*(identity.sign_in(provider.admin_user) for _ in range(12)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({claims(answer.json())["sid"] for answer in answers}) == 12


async def test_me_says_what_else_one_could_be(identity: Identity, provider: NewProvider) -> None:
    roles = [
        {"role": "assessor", "centre_ids": [provider.centre]},
        {"role": "iqa", "centre_ids": [provider.other_centre]},
    ]
    name = f"tom.{provider.centre}"
    await provider.admin.made(
        "/people",
        {"given_name": "Tom", "family_name": "Evans", "user_name": name, "initial_password": GOOD_PASSWORD}
        | {"roles": roles},
    )
    me = (await (await identity.signed_in(name, role="iqa")).get("/me")).json()
    assert (me["role"], me["centre_ids"]) == ("iqa", [provider.other_centre])
    assert me["person"]["roles"] == [held | {"permission_set_id": None} for held in roles]
    assert me["permissions"] is None
    assert me["provider"]["features"]["smart_rooms"] is True


async def test_a_refresh_token_gives_the_next_pair_and_another_role(
    identity: Identity, provider: NewProvider
) -> None:
    first = (await identity.sign_in(provider.admin_user)).json()
    second = (await identity.renew(first["refresh_token"])).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert claims(second)["sid"] == claims(first)["sid"]
    refused = await identity.renew(second["refresh_token"], role="learner")
    assert (refused.status_code, refused.json()["code"]) == (403, "role_not_held")
    assert refused.json()["roles"] == ["master_admin"]


async def test_of_twenty_renewals_at_once_one_wins_and_all_hear_the_same(
    identity: Identity, provider: NewProvider
) -> None:
    first = (await identity.sign_in(provider.admin_user)).json()
    answers = await asyncio.gather(*(identity.renew(first["refresh_token"]) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    (following,) = {answer.json()["refresh_token"] for answer in answers}
    assert (await identity.renew(following)).status_code == 200


async def test_reuse_by_somebody_else_ends_the_whole_session(
    identity: Identity, provider: NewProvider
) -> None:
    first = (await identity.sign_in(provider.admin_user)).json()["refresh_token"]
    second = (await identity.renew(first)).json()["refresh_token"]
    stolen = await identity.renew(first, client="a thief")
    assert (stolen.status_code, stolen.json()["code"]) == (401, "refresh_token_reused")
    ended = await identity.renew(second)
    assert (ended.status_code, ended.json()["code"]) == (401, "session_ended")


async def test_signing_out_ends_the_session(identity: Identity, provider: NewProvider) -> None:
    signed_in = (await identity.sign_in(provider.admin_user)).json()
    headers = {"Authorization": f"Bearer {signed_in['access_token']}"}
    for _ in range(2):
        assert (await identity.http.delete("/sign-in", headers=headers)).status_code == 204
    assert (await identity.renew(signed_in["refresh_token"])).json()["code"] == "session_ended"


async def test_a_blocked_person_is_told_so_only_with_the_right_password(
    identity: Identity, provider: NewProvider
) -> None:
    name = f"lena.{provider.centre}"
    added = await provider.add("learner", user_name=name, initial_password=GOOD_PASSWORD)
    people = identity.kit.db.people
    await people.update_one({"_id": added["id"], "provider_id": provider.id}, {"$set": {"state": "blocked"}})
    assert (await identity.sign_in(name, "not-the-right-password")).status_code == 401
    refused = await identity.sign_in(name)
    assert (refused.status_code, refused.json()["code"]) == (403, "person_blocked")


async def test_no_token_and_no_password_is_stored_or_logged(
    identity: Identity, provider: NewProvider, capsys: pytest.CaptureFixture[str]
) -> None:
    first = (await identity.sign_in(provider.admin_user)).json()
    renewed = (await identity.renew(first["refresh_token"])).json()
    await identity.http.post(
        "/sign-in",
        json={"user_name": provider.admin_user, "password": GOOD_PASSWORD},
        headers={"Idempotency-Key": "remember-this-answer"},
    )
    stored = ""
    for collection in await identity.kit.db.list_collection_names():
        stored += repr(await identity.kit.db[collection].find({}).to_list(10_000))
    said = stored + "".join(capsys.readouterr())
    for secret in (GOOD_PASSWORD, first["refresh_token"], renewed["refresh_token"], renewed["access_token"]):
        assert secret not in said


@pytest.mark.parametrize("token", ["", "nonsense", "a" * 64, "😀" * 64])
async def test_a_made_up_refresh_token_is_refused(identity: Identity, token: str) -> None:
    answer = await identity.renew(token)
    assert (answer.status_code, answer.json()["code"]) == (401, "session_ended")


async def test_nobody_gets_in_without_a_token(identity: Identity) -> None:
    for path in ("/me", "/provider", "/centres", "/people", "/enrolments"):
        answer = await identity.http.get(path)
        assert (answer.status_code, answer.json()["code"]) == (401, "token_missing")
    assert (await Caller(identity.http, "nonsense").get("/me")).json()["code"] == "token_invalid"
